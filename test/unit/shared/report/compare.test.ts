import { describe, expect, it } from 'vitest';
import { compareReports } from '../../../../shared/report/compare.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { comparisonLines } from '../../../../shared/report/text/compare-sentences.ts';
import { type RouterScript, withRouter } from '../../../fakes/gateway/facts.ts';
import { knownRuns } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import { ask, buildRun, ownPair, plain, type Step, type Surroundings } from '../../../fakes/run-script.ts';

const report = (
  steps: readonly Step[],
  around: Surroundings = {},
  router: RouterScript | null = null,
): Report => {
  const run = buildRun(steps, around);
  return reportOf(router === null ? run : withRouter(run, router));
};
const compare = (before: Report, after: Report): string => compareReports(before, after).outcome;

const edited = [ask('truthful', ownPair), ask('decoy', plain)];
const clean = [ask('truthful', plain), ask('diverted', plain)];
const outerEdited = [
  ask('truthful', plain),
  ask('translated', { viaHost: '10.0.0.2' }),
  ask('translated', { viaHost: '10.0.0.2' }),
  ask('alternative-port', plain),
];

const innerEdited = [
  ask('truthful', { fromHost: '10.0.0.2' }),
  ask('diverted', { fromHost: '10.0.0.2' }),
  ask('alternative-port', plain),
];

describe('before and after', () => {
  it.each<readonly [string, readonly Step[], readonly Step[]]>([
    ['fixed', edited, clean],
    ['unchanged-clean', clean, clean],
    ['not-applied-or-second-box', edited, edited],
    ['other-alg-left', edited, outerEdited],
    ['other-alg-left', innerEdited, outerEdited],
    ['port-bound-alg', edited, [...edited, ask('alternative-port', plain)]],
    ['now-blocked', edited, [ask({ probe: 'truthful', sends: 5 }), ask('alternative-port', plain)]],
    ['now-blocked', clean, [ask({ probe: 'truthful', sends: 2 }), ask('alternative-port', plain)]],
    ['new-alg', clean, edited],
    ['unclear', edited, [ask('truthful')]],
    ['unclear', edited, [ask('truthful', ownPair)]],
    ['unclear', [ask('truthful')], clean],
    ['unclear', [ask('truthful')], edited],
  ])('is %s', (outcome, before, after) => {
    expect(compare(report(before), report(after))).toBe(outcome);
  });

  it('names what differs, and nothing else', () => {
    const { differences } = compareReports(report(edited), report(clean));
    expect(differences).toContainEqual({
      probe: 'truthful',
      path: { transport: 'udp', port: 5060 },
      field: 'origin',
      before: 'own-pair',
      after: 'translated',
    });
    expect(differences.map(({ probe, field }) => `${probe} ${field}`)).not.toContain('truthful status');
    expect(compareReports(report(edited), report(edited)).differences).toEqual([]);
  });

  const elsewhere: RouterScript = { gateway: { macPrefix: '00:11:22' } };
  it.each<readonly [string, Report, Report]>([
    [
      'other-server',
      report(edited),
      { ...report(clean), target: { ...report(clean).target, server: 'x.example' } },
    ],
    ['other-server', report(edited), report(clean, { port: 5070 })],
    ['demo-and-real', report(edited), report(clean, { isSimulated: true })],
    ['vpn-changed', report(edited), report(clean, { interfaceKind: 'vpn' })],
    ['other-network', report(edited, {}, {}), report(clean, {}, elsewhere)],
    ['other-network', report(edited), report(clean, { localAddress: '192.168.178.20' })],
    ['incomplete', report(edited), reportOf(buildRun(clean), { isPartial: true })],
  ])('cannot be compared: %s', (reason, before, after) => {
    const comparison = compareReports(before, after);
    expect(comparison).toMatchObject({ outcome: 'not-comparable', differences: [] });
    expect(comparison.reasons).toContain(reason);
  });

  it('is the same network where the router is, whatever address it got after its restart', () => {
    const moved = [
      ask('truthful', { received: '198.51.100.9', rport: 4000 }),
      ask('diverted', { received: '198.51.100.9', rport: 4001 }),
    ];
    expect(compare(report(clean), report(moved))).toBe('not-comparable');
    expect(compare(report(clean, {}, {}), report(moved, {}, {}))).toBe('unchanged-clean');
  });

  it.each(knownRuns)('never throws, and finds no difference in the same run: $name', ({ observations }) => {
    const same = compareReports(reportOf(observations), reportOf(observations));
    expect(same.differences).toEqual([]);
    expect(same.reasons).toEqual([]);
    expect(comparisonLines(same).join('\n')).not.toMatch(/undefined|null|NaN/);
  });
});
