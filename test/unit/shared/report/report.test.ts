import { describe, expect, it } from 'vitest';
import { buildReport, verdictReplays } from '../../../../shared/report/build-report.ts';
import { parseReport, type Report } from '../../../../shared/report/report.ts';
import { algVerdict } from '../../../../shared/verdict/alg-verdict.ts';
import { knownRuns } from '../../../fakes/known-runs.ts';
import { reportOf, tampered } from '../../../fakes/report.ts';
import { ask, buildBareRun, buildRun, ownPair, plain, unreachable } from '../../../fakes/run-script.ts';

const proven = reportOf(buildRun([ask('truthful', ownPair), ask('decoy', plain), ask('tcp', plain)]));

function parsed(text: string): Report {
  const report = parseReport(text);
  if (!report.ok) throw new Error(report.error.message);
  return report.value;
}

const replaced = (text: string, from: string, to: string): string => {
  if (!text.includes(from)) throw new Error(`nothing to change: ${from}`);
  return text.replace(from, to);
};

describe('buildReport', () => {
  it.each(knownRuns)('comes back equal through JSON: $name', ({ observations }) => {
    const report = reportOf(observations);
    expect(parsed(JSON.stringify(report))).toEqual(report);
    expect(parsed(JSON.stringify(report, null, 2))).toEqual(report);
  });

  it('holds the verdict, the advice and the cost that follow from the observations', () => {
    expect(proven.alg).toEqual(algVerdict(proven.observations));
    expect(proven.alg.level).toBe('confirmed');
    expect(proven.advice[0]?.code).toBe('turn-alg-off');
    expect(proven.budget).toEqual({ requestsSent: 3, newFlows: 2, strikesSuspected: 3 });
    expect(proven).toMatchObject({ selfNoise: null, quality: null, router: null, partial: false });
  });

  it('takes port and addresses of the server as they were found', () => {
    expect(proven.target).toEqual({
      server: 'pbx.example',
      port: 5060,
      altPort: null,
      mode: 'anonymous',
      addresses: ['203.0.113.10'],
    });
    const asked = { server: 'pbx.example', port: 5062, altPort: 5160, mode: 'probe-user' } as const;
    const unresolved = reportOf(buildBareRun([unreachable('name')]), { target: asked });
    expect(unresolved.target).toEqual({ ...asked, addresses: [] });
    expect(unresolved.environment).toBeNull();
  });

  it('describes the surroundings', () => {
    const report = reportOf(
      buildRun([], {
        interfaceKind: 'vpn',
        localAddress: '100.64.0.9',
        sipPortInUse: null,
        isSimulated: true,
      }),
    );
    expect(report.environment).toEqual({
      localAddress: '100.64.0.9',
      addressClass: 'carrier-nat',
      interfaceKind: 'vpn',
      vpn: true,
      sipPortInUse: null,
      isSimulated: true,
    });
  });

  it('keeps every byte of a reply', () => {
    const all = String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i));
    const report = reportOf(buildRun([ask('truthful', { bytes: all })]));
    const reply = parsed(JSON.stringify(report)).observations.find((o) => o.kind === 'reply-received');
    expect(reply?.bytes).toBe(all);
  });

  it('says when a run is only part of one', () => {
    const { observations } = proven;
    expect(buildReport({ ...proven, observations, isPartial: true }).partial).toBe(true);
  });
});

describe('verdictReplays', () => {
  it.each(knownRuns)('is true for an honest report: $name', ({ observations }) => {
    expect(verdictReplays(parsed(JSON.stringify(reportOf(observations))))).toBe(true);
  });

  it('is true whatever the order of keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (value === null || typeof value !== 'object') return value;
      const entries = Object.entries(value).toReversed();
      return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
    };
    expect(verdictReplays(parsed(JSON.stringify(reversed(proven))))).toBe(true);
  });

  const [request, reply] = proven.observations.flatMap((o) =>
    o.kind === 'request-sent' || o.kind === 'reply-received' ? o.bytes : [],
  );

  it.each<readonly [string, string, unknown]>([
    ['the level', 'alg.level', 'likely'],
    ['the reason', 'alg.reason', 'proof-once'],
    ['the older word', 'alg.legacy', null],
    ['the confidence', 'alg.confidence', 0.96],
    ['the score', 'alg.score', 99],
    ['the place', 'alg.where', 'further-router'],
    ['the kind', 'alg.fingerprint', 'unknown'],
    ['the harm', 'alg.harm', 'breaks-replies'],
    ['the level of a path', 'alg.paths.1.level', 'confirmed'],
    ['a weight', 'alg.evidence.0.weight', 99],
    ['an excuse', 'alg.evidence.0.ruledOut', []],
    ['a changed value', 'alg.evidence.0.changes.0.got', '10.0.0.1'],
    ['the list of evidence', 'alg.evidence', []],
    ['the coverage', 'alg.coverage.0.result', 'clean'],
    ['what was not tested', 'alg.notTested', []],
    [
      'one digit in a reply',
      'observations.4.bytes',
      replaced(reply ?? '', 'received=192.168.1.10', 'received=192.168.1.11'),
    ],
    ['one digit in a request', 'observations.3.bytes', replaced(request ?? '', 'branch1', 'branch2')],
    ['who sent a reply', 'observations.4.from.port', 5061],
    ['the surroundings', 'observations.1.sameNetwork', true],
    ['the port of the server', 'observations.0.port', 5160],
    ['the list of observations', 'observations', []],
  ])('is false after somebody changed %s', (_name, place, value) => {
    expect(verdictReplays(parsed(tampered(proven, place, value)))).toBe(false);
  });
});
