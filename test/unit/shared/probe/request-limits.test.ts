// How much may be sent: the table of limits, and the arithmetic against a slow but obvious count.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  flowLimits,
  longestPauseMs,
  noStrikeStatusCodes,
  type RateLimit,
  requestGapMs,
  requestLimits,
  strikeStatusCodes,
  waitMs,
} from '../../../../shared/probe/request-limits.ts';

const strictest = [{ most: 2, perMs: 600_000 }];
const afterHarmlessAnswer = [
  { most: 4, perMs: 5000 },
  { most: 10, perMs: 600_000 },
];
const probeUser = [
  { most: 4, perMs: 5000 },
  { most: 30, perMs: 600_000 },
];

describe('limits on requests', () => {
  it.each([
    ['anonymous', 'unknown', true, strictest],
    ['anonymous', 'strike-risk', true, strictest],
    ['anonymous', 'no-strike', true, afterHarmlessAnswer],
    ['probe-user', 'unknown', true, probeUser],
    ['probe-user', 'no-strike', true, probeUser],
    ['probe-user', 'strike-risk', true, strictest],
    ['anonymous', 'unknown', false, strictest],
    ['anonymous', 'strike-risk', false, strictest],
    ['anonymous', 'no-strike', false, strictest],
    ['probe-user', 'unknown', false, strictest],
    ['probe-user', 'no-strike', false, strictest],
    ['probe-user', 'strike-risk', false, strictest],
  ] as const)('for %s after %s answers, ledger trusted %s', (mode, answers, isTrusted, expected) => {
    expect(requestLimits(mode, answers, isTrusted)).toEqual(expected);
  });

  it('on new flows are three in 30 s and six in 60 s', () => {
    expect(flowLimits).toEqual([
      { most: 3, perMs: 30_000 },
      { most: 6, perMs: 60_000 },
    ]);
  });

  it('let a pause for a flow pass but none for a whole ban window', () => {
    expect(longestPauseMs).toBeGreaterThanOrEqual(30_000);
    expect(longestPauseMs).toBeLessThan(60_000);
    expect(requestGapMs).toBeGreaterThan(0);
  });

  it('know which answers cost nothing and which may be counted', () => {
    expect(noStrikeStatusCodes).toEqual([200, 404, 405, 501]);
    expect(strikeStatusCodes('anonymous')).toEqual([401, 403, 407]);
    expect(strikeStatusCodes('probe-user')).toEqual([403]);
  });
});

describe('the wait', () => {
  const two = [{ most: 2, perMs: 1000 }];
  it.each([
    [[], 0],
    [[0], 0],
    [[0, 0], 1000],
    [[100, 999], 1],
    [[100, 1000], 0],
    [[999, 100], 1],
    [[5000, 4000, 3000], 0],
    [[0, 400, 900], 600],
  ])('after sends %j ms ago is %i ms with two a second', (ages, wait) => {
    expect(waitMs(ages, two)).toBe(wait);
  });

  it('is the longest that any limit asks for', () => {
    expect(waitMs([0, 10, 20], [...two, { most: 3, perMs: 5000 }])).toBe(4980);
    expect(waitMs([0], [])).toBe(0);
  });
});

const limitsArbitrary: fc.Arbitrary<readonly RateLimit[]> = fc.oneof(
  fc.constantFrom(strictest, afterHarmlessAnswer, probeUser, flowLimits),
  fc.array(fc.record({ most: fc.integer({ min: 1, max: 5 }), perMs: fc.integer({ min: 1, max: 40 }) }), {
    maxLength: 3,
  }),
);

/** Counts what stands in the stretch before a send at `atMs`, the send included. */
const isWithin = (limits: readonly RateLimit[], sendsAtMs: readonly number[], atMs: number): boolean =>
  limits.every(({ most, perMs }) => sendsAtMs.filter((at) => at > atMs - perMs && at <= atMs).length < most);

describe('the wait against a count', () => {
  it('is the first moment at which one more send fits', () => {
    const shortLimits = fc.array(
      fc.record({ most: fc.integer({ min: 1, max: 4 }), perMs: fc.integer({ min: 1, max: 40 }) }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(shortLimits, fc.array(fc.nat(50), { maxLength: 8 }), (limits, ages) => {
        let oracle = 0;
        while (
          !isWithin(
            limits,
            ages.map((age) => -age),
            oracle,
          )
        )
          oracle++;
        expect(waitMs(ages, limits)).toBe(oracle);
      }),
      { numRuns: 1000 },
    );
  });

  it('obeyed, leaves no stretch with more than its limit', () => {
    fc.assert(
      fc.property(limitsArbitrary, fc.array(fc.nat(60_000), { maxLength: 40 }), (limits, idleMs) => {
        const sends: number[] = [];
        let now = 0;
        for (const idle of idleMs) {
          now += idle;
          now += waitMs(
            sends.map((at) => now - at),
            limits,
          );
          sends.push(now);
        }
        for (const { most, perMs } of limits)
          for (const from of sends)
            expect(sends.filter((at) => at >= from && at < from + perMs).length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 200 },
    );
  });
});
