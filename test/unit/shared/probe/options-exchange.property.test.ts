// What must hold for an exchange whatever happens, and in whatever order.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ms } from '../../../../shared/base/units.ts';
import type { ExchangeEffect, ExchangeInput, ExchangeSpec } from '../../../../shared/probe/exchange-types.ts';
import { newExchange, stepExchange } from '../../../../shared/probe/options-exchange.ts';
import {
  cancel,
  divertedSpec,
  giveUp,
  openA,
  openB,
  reply,
  retransmit,
  sent,
  spec,
  start,
} from './exchange-bench.ts';

const replies = fc
  .record({
    text: fc.constantFrom('A', 'B', ''),
    isFinal: fc.boolean(),
    isFromServer: fc.boolean(),
    socket: fc.constantFrom('a', 'b'),
  })
  .map(({ text, ...rest }) => reply(text, rest));
const faults: fc.Arbitrary<ExchangeInput> = fc.record({
  kind: fc.constant('flow-failed' as const),
  phase: fc.constantFrom('open', 'send', 'receive'),
  code: fc.constantFrom('port-unreachable', 'other'),
});
const refusals: fc.Arbitrary<ExchangeInput> = fc.record({
  kind: fc.constant('refused' as const),
  reason: fc.constantFrom('request-budget', 'cancelled'),
});
const anyInput: fc.Arbitrary<ExchangeInput> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(openA, openB, { kind: 'primed' as const }, sent, retransmit) },
  { weight: 2, arbitrary: replies },
  { weight: 1, arbitrary: fc.oneof(faults, refusals, fc.constantFrom(giveUp, cancel)) },
);
const specs = fc.constantFrom(
  spec(),
  divertedSpec(),
  spec({ timers: { retransmitAtMs: [], giveUpAtMs: 2000 } }),
  spec({
    probe: 'tcp',
    path: { transport: 'tcp', port: 5060 },
    timers: { retransmitAtMs: [], giveUpAtMs: 3000 },
  }),
);

/** Effects of each step; `allows` drops inputs that a driver could not give at that point. */
function run(
  of: ExchangeSpec,
  inputs: readonly ExchangeInput[],
  allows: (input: ExchangeInput, before: readonly ExchangeEffect[]) => boolean,
) {
  let state = newExchange(of);
  const effects: ExchangeEffect[] = [];
  const afterEnd: ExchangeEffect[] = [];
  for (const [atMs, input] of [start, ...inputs].entries()) {
    if (!allows(input, effects)) continue;
    const step = stepExchange(state, input, ms(atMs));
    if (state.phase === 'ended') afterEnd.push(...step.effects);
    effects.push(...step.effects);
    state = step.state;
  }
  return { state, effects, afterEnd };
}

const count = (effects: readonly ExchangeEffect[], is: (effect: ExchangeEffect) => boolean): number =>
  effects.filter(is).length;
const recorded =
  (kind: string) =>
  (effect: ExchangeEffect): boolean =>
    effect.kind === 'record' && effect.fact.kind === kind;

/** Timers only fire after they were armed, and a send is only reported after it was asked for: once each. */
function faithfulDriver() {
  let firedRetransmits = 0;
  let reportedSends = 0;
  return (input: ExchangeInput, before: readonly ExchangeEffect[]): boolean => {
    if (input.kind === 'sent')
      return reportedSends < count(before, (e) => e.kind === 'send') && ++reportedSends > 0;
    if (input.kind !== 'timer' || input.timer === 'give-up') return true;
    const armed = count(before, (e) => e.kind === 'arm' && e.timer === 'retransmit');
    return firedRetransmits < armed && ++firedRetransmits > 0;
  };
}

describe('any sequence of inputs after the start', () => {
  it('never throws, ends at most once, and after the end only records', () => {
    fc.assert(
      fc.property(specs, fc.array(anyInput, { maxLength: 40 }), (of, inputs) => {
        const { state, effects, afterEnd } = run(of, inputs, () => true);
        const ends = state.phase === 'ended' ? 1 : 0;
        expect(count(effects, (e) => e.kind === 'end')).toBe(ends);
        expect(count(effects, recorded('exchange-ended'))).toBe(ends);
        expect(afterEnd.every((effect) => recorded('reply-received')(effect))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('ends for certain when it is cancelled', () => {
    fc.assert(
      fc.property(specs, fc.array(anyInput, { maxLength: 20 }), (of, inputs) => {
        const { state, effects } = run(of, [...inputs, cancel], () => true);
        expect(state.phase).toBe('ended');
        expect(count(effects, recorded('exchange-ended'))).toBe(1);
      }),
    );
  });

  it('sends nothing more often than its timers allow', () => {
    fc.assert(
      fc.property(specs, fc.array(anyInput, { maxLength: 60 }), (of, inputs) => {
        const { state, effects } = run(of, inputs, faithfulDriver());
        const most = of.timers.retransmitAtMs.length + 1;
        expect(count(effects, (e) => e.kind === 'send')).toBeLessThanOrEqual(most);
        expect(state.transmissions).toBeLessThanOrEqual(most);
      }),
      { numRuns: 500 },
    );
  });

  it('counts in its last word what it recorded as sent', () => {
    fc.assert(
      fc.property(specs, fc.array(anyInput, { maxLength: 40 }), (of, inputs) => {
        const { effects } = run(of, [...inputs, cancel], faithfulDriver());
        const sends = count(effects, recorded('request-sent'));
        expect(effects).toContainEqual({
          kind: 'record',
          fact: expect.objectContaining({ kind: 'exchange-ended', transmissions: sends }),
        });
      }),
    );
  });
});
