// The published JSON Schemas: what the code says, and judged by another validator than ours.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../../../shared/profile/profile.ts';
import { parseReport } from '../../../../shared/report/report.ts';
import { cleanSteps } from '../../../fakes/known-runs.ts';
import { reportOf, tampered } from '../../../fakes/report.ts';
import { buildRun } from '../../../fakes/run-script.ts';

const pathOf = (name: string): string =>
  fileURLToPath(new URL(`../../../../assets/schema/${name}`, import.meta.url));

/** Formats are left to the patterns beside them: the schema must not lean on what a validator may skip. */
function validator(name: string): (value: unknown) => boolean {
  const schema = JSON.parse(readFileSync(pathOf(name), 'utf8')) as object;
  return new Ajv2020({ validateFormats: false, strictTypes: false }).compile(schema);
}

it('are what the code would write', () => {
  const script = pathOf('make-schema.mjs');
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});

describe('the schema of reports', () => {
  const isReport = validator('sip-alg-report-2.schema.json');
  const report = reportOf(buildRun(cleanSteps));
  const whole: unknown = JSON.parse(JSON.stringify(report));

  it('takes a report, also with a run before it and a seal', () => {
    const { format: _f, version: _v, before: _b, redaction: _r, seal: _s, ...run } = report;
    const sealed = {
      algorithm: 'ed25519',
      publicKey: 'a'.repeat(43),
      sha256: '0'.repeat(64),
      signature: '-'.repeat(86),
    };
    const full = { ...report, before: run, redaction: 'no-addresses', seal: sealed };
    for (const value of [whole, full]) {
      expect(isReport(value)).toBe(true);
      expect(parseReport(JSON.stringify(value)).ok).toBe(true);
    }
  });

  it.each([
    ['format', 'sip-alg-profile'],
    ['version', 1],
    ['version', 3],
    ['id', 'short'],
    ['createdAt', 'yesterday'],
    ['createdAt', '2026-02-30T00:00:00.000Z'],
    ['app', undefined],
    ['app.host', 'phone'],
    ['app.extra', 1],
    ['target.port', 65_536],
    ['target.port', '5060'],
    ['environment.vpn', null],
    ['observations', {}],
    ['observations.0.kind', 'guess'],
    ['observations.0.atMs', -1],
    ['observations.3.bytes', 'é€'],
    ['alg.level', 'sure'],
    ['alg.confidence', 1.5],
    ['advice.0.params', []],
    ['before', undefined],
    ['before', {}],
    ['redaction', 'some'],
    ['seal', undefined],
    ['seal', { algorithm: 'rsa' }],
    ['unknown', 1],
  ])('refuses %s as %j, and so does the program', (place, value) => {
    const text = tampered(report, place, value);
    expect(isReport(JSON.parse(text))).toBe(false);
    expect(parseReport(text).ok).toBe(false);
  });
});

describe('the schema of profiles', () => {
  const isProfile = validator('sip-alg-profile-1.schema.json');
  const profile = { format: 'sip-alg-profile', version: 1, name: 'Example', server: 'pbx.example' };

  it('takes a profile', () => {
    for (const value of [profile, { ...profile, altPort: 5160, transports: ['udp'], language: 'nl' }]) {
      expect(isProfile(value)).toBe(true);
      expect(parseProfile(JSON.stringify(value)).ok).toBe(true);
    }
  });

  it.each([
    ['format', 'sip-alg-report'],
    ['version', 2],
    ['name', ''],
    ['server', ''],
    ['server', 5],
    ['port', 0],
    ['transports', ['sctp']],
    ['probeUser', 'a@b'],
    ['password', 'secret'],
    ['language', 'tlh'],
    ['support', {}],
  ])('refuses %s as %j, and so does the program', (key, value) => {
    const other = { ...profile, [key]: value };
    expect(isProfile(other)).toBe(false);
    expect(parseProfile(JSON.stringify(other)).ok).toBe(false);
  });
});
