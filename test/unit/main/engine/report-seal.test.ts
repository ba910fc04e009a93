// What a seal says about a file: every byte of it counts.
import { createHash, createPublicKey, verify } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../../../main/engine/report-seal.ts';
import { decodeUtf8 } from '../../../../main/io/report-file.ts';
import { parseReport, type Report } from '../../../../shared/report/report.ts';
import { reportFileText, type SealState } from '../../../../shared/report/seal.ts';
import { cleanSteps } from '../../../fakes/known-runs.ts';
import { reportOf, tampered } from '../../../fakes/report.ts';
import { buildRun } from '../../../fakes/run-script.ts';
import { newSealer } from '../../../fakes/sealer.ts';

const sealer = await newSealer();
const report = sealer.sealReport(reportOf(buildRun(cleanSteps)));
const file = reportFileText(report);

function sealOf({ seal }: Report): NonNullable<Report['seal']> {
  if (seal === null) throw new Error('not sealed');
  return seal;
}

/** What a reader is told about the bytes of a file. */
function toldAbout(bytes: Uint8Array): SealState | 'damaged' {
  const text = decodeUtf8(bytes, 'keep');
  if (!text.ok || !parseReport(text.value).ok) return 'damaged';
  return sealer.verifySeal(text.value).state;
}

describe('a sealed file', () => {
  it('is intact here, and by its key on another computer', async () => {
    expect(toldAbout(Buffer.from(file))).toBe('intact');
    expect(sealer.verifySeal(file)).toEqual({ state: 'intact', fingerprint: sealer.fingerprint });
    const told = { state: 'other', fingerprint: sealer.fingerprint };
    expect((await newSealer()).verifySeal(file)).toEqual(told);
    expect(createSealer(null).verifySeal(file)).toEqual(told);
  });

  it('can be checked by anybody with what the documents say, and with nothing of ours', () => {
    const { seal, ...rest } = JSON.parse(file) as { seal: NonNullable<Report['seal']> };
    const sorted = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(sorted);
      if (value === null || typeof value !== 'object') return value;
      const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
      return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    };
    const canonical = JSON.stringify(sorted({ ...rest, seal: null }));
    expect(createHash('sha256').update(canonical, 'utf8').digest('hex')).toBe(seal.sha256);
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: seal.publicKey }, format: 'jwk' });
    const message = Buffer.from(`sip-alg-report-seal-v1\n${seal.sha256}`);
    expect(verify(null, message, key, Buffer.from(seal.signature, 'base64url'))).toBe(true);
  });

  // Every position, with the smallest change, with a change of letter case or of a space, and with one that is no UTF-8.
  it.each([
    [0x01, 1000],
    [0x20, 1000],
    [0x80, 0],
  ])('with any one byte changed by %i is never called whole', (change, leastEdited) => {
    const bytes = Buffer.from(file);
    const told = new Map<string, number>();
    for (let i = 0; i < bytes.length; i++) {
      bytes.writeUInt8(bytes.readUInt8(i) ^ change, i);
      const state = toldAbout(bytes);
      told.set(state, (told.get(state) ?? 0) + 1);
      bytes.writeUInt8(bytes.readUInt8(i) ^ change, i);
    }
    expect([...told.keys()].filter((state) => state !== 'damaged' && state !== 'edited')).toEqual([]);
    expect(told.get('damaged')).toBeGreaterThan(0);
    expect(told.get('edited') ?? 0).toBeGreaterThanOrEqual(leastEdited);
  });

  it.each([
    ['a space at its end', `${file} `],
    ['no line break at its end', file.trimEnd()],
    ['a byte order mark', `\ufeff${file}`],
    ['other line breaks', file.replaceAll('\n', '\r\n')],
    ['all on one line', JSON.stringify(report)],
    [
      'keys in another order',
      `${JSON.stringify(Object.fromEntries(Object.entries(report).toReversed()), null, 2)}\n`,
    ],
    ['a letter written as an escape', file.replace('"report00001"', '"\\u0072eport00001"')],
    ['a number written another way', file.replace('"version": 2', '"version": 2.0')],
    ['a key twice', file.replace('{\n', '{\n  "version": 2,\n')],
    ['another verdict', tampered(report, 'alg.level', 'confirmed')],
    ['another verdict in the right form', reportFileText({ ...report, partial: !report.partial })],
    ['another hash', reportFileText({ ...report, seal: { ...sealOf(report), sha256: '0'.repeat(64) } })],
    [
      'a key that is none',
      reportFileText({ ...report, seal: { ...sealOf(report), publicKey: '_'.repeat(43) } }),
    ],
    ['nothing', ''],
    ['a list', '[]'],
    ['an endless depth', `{"seal":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`],
  ])('with %s was edited', (_name, text) => {
    expect(sealer.verifySeal(text)).toEqual({ state: 'edited', fingerprint: null });
  });

  it('with the seal of another report, or of another computer with our key, was edited', async () => {
    const second = sealer.sealReport({ ...report, id: 'report00002' });
    const strange = (await newSealer()).sealReport(report);
    const mixed = [
      { ...report, seal: second.seal },
      { ...report, seal: { ...sealOf(strange), publicKey: sealOf(report).publicKey } },
    ];
    for (const one of mixed) expect(sealer.verifySeal(reportFileText(one)).state).toBe('edited');
  });

  it('is sealed anew when its content changes', () => {
    const redacted = sealer.sealReport({ ...report, redaction: 'no-addresses' });
    expect(redacted.seal).not.toEqual(report.seal);
    expect(sealer.verifySeal(reportFileText(redacted)).state).toBe('intact');
    expect(sealer.sealReport(report)).toEqual(report);
  });
});

it('any text gets a finding, and none but a sealed report a good one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(['edited', 'unsealed']).toContain(sealer.verifySeal(text).state);
    }),
  );
});

describe('a file without a seal', () => {
  it.each([
    ['of this version', { ...report, seal: null }],
    ['of version 1', { version: 1 }],
  ])('%s says so', (_name, value) => {
    expect(sealer.verifySeal(JSON.stringify(value))).toEqual({ state: 'unsealed', fingerprint: null });
  });

  it('is what a computer without a key makes', () => {
    expect(createSealer(null).sealReport(report).seal).toBeNull();
  });
});
