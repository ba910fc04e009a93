// Which probe follows which answers, as sequences.
import { describe, expect, it } from 'vitest';
import { leftOut, nextWish, type PlanContext } from '../../../../shared/probe/plan.ts';
import { context, followPlan, nameOf, type Outcome, sequence, tcpPath, tlsPath, udp } from './plan-bench.ts';

const withAlt = context({ altPath: udp(5160) });
const alt = 'alternative-port udp/5160';
const altDecoy = 'decoy udp/5160';

type Case = readonly [
  what: string,
  of: PlanContext,
  outcomes: Readonly<Record<string, string>>,
  expected: readonly string[],
];

const cleanCases: readonly Case[] = [
  ['everything is clean', context(), {}, ['truthful', 'diverted', 'translated', 'decoy']],
  ['another port is known', withAlt, {}, ['truthful', 'diverted', 'translated', alt, 'decoy']],
  [
    'streams were asked for',
    context({ streamPaths: [tcpPath, tlsPath] }),
    {},
    ['truthful', 'diverted', 'translated', 'decoy', 'tcp tcp/5060', 'tls tls/5061'],
  ],
  [
    'the server only re-prints From',
    context(),
    { truthful: 'reprinted', translated: 'reprinted' },
    ['truthful', 'diverted', 'translated', 'decoy'],
  ],
  [
    'the answer to diverted comes to the second socket',
    context(),
    { diverted: 'answered-on-b' },
    ['truthful', 'diverted', 'diverted', 'translated', 'decoy'],
  ],
  [
    'only translated comes back edited',
    context(),
    { translated: 'edited' },
    ['truthful', 'diverted', 'translated', 'translated', 'decoy'],
  ],
  [
    'the answer to translated was lost once',
    context(),
    { translated: 'silent-once+translated' },
    ['truthful', 'diverted', 'translated', 'translated', 'decoy'],
  ],
  [
    'the answer to diverted was lost once and then comes to the second socket',
    context(),
    { diverted: 'silent-once+answered-on-b' },
    ['truthful', 'diverted', 'diverted', 'translated', 'decoy'],
  ],
];

const suspiciousCases: readonly Case[] = [
  [
    'truthful shows our own pair and decoy another address',
    context(),
    { truthful: 'own-pair', decoy: 'translated' },
    ['truthful', 'decoy', 'diverted'],
  ],
  [
    'truthful shows no address and decoy another one',
    withAlt,
    { truthful: 'not-stated', decoy: 'translated' },
    ['truthful', 'decoy', alt, 'diverted'],
  ],
  [
    'both show our own pair and another port is known',
    withAlt,
    { truthful: 'own-pair', decoy: 'own-pair' },
    ['truthful', 'decoy', altDecoy, 'translated', alt],
  ],
  [
    'both show our own pair and no other port is known',
    context(),
    { truthful: 'own-pair', decoy: 'own-pair' },
    ['truthful', 'decoy'],
  ],
  [
    'the answer to decoy was lost once',
    context(),
    { truthful: 'own-pair', decoy: 'silent-once+translated' },
    ['truthful', 'decoy', 'decoy', 'diverted'],
  ],
  [
    'truthful comes back edited from another address',
    context(),
    { truthful: 'edited' },
    ['truthful', 'decoy', 'truthful', 'translated'],
  ],
  [
    'and translated comes back edited too',
    context(),
    { truthful: 'edited', translated: 'edited' },
    ['truthful', 'decoy', 'truthful', 'translated', 'translated'],
  ],
];

const silentCases: readonly Case[] = [
  ['nothing answers and there is no control', context(), { truthful: 'silent-twice' }, ['truthful']],
  [
    'nothing answers on any path',
    withAlt,
    { truthful: 'silent-once', [alt]: 'silent-twice' },
    ['truthful', alt],
  ],
  [
    'only a control answers: until five sends were silent',
    withAlt,
    { truthful: 'silent-once' },
    ['truthful', alt, 'truthful', 'truthful', 'truthful', 'truthful'],
  ],
  [
    'only a control answers and each try sends twice',
    withAlt,
    { truthful: 'silent-twice' },
    ['truthful', alt, 'truthful', 'truthful'],
  ],
  [
    'only a control answers and each try sends three times',
    withAlt,
    { truthful: 'silent-thrice' },
    ['truthful', alt, 'truthful'],
  ],
  [
    'a stream is the control',
    context({ streamPaths: [tcpPath] }),
    { truthful: 'silent-thrice' },
    ['truthful', 'tcp tcp/5060', 'truthful'],
  ],
  ['the port is closed', withAlt, { truthful: 'failed' }, ['truthful', alt]],
  [
    'the second try is answered',
    withAlt,
    { truthful: 'silent-once+translated' },
    ['truthful', alt, 'truthful', 'diverted', 'translated', 'decoy'],
  ],
  ['only a forger answers', context(), { truthful: 'forged' }, ['truthful']],
];

const stoppedCases: readonly Case[] = [
  [
    'three sends in a row stay silent after an earlier answer',
    withAlt,
    { diverted: 'silent-thrice' },
    ['truthful', 'diverted'],
  ],
  [
    'the three silent sends are of two exchanges',
    withAlt,
    { diverted: 'silent-twice' },
    ['truthful', 'diverted', 'diverted'],
  ],
  [
    'two silent sends are not yet a stop',
    context(),
    { diverted: 'silent-once' },
    ['truthful', 'diverted', 'diverted', 'translated', 'decoy'],
  ],
  ['the server is nearby and answers', context({ isNearby: true, altPath: udp(5160) }), {}, ['truthful']],
  [
    'the server is nearby and silent',
    context({ isNearby: true, altPath: udp(5160) }),
    { truthful: 'silent-thrice' },
    ['truthful', alt, 'truthful'],
  ],
  ['the guard refuses the first probe', context(), { truthful: 'refused' }, ['truthful']],
  [
    'the guard refuses a later probe: it is not wished again',
    context(),
    { diverted: 'refused', translated: 'refused', decoy: 'refused' },
    ['truthful', 'diverted', 'translated', 'decoy'],
  ],
];

describe.each([
  ['a clean first answer', cleanCases],
  ['a suspicious first answer', suspiciousCases],
  ['silence', silentCases],
  ['a reason to stop', stoppedCases],
])('the plan after %s', (_group, cases) => {
  it.each(cases)('when %s', (_what, of, outcomes, expected) => {
    expect(sequence(of, outcomes)).toEqual(expected);
  });
});

const claims = (of: PlanContext, outcomes: Partial<Record<string, Outcome>>) =>
  Object.fromEntries(
    followPlan(of, (name) => outcomes[name] ?? 'translated').wishes.map((w) => [nameOf(w), w.claim]),
  );

describe('what a wish claims', () => {
  it('is itself, its second socket, the mapping just learnt, or a documentation address', () => {
    expect(claims(withAlt, {})).toEqual({
      truthful: 'own',
      diverted: 'second-socket',
      translated: { address: '203.0.113.2', port: 40_000 },
      [alt]: 'own',
      decoy: { hostOnly: '192.0.2.1' },
    });
  });

  it('is an IPv6 documentation address toward an IPv6 server', () => {
    expect(claims(context({ family: 6 }), {})['decoy']).toEqual({ hostOnly: '2001:db8::1' });
  });
});

const firstTimers = (of: PlanContext) => nextWish(of, { exchanges: [], notSent: [] })?.timers;

describe('the first request of an anonymous check', () => {
  it('is sent twice at most, and once where the second can ask another port', () => {
    expect(firstTimers(context())?.retransmitAtMs).toHaveLength(1);
    expect(firstTimers(withAlt)?.retransmitAtMs).toEqual([]);
    expect(firstTimers(context({ mode: 'probe-user' }))?.retransmitAtMs).toHaveLength(2);
  });

  it('gives up within 4 s', () => {
    for (const of of [context(), withAlt, context({ mode: 'probe-user' })])
      expect(firstTimers(of)?.giveUpAtMs).toBeLessThanOrEqual(4000);
  });
});

const left = (
  of: PlanContext,
  outcomes: Partial<Record<string, Outcome>>,
  reason: 'cancelled' | null = null,
) =>
  leftOut(of, followPlan(of, (name) => outcomes[name] ?? 'translated').seen, reason).map(
    (item) => `${nameOf(item)}: ${item.reason}`,
  );

describe('probes left out', () => {
  it.each([
    ['a whole plan', context(), {}, []],
    [
      'answers that stopped',
      context(),
      { diverted: 'silent-thrice' },
      ['translated: answers-stopped', 'decoy: answers-stopped'],
    ],
    [
      'a nearby server',
      context({ isNearby: true }),
      {},
      ['diverted: same-network', 'translated: same-network', 'decoy: same-network'],
    ],
    [
      'silence',
      context(),
      { truthful: 'silent-twice' },
      ['diverted: no-answer-yet', 'translated: no-answer-yet', 'decoy: no-answer-yet'],
    ],
    [
      'own pairs everywhere',
      context(),
      { truthful: 'own-pair', decoy: 'own-pair' },
      ['diverted: no-translation-seen', 'translated: no-translation-seen'],
    ],
    ['proof', context(), { truthful: 'own-pair' }, ['translated: not-needed']],
  ] as const)('name the reason after %s', (_what, of, outcomes, expected) => {
    expect(left(of, outcomes)).toEqual(expected);
  });

  it('name the reason of the caller first', () => {
    expect(left(context(), { truthful: 'silent-twice' }, 'cancelled')).toEqual([
      'diverted: cancelled',
      'translated: cancelled',
      'decoy: cancelled',
    ]);
  });

  it('are all of them before anything was sent', () => {
    expect(leftOut(withAlt, { exchanges: [], notSent: [] }, 'cancelled').map(nameOf)).toEqual([
      'truthful',
      'diverted',
      'translated',
      'decoy',
      alt,
    ]);
  });
});
