import { describe, expect, it } from 'vitest';
import { type Advice, adviceCodeSchema, adviceFor, adviceSchema } from '../../../../shared/verdict/advice.ts';
import { algVerdict } from '../../../../shared/verdict/alg-verdict.ts';
import { readFacts } from '../../../../shared/verdict/facts.ts';
import { call } from '../../../fakes/account-steps.ts';
import { knownRuns } from '../../../fakes/known-runs.ts';
import {
  ask,
  buildRun,
  notSent,
  onSocketB,
  ownPair,
  plain,
  type Step,
  type Surroundings,
} from '../../../fakes/run-script.ts';

const advice = (steps: readonly Step[], surroundings: Surroundings = {}): readonly Advice[] => {
  const run = buildRun(steps, surroundings);
  return adviceFor(readFacts(run), algVerdict(run));
};
const codes = (steps: readonly Step[], surroundings: Surroundings = {}): string[] =>
  advice(steps, surroundings).map(({ code }) => code);

type Row = readonly [string, readonly Step[], readonly string[], Surroundings?];

const rows: readonly Row[] = [
  [
    'confirmed',
    [ask('truthful', ownPair), ask('decoy', plain)],
    ['turn-alg-off', 'check-server-nat-settings', 'check-again-after-change'],
  ],
  [
    'confirmed with a clean way round',
    [ask('truthful', ownPair), ask('decoy', plain), ask('tcp', plain)],
    ['turn-alg-off', 'check-server-nat-settings', 'check-again-after-change', 'use-clean-path'],
  ],
  [
    'a server that sends sound to nowhere',
    [ask('truthful', plain), ask('diverted', plain), call({ echoedPackets: 0, leadingLostPackets: null })],
    ['server-needs-nat-settings'],
  ],
  [
    'such a server behind an editor',
    [ask('truthful', ownPair), ask('decoy', plain), call({ echoedPackets: 0, leadingLostPackets: null })],
    ['server-needs-nat-settings', 'turn-alg-off', 'check-again-after-change'],
  ],
  [
    'likely',
    [ask('truthful', plain), ask('diverted', onSocketB)],
    ['check-again-with-probe-user', 'turn-alg-off'],
  ],
  ['possible', [ask('truthful', ownPair)], ['check-again-with-probe-user', 'name-another-port']],
  [
    'possible with another port',
    [ask('truthful', ownPair), ask('alternative-port', ownPair)],
    ['check-again-with-probe-user'],
  ],
  ['unlikely', [ask('truthful', plain), ask('diverted', plain)], ['nothing-to-do']],
  [
    'blocked',
    [ask({ probe: 'truthful', sends: 5 }), ask('alternative-port', plain)],
    ['ask-who-blocks-path', 'use-clean-path'],
  ],
  ['a VPN', [ask('truthful', plain)], ['run-without-vpn'], { interfaceKind: 'vpn' }],
  ['the same network', [ask('truthful', plain)], ['run-from-phone-network'], { sameNetwork: true }],
  ['no NAT', [ask('truthful', ownPair), ask('decoy', ownPair)], ['run-from-phone-network']],
  [
    'a possible ban',
    [ask('truthful', plain), ask({ probe: 'diverted', sends: 3 })],
    ['stop-and-wait-for-ban'],
  ],
  [
    'an empty budget',
    [notSent('truthful', 'request-budget')],
    ['check-again-in-minutes', 'check-again-with-probe-user'],
  ],
  [
    'too little coverage',
    [ask('truthful', plain)],
    ['check-again-with-probe-user', 'check-again-in-minutes'],
  ],
  [
    'too few tries',
    [ask('truthful'), ask('alternative-port', plain)],
    ['check-again-with-probe-user', 'check-again-in-minutes'],
  ],
  [
    'no answer',
    [ask('truthful')],
    ['check-server-name-and-port', 'name-another-port', 'check-again-in-minutes'],
  ],
  [
    'no answer on two ports',
    [ask('truthful'), ask('alternative-port')],
    ['check-server-name-and-port', 'check-again-in-minutes'],
  ],
];

describe('adviceFor', () => {
  it.each(rows.map(([name, steps, expected, around = {}]) => ({ name, steps, expected, around })))(
    'advises on $name',
    ({ steps, expected, around }) => {
      expect(codes(steps, around)).toEqual(expected);
    },
  );

  it('has a situation here for every code it may give', () => {
    expect(new Set(rows.flatMap(([, , expected]) => expected))).toEqual(new Set(adviceCodeSchema.options));
  });

  it('names the paths and the minutes', () => {
    const blocked = advice([ask({ probe: 'truthful', sends: 5 }), ask('tcp', plain)]);
    expect(blocked).toEqual([
      { code: 'ask-who-blocks-path', params: { path: 'udp/5060' } },
      { code: 'use-clean-path', params: { path: 'tcp/5060' } },
    ]);
    expect(advice([ask('truthful')]).at(-1)).toEqual({
      code: 'check-again-in-minutes',
      params: { minutes: 10 },
    });
  });

  it('recommends no path that came back edited even once', () => {
    const proven = [ask('truthful', ownPair), ask('decoy', plain)];
    expect(codes([...proven, ask('tcp', plain), ask('tcp', { viaHost: '203.0.113.2' })])).not.toContain(
      'use-clean-path',
    );
    expect(codes([...proven, ask('tcp', { viaHost: '203.0.113.2' })])).not.toContain('use-clean-path');
    expect(codes([...proven, ask('tcp')])).not.toContain('use-clean-path');
  });

  it.each(knownRuns)('gives valid advice on $name, and never none', ({ observations }) => {
    const given = adviceFor(readFacts(observations), algVerdict(observations));
    expect(given.length).toBeGreaterThan(0);
    expect(given.map((item) => adviceSchema.parse(item))).toEqual(given);
  });
});
