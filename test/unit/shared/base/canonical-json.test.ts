import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalLines } from '../../../../shared/base/canonical-json.ts';

describe('canonicalJson', () => {
  it('writes the example of RFC 8785 3.2.3', () => {
    const value: unknown = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    );
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts keys by their UTF-16 code units, digits too (RFC 8785 3.2.3)', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6', '10', '2'];
    const sorted = ['\r', '1', '10', '2', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(text).toBe(`{${sorted.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
  });

  it('has one spelling for a value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(canonicalLines(value)))).toBe(text);
      }),
    );
  });

  it.each([
    ['-0', '0'],
    ['"\\ud800"', '"\\ud800"'],
    ['[]', '[]'],
    ['{}', '{}'],
    ['{"__proto__":1}', '{"__proto__":1}'],
  ])('writes %s as %s', (text, wanted) => {
    expect(canonicalJson(JSON.parse(text))).toBe(wanted);
  });
});

it('canonicalLines is what another program writes with sorted keys and two spaces', () => {
  const value = { b: [1, 'ä', { c: null, a: true }], a: {}, d: [], '10': 'x\n"', '2': -5 };
  const python =
    'import json,sys; print(json.dumps(json.load(sys.stdin), sort_keys=True, indent=2, ensure_ascii=False))';
  const theirs = execFileSync('python3', ['-c', python], {
    input: JSON.stringify(value),
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  expect(canonicalLines(value)).toBe(theirs.toString());
});
