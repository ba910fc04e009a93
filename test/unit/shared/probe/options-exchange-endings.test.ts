// Ends of an exchange that are no answer: refusals, faults, cancellation; and inputs at the wrong time.
import { describe, expect, it } from 'vitest';
import { ms } from '../../../../shared/base/units.ts';
import { stepExchange } from '../../../../shared/probe/options-exchange.ts';
import {
  cancel,
  divertedSpec,
  effectText,
  giveUp,
  openA,
  openB,
  play,
  reply,
  retransmit,
  script,
  sent,
  spec,
  start,
  type Timed,
} from './exchange-bench.ts';

const primed = { kind: 'primed' } as const;
/** Inputs that bring an exchange of `diverted` into each phase; the last of them at 4 ms. */
const ways: readonly (readonly [phase: string, inputs: readonly Timed[], summary: string])[] = [
  ['idle', [], '0 sent, waited 0'],
  ['opening-b', [[0, start]], '0 sent, waited 0'],
  [
    'priming',
    [
      [0, start],
      [1, openB],
    ],
    '0 sent, waited 0',
  ],
  [
    'opening-a',
    [
      [0, start],
      [1, openB],
      [2, primed],
    ],
    '0 sent, waited 0',
  ],
  [
    'sending',
    [
      [0, start],
      [1, openB],
      [2, primed],
      [3, openA],
    ],
    '0 sent, waited 0',
  ],
  [
    'waiting',
    [
      [0, start],
      [1, openB],
      [2, primed],
      [3, openA],
      [4, sent],
    ],
    '1 sent, waited 96',
  ],
];
const ended: readonly Timed[] = [
  [0, start],
  [1, openA],
  [2, sent],
  [3, reply('A')],
];

describe('cancelling', () => {
  it.each(ways)('ends at once while %s', (phase, inputs, summary) => {
    expect(play(divertedSpec(), inputs).state.phase).toBe(phase);
    expect(script(divertedSpec(), [...inputs, [100, cancel]]).at(-1)).toEqual([
      `cancelled: ${summary}`,
      'end',
    ]);
  });

  it('changes nothing once the exchange is over', () => {
    const before = play(spec(), ended).state;
    expect(stepExchange(before, cancel, ms(9))).toEqual({ state: before, effects: [] });
  });

  it('keeps a reply that comes after it, and does not call it late', () => {
    expect(
      script(spec(), [
        [0, start],
        [1, openA],
        [2, sent],
        [3, cancel],
        [9, reply('A')],
      ]).at(-1),
    ).toEqual(['reply on a after 7']);
  });
});

describe('a fault of the flow', () => {
  const cases = [
    ['open', 'no-socket'],
    ['send', 'network-unreachable'],
    ['receive', 'port-unreachable'],
  ] as const;
  it.each(
    ways.flatMap(([phase, inputs, summary]) =>
      cases.map(([step, code]) => [step, code, phase, inputs, summary] as const),
    ),
  )('in %s (%s) ends it while %s', (step, code, _phase, inputs, summary) => {
    const fault = { kind: 'flow-failed', phase: step, code } as const;
    expect(script(divertedSpec(), [...inputs, [100, fault]]).at(-1)).toEqual([
      `${step} failed: ${code}`,
      `failed: ${summary}`,
      'end',
    ]);
  });

  it('is of no interest once the exchange is over', () => {
    const fault = { kind: 'flow-failed', phase: 'receive', code: 'port-unreachable' } as const;
    expect(script(spec(), [...ended, [9, fault]]).at(-1)).toEqual([]);
  });
});

describe('a refusal by the guard', () => {
  const refused = { kind: 'refused', reason: 'request-budget' } as const;

  it.each(ways.slice(0, 5))('ends the probe unsent while %s', (_phase, inputs) => {
    expect(script(divertedSpec(), [...inputs, [100, refused]]).at(-1)).toEqual([
      'not sent: request-budget',
      'cancelled: 0 sent, waited 0',
      'end',
    ]);
  });

  it('of a retransmission costs only that retransmission', () => {
    const inputs: readonly Timed[] = [
      [0, start],
      [1, openA],
      [2, sent],
      [502, retransmit],
      [503, refused],
      [3502, giveUp],
    ];
    expect(script(spec(), inputs).slice(4)).toEqual([[], ['silent: 1 sent, waited 3500', 'end']]);
  });

  it('after the end changes nothing', () => {
    expect(script(spec(), [...ended, [9, refused]]).at(-1)).toEqual([]);
  });
});

describe('inputs at the wrong time', () => {
  const nothingSentYet = ways.slice(0, 5);
  it.each(nothingSentYet)('a reply or timer means nothing while %s', (_phase, inputs) => {
    const before = play(divertedSpec(), inputs).state;
    for (const input of [reply('A'), retransmit, giveUp])
      expect(stepExchange(before, input, ms(50))).toEqual({ state: before, effects: [] });
  });

  it.each([
    ['the first socket while the second is opening', ways[1]?.[1], openA],
    ['the second socket while the first is opening', ways[3]?.[1], openB],
    ['a second time the second socket', ways[2]?.[1], openB],
    ['a prime that was not asked for', ways[3]?.[1], primed],
    ['a send before there is a flow', ways[3]?.[1], sent],
    ['a flow that opens while waiting', ways[5]?.[1], openA],
  ] as const)('%s changes nothing', (_what, inputs, input) => {
    const before = play(divertedSpec(), inputs ?? []).state;
    expect(stepExchange(before, input, ms(50))).toEqual({ state: before, effects: [] });
  });

  it.each([openA, openB, primed, sent, retransmit, giveUp].map((input) => [input.kind, input] as const))(
    'after the end, %s changes nothing',
    (_kind, input) => {
      const before = play(spec(), ended).state;
      const { state, effects } = stepExchange(before, input, ms(50));
      expect({ state, effects: effects.map(effectText) }).toEqual({ state: before, effects: [] });
    },
  );

  it.each([
    ['while the flow opens', [[0, start]]],
    ['after the end', ended],
  ] as readonly (readonly [string, readonly Timed[]])[])(
    'a second start changes nothing %s',
    (_when, inputs) => {
      const before = play(spec(), inputs).state;
      expect(stepExchange(before, start, ms(50))).toEqual({ state: before, effects: [] });
    },
  );
});
