import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxObservations } from '../../../../shared/observation/observation.ts';
import { maxReportBytes, parseReport, type ReportFault } from '../../../../shared/report/report.ts';
import { reportOf, tampered } from '../../../fakes/report.ts';
import { ask, buildRun, onSocketB, plain } from '../../../fakes/run-script.ts';

const report = reportOf(buildRun([ask('truthful', plain), ask('diverted', onSocketB), ask('tcp', plain)]));
const text = JSON.stringify(report);

function faultOf(file: string): ReportFault {
  const parsed = parseReport(file);
  if (parsed.ok) throw new Error('it was accepted');
  return parsed.error;
}

const withValue = (place: string, value: unknown): string => tampered(report, place, value);
const deep = (open: string, close: string, times: number): string => open.repeat(times) + close.repeat(times);

describe('parseReport refuses', () => {
  it.each(['', '{', 'SIP/2.0 200 OK', '{"format":NaN}', text.slice(0, -1), `${text}x`])(
    'what is not JSON: %#',
    (file) => {
      expect(faultOf(file)).toEqual({ code: 'not-json', message: 'It is not JSON.' });
    },
  );

  it.each(['null', '[]', '5', '"sip-alg-report"', '{}', '{"format":"sip-alg-profile","version":1}'])(
    'what has another format: %s',
    (file) => {
      expect(faultOf(file).code).toBe('other-format');
      expect(faultOf(file).message).toContain('"format"');
    },
  );

  it.each([3, 4, 1000])('a newer version, and says that it is one: %j', (version) => {
    const fault = faultOf(withValue('version', version));
    expect(fault.code).toBe('newer-version');
    expect(fault.message).toContain(`"version" is ${version}`);
    expect(fault.message).toContain('Update');
  });

  it.each([0, -1, '2', null, 1.5, 2 ** 60])('another version: %j', (version) => {
    expect(faultOf(withValue('version', version)).code).toBe('other-version');
    expect(faultOf(withValue('version', version)).message).toContain('"version"');
  });

  it.each([
    ['id', 'short'],
    ['id', '../../etc/passwd'],
    ['createdAt', 'yesterday'],
    ['app.host', 'browser'],
    ['app.version', ''],
    ['target.server', 5],
    ['target.port', 0],
    ['target.port', 65_536],
    ['target.port', 5060.5],
    ['target.addresses.0', ''],
    ['environment.vpn', 'no'],
    ['environment.addressClass', 'home'],
    ['selfNoise', 1],
    ['quality', {}],
    ['observations', {}],
    ['observations.0.atMs', -1],
    ['observations.0.atMs', '0'],
    ['observations.0.atMs', null],
    ['observations.0.id', 0],
    ['observations.0.id', 1001],
    ['observations.0.id', 1.5],
    ['observations.0.kind', 'opinion'],
    ['observations.1.sameNetwork', 'yes'],
    ['observations.3.bytes', 'one \u0100'],
    ['observations.3.bytes', 'two \ud83d\ude00'],
    ['observations.3.bytes', 'x'.repeat(65_536)],
    ['observations.3.transmission', 21],
    ['observations.3.path.transport', 'sctp'],
    ['observations.4.sinceRequestMs', -0.5],
    ['observations.4.matchedBy.0', 'address'],
    ['alg.level', 'certain'],
    ['alg.reason', ''],
    ['alg.score', 101],
    ['alg.confidence', 1.01],
    ['alg.evidence.0.weight', -1],
    ['alg.evidence.0.rule', 'guess'],
    ['alg.evidence.0.observations.0', 0],
    ['alg.paths.0.port', 0],
    ['alg.notTested.0', { part: 'everything', reason: 'needs-account-or-responder' }],
    ['advice.0.code', 'buy-a-router'],
    ['advice.0.params', { minutes: true }],
    ['budget.requestsSent', -1],
    ['budget.newFlows', 0.5],
    ['partial', 0],
  ])('a bad %s and names it', (place, value) => {
    const { code, message } = faultOf(withValue(place, value));
    expect(code).toBe('bad-field');
    expect(message.startsWith(`Field "${place}`)).toBe(true);
    expect(message).toMatch(/^[^\n]+\.$/);
  });

  it('two observations of one id, because evidence could mean either', () => {
    const twice = JSON.parse(text) as { observations: { id: number }[] };
    const [first, second] = twice.observations;
    if (first === undefined || second === undefined) throw new Error('too few observations');
    second.id = first.id;
    expect(parseReport(JSON.stringify(twice))).toMatchObject({
      ok: false,
      error: { code: 'bad-field', message: 'Field "observations": each id once.' },
    });
  });

  it.each(['1e999', '-1e999'])('a number that is not finite: %s', (number) => {
    const file = text.replace('"atMs":0,', `"atMs":${number},`);
    expect(faultOf(file).message).toContain('Field "observations.0.atMs"');
  });

  it('a report without a format', () => {
    expect(faultOf(withValue('format', undefined)).code).toBe('other-format');
  });

  it.each([
    'id',
    'createdAt',
    'app',
    'target',
    'environment',
    'observations',
    'alg',
    'advice',
    'budget',
    'partial',
  ])('a report without %s and names it', (key) => {
    const { code, message } = faultOf(withValue(key, undefined));
    expect([code, message.startsWith(`Field "${key}"`)]).toEqual(['bad-field', true]);
  });

  it.each([
    '',
    'app',
    'target',
    'environment',
    'observations.3',
    'observations.3.local',
    'alg',
    'alg.evidence.0',
    'budget',
  ])('an unknown key in %j and names it', (place) => {
    const { message } = faultOf(withValue(place === '' ? 'extra' : `${place}.extra`, 1));
    expect(message.startsWith(`Field "${place}"`)).toBe(true);
    expect(message).toContain('"extra"');
  });

  it('too many observations', () => {
    const many = Array.from({ length: maxObservations + 1 }, () => report.observations[0]);
    expect(faultOf(withValue('observations', many)).message).toContain('Field "observations"');
  });

  it.each(['{', '"app":{', '"local":{', '"alg":{'])('a __proto__ key behind %s', (place) => {
    const file = text.replace(place, `${place}"__proto__":{"polluted":1},`);
    expect(faultOf(file).message).toContain('__proto__');
    expect('polluted' in {}).toBe(false);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])('a key that objects inherit: %s', (key) => {
    expect(faultOf(withValue(key, 1)).message).toContain(`"${key}"`);
  });
});

describe('parseReport survives', () => {
  it.each([
    ['arrays', deep('[', ']', 1_000_000)],
    ['objects', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
    ['open brackets', '['.repeat(maxReportBytes)],
    ['zeros', '0'.repeat(maxReportBytes)],
    ['a string', `"${'x'.repeat(maxReportBytes - 2)}"`],
  ])('the largest file of %s', (_name, file) => {
    expect(['not-json', 'other-format']).toContain(faultOf(file).code);
  });

  it.each(['observations', 'alg', 'advice', 'environment', 'extra'])('nested arrays in %s', (key) => {
    const file = `${text.slice(0, -1)},"${key}":${deep('[', ']', 200_000)}}`;
    expect(faultOf(file).code).toBe('bad-field');
  });

  it('any JSON, and any report with one value replaced', () => {
    fc.assert(
      fc.property(fc.json(), (file) => {
        expect(parseReport(file).ok).toBe(false);
      }),
    );
    const places = [
      'id',
      'app',
      'observations',
      'observations.3',
      'alg.evidence',
      'alg.score',
      'advice.0.params',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
        const parsed = parseReport(withValue(place, value));
        expect(parsed.ok || /^[^\n]{10,}\.$/.test(parsed.error.message)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
