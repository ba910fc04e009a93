import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToLatin1, latin1ToBytes, sameBytes } from '../../../../shared/base/bytes.ts';
import { err, ok } from '../../../../shared/base/result.ts';
import { isPort, ms } from '../../../../shared/base/units.ts';

describe('bytes as text', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const text = bytesToLatin1(bytes);
        expect(text.length).toBe(bytes.length);
        expect(latin1ToBytes(text)).toEqual(bytes);
      }),
    );
  });

  it('hold every byte value as its own character', () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    const text = bytesToLatin1(all);
    expect(Array.from(all, (_, i) => text.charCodeAt(i))).toEqual([...all]);
  });

  it.each(['\u0100', 'abc\u20ac', '\ud83d\ude00'])('refuse %j, which is not one byte a character', (text) => {
    expect(() => latin1ToBytes(text)).toThrow(RangeError);
  });

  it.each([
    [[], [], true],
    [[1, 2], [1, 2], true],
    [[1, 2], [1, 3], false],
    [[1, 2], [1, 2, 3], false],
    [[1], [], false],
  ])('%j and %j are the same: %s', (a, b, expected) => {
    expect(sameBytes(Uint8Array.from(a), Uint8Array.from(b))).toBe(expected);
    expect(sameBytes(Uint8Array.from(b), Uint8Array.from(a))).toBe(expected);
  });
});

describe('units', () => {
  it.each([0, -5, 0.25, 1e12])('take %d as a duration', (value) => {
    expect(ms(value)).toBe(value);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuse %d as a duration',
    (value) => {
      expect(() => ms(value)).toThrow(RangeError);
    },
  );

  it.each([
    [1, true],
    [5060, true],
    [65_535, true],
    [0, false],
    [65_536, false],
    [-1, false],
    [5060.5, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
  ])('say of %d as a port: %s', (value, expected) => {
    expect(isPort(value)).toBe(expected);
  });
});

describe('results', () => {
  it('hold a value or an error, never both', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(err('no')).toEqual({ ok: false, error: 'no' });
  });
});
