import { describe, expect, it } from 'vitest';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../../shared/base/canonical-json.ts';
import { redactReport } from '../../../../shared/redact/redact-report.ts';
import { scanForSecrets } from '../../../../shared/redact/scan-secrets.ts';
import { runAgain, verdictReplays } from '../../../../shared/report/build-report.ts';
import { compareReports } from '../../../../shared/report/compare.ts';
import { parseReport, type Report, runOf } from '../../../../shared/report/report.ts';
import { renderReport } from '../../../../shared/report/text/render.ts';
import { reportOf, tampered } from '../../../fakes/report.ts';
import { ask, buildRun, plain } from '../../../fakes/run-script.ts';
import { everyReport, full, levels, redacted, steps } from './redact-bench.ts';

const read = (text: string): Report => {
  const report = parseReport(text);
  if (!report.ok) throw new Error(report.error.message);
  return report.value;
};

/** The sentences with everything that may be masked made equal. */
const skeleton = (report: Report): string =>
  renderReport(report)
    .replace(/(?:(?:LAN|WAN|SRV|DOC|CGN|LNK|MUL)6?[B-Z]?-\d+|\d+(?:\.\d+){3})/g, '#')
    .replace(/\b(?:NAME-\d+|pbx\.example)\b/gi, '@')
    .replace(/(udp\/\d+ (?:readback|call)) [^ :]+:/g, '$1 EXTENSION:');

const finding = ({ alg }: Report) => [
  [alg.level, alg.reason, alg.score, alg.where, alg.fingerprint],
  alg.evidence.map(({ id }) => id),
];
const lengths = ({ observations }: Report) =>
  observations.flatMap((o) => ('bytes' in o && o.kind !== 'stray-received' ? [o.bytes.length] : []));
const received = ({ observations }: Report) =>
  observations.flatMap((o) => (o.kind === 'reply-received' ? [/received=([^;]+)/.exec(o.bytes)?.[1]] : []));

describe.each(levels)('%s', (level) => {
  describe.each(everyReport)('%s', (_name, report) => {
    const copy = redacted(report, level);

    it('says what was taken out, is read strictly, and its verdict replays', () => {
      expect(copy.redaction).toBe(level);
      expect(copy.seal).toBeNull();
      expect(read(JSON.stringify(copy))).toEqual(copy);
      expect(verdictReplays(copy)).toBe(true);
    });

    it('comes to the same finding in the same sentences', () => {
      expect(finding(copy)).toEqual(finding(report));
      // Words that a device said of itself go; the sentences about it lose them.
      expect(skeleton({ ...copy, router: null })).toBe(skeleton({ ...report, router: null }));
    });

    it('is what it is when it is made again', () => {
      expect(redacted(copy, level)).toBe(copy);
      expect(scanForSecrets(JSON.stringify(copy), level)).toEqual([]);
    });

    it('keeps every length', () => {
      expect(lengths(copy)).toEqual(lengths(report));
    });
  });
});

describe('what goes', () => {
  const text = JSON.stringify(full());
  const names = JSON.stringify(redacted(full(), 'no-local-names'));
  const addresses = JSON.stringify(redacted(full(), 'no-addresses'));
  const local = ['jan', 'Jan', '38:10:d5', 'desk', 'sip:probe@', 'eth0'];
  const places = [
    '192.168.1.10',
    '203.0.113.2',
    '203.0.113.10',
    '192.0.2.1',
    '10.0.0.1',
    'pbx.example',
    '192.168.1.1',
  ];

  it('is there before', () => {
    for (const one of [...local, ...places]) expect(text).toContain(one);
  });

  it('takes out names and leaves addresses', () => {
    for (const one of local) expect(names).not.toContain(one);
    for (const one of places) expect(names).toContain(one);
  });

  it('takes out addresses and names', () => {
    for (const one of [...local, ...places]) expect(addresses).not.toContain(one);
  });

  it('keeps which router it is, by words that are still there', () => {
    const { router } = redacted(full(), 'no-addresses');
    expect(router?.facts).toMatchObject({ maker: 'AVM', model: 'FRITZ!Box 7590' });
    expect(router?.facts.gateway).toMatchObject({
      macPrefix: null,
      interfaceName: null,
      hardwareVendor: 'AVM',
    });
  });

  it('counts what was masked', () => {
    const result = redactReport(full(), 'no-addresses');
    expect(result.ok && result.value.counts).toMatchObject({ NAME: 1, SRV: 1, DOC: 1, WAN: 1 });
  });
});

describe('refusals', () => {
  const masked = redacted(full(), 'no-addresses');

  it.each(['full', 'no-local-names'] as const)('puts nothing back: %s', (level) => {
    const result = redactReport(masked, level);
    expect(result).toMatchObject({ ok: false, error: { code: 'already-more' } });
  });

  it('takes more out of a copy', () => {
    const names = redacted(full(), 'no-local-names');
    expect(verdictReplays(redacted(names, 'no-addresses'))).toBe(true);
  });

  it('passes on no verdict that does not follow', () => {
    const forged = read(tampered(full(), 'alg.level', 'unlikely'));
    expect(redactReport(forged, 'no-addresses')).toMatchObject({
      ok: false,
      error: { code: 'does-not-follow' },
    });
  });

  it('passes on no report whose finding would be another one', () => {
    // A mapped address holds our own one letter by letter; its mask does not hold the mask of ours.
    const hidden = buildRun([
      ask('truthful', plain),
      ask('decoy', { ...plain, callId: 'x@::ffff:192.168.1.10' }),
    ]);
    expect(redactReport(reportOf(hidden), 'no-addresses')).toMatchObject({
      ok: false,
      error: { code: 'would-change' },
    });
  });
});

describe('values that look like masks', () => {
  it.each(['LAN-00000001', 'LAN-1', 'WAN-0000001', 'lan-00000001'])('%s is told from a mask', (value) => {
    const report = reportOf(buildRun([ask('truthful', { received: value }), ask('decoy', plain)]));
    const copy = redacted(report, 'no-addresses');
    const [first, second] = received(copy);
    const own = copy.environment?.localAddress;
    expect(first).not.toBe(own);
    expect(second).not.toBe(own);
    expect(first).not.toBe(second);
    expect(copy.alg.level).toBe(report.alg.level);
  });

  it('NAME-000001 is told from the name of the server', () => {
    const report = reportOf(buildRun([ask('truthful', { ...plain, viaHost: 'NAME-000001' })]));
    const copy = redacted(report, 'no-addresses');
    const [change] = copy.alg.evidence
      .flatMap(({ changes }) => changes)
      .filter(({ field }) => field === 'via-host');
    expect(change?.got).not.toBe(copy.target.server);
    expect(change?.got).toMatch(/^name-0+2$/i);
  });
});

describe('a run before', () => {
  const before = runOf(reportOf(buildRun(steps)));
  it('is masked with the same masks', () => {
    const report = reportOf(buildRun([ask('truthful', plain), ask('diverted', plain)]), { before });
    const copy = redacted(report, 'no-addresses');
    expect(copy.before?.environment?.localAddress).toBe(copy.environment?.localAddress);
    expect(copy.before && compareReports(copy.before, runOf(copy)).outcome).toBe('fixed');
    expect(copy.before && canonicalJson(runAgain(copy.before))).toBe(canonicalJson(copy.before));
  });

  it.each([
    ['192.168.1.77', false],
    ['192.168.2.10', true],
    ['10.0.0.9', true],
  ])('is of the same network or not, as before: %s', (localAddress, isOther) => {
    const report = reportOf(buildRun([ask('truthful', plain)], { localAddress }), { before });
    const copy = redacted(report, 'no-addresses');
    const reasons = copy.before === null ? [] : compareReports(copy.before, runOf(copy)).reasons;
    expect(reasons.includes('other-network')).toBe(isOther);
  });
});

it('never throws at hostile bytes', () => {
  const all = String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i));
  for (const bytes of [
    all,
    '',
    '\r\n',
    'SIP/2.0 200 OK',
    'SIP/2.0 200 OK\r\nVia',
    `SIP/2.0 200 OK\r\n${all}`,
    'x'.repeat(60_000),
    '1.'.repeat(30_000),
    'a.'.repeat(30_000),
    ':'.repeat(60_000),
    '%41'.repeat(20_000),
  ]) {
    const report = reportOf(buildRun([ask('truthful', { bytes })]));
    const copy = redacted(report, 'no-addresses');
    const reply = copy.observations.find((o) => o.kind === 'reply-received');
    expect(reply !== undefined && latin1ToBytes(reply.bytes).length).toBe(bytes.length);
  }
});
