// RFC 3550, 3393 and 5481 on one list of transits, worked out by hand.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delayChanges, ipdvOf } from '../../../../shared/measure/ipdv.ts';
import { addTransit, jitterOf, jitterSoFar, newJitter } from '../../../../shared/measure/jitter.ts';
import { warmUpPackets } from '../../../../shared/measure/limits.ts';
import { followPackets } from '../../../../shared/measure/packet-fates.ts';
import { extraDelays, pdvOf } from '../../../../shared/measure/pdv.ts';
import { mean, percentile, sorted } from '../../../../shared/measure/percentile.ts';
import { roundTripOf } from '../../../../shared/measure/round-trip.ts';
import { repeat, type Slot, traceOf } from '../../../fakes/stream-trace.ts';

const transits = Float64Array.of(10, 12, 9, 15, 15);
const none = new Float64Array(0);
const afterWarmUp = (slots: readonly Slot[]) => [...repeat(warmUpPackets, 500), ...slots];
const changesOf = (slots: readonly Slot[]): number[] => [
  ...delayChanges(followPackets(traceOf(afterWarmUp(slots)))),
];

describe('interarrival jitter', () => {
  it('follows RFC 3550 A.8 step by step', () => {
    const state = newJitter();
    const steps = [...transits].map((transitMs) => {
      addTransit(state, transitMs);
      return state.jitterMs;
    });
    expect(steps).toEqual([0, 0.125, 0.3046875, 0.66064453125, 0.619354248046875]);
    expect(jitterSoFar(state)).toEqual({
      mean: (0.125 + 0.3046875 + 0.66064453125 + 0.619354248046875) / 4,
      max: 0.66064453125,
      last: 0.619354248046875,
      samples: 4,
    });
  });

  it('is unknown below two packets', () => {
    expect(jitterOf(none)).toBeNull();
    expect(jitterOf(Float64Array.of(10))).toBeNull();
  });

  it('is zero on a line that never varies', () => {
    expect(jitterOf(Float64Array.of(30, 30, 30))).toEqual({ mean: 0, max: 0, last: 0, samples: 2 });
  });
});

describe('inter-packet delay variation', () => {
  it('takes each packet against the one sent before it, with its sign', () => {
    expect(changesOf([...transits])).toEqual([2, -3, 6, 0]);
  });

  it('sums up magnitudes', () => {
    expect(ipdvOf(Float64Array.of(2, -3, 6, 0))).toEqual({ meanAbs: 2.75, p95: 6, p99: 6, samples: 4 });
    expect(ipdvOf(none)).toBeNull();
  });

  it('skips pairs with a lost packet but not over an unused slot', () => {
    expect(changesOf([10, null, 9, 15])).toEqual([6]);
    expect(changesOf([10, 'skipped', 9])).toEqual([-1]);
  });

  it('follows the order of sending when packets overtake', () => {
    expect(changesOf([60, 10])).toEqual([-50]);
  });
});

describe('packet delay variation', () => {
  it('takes each packet against the fastest', () => {
    expect([...extraDelays(transits)]).toEqual([1, 3, 0, 6, 6]);
    expect(pdvOf(transits)).toEqual({ p95: 6, p99: 6, max: 6, samples: 5 });
    expect(pdvOf(none)).toBeNull();
  });
});

describe('round trips', () => {
  it('sums up with values that were measured', () => {
    expect(roundTripOf(transits)).toEqual({ min: 9, p50: 12, p95: 15, p99: 15, max: 15, samples: 5 });
    expect(roundTripOf(Float64Array.of(7))).toEqual({ min: 7, p50: 7, p95: 7, p99: 7, max: 7, samples: 1 });
    expect(roundTripOf(none)).toBeNull();
  });
});

describe('percentile', () => {
  const hundred = Float64Array.from({ length: 100 }, (_, i) => i + 1);

  it.each([
    [1, 1],
    [7, 7],
    [50, 50],
    [95, 95],
    [99, 99],
    [99.1, 100],
    [100, 100],
  ])('%d %% of 1..100 is %d', (percent, expected) => expect(percentile(hundred, percent)).toBe(expected));

  it('is a sample that enough others do not exceed', () => {
    const samples = fc.array(fc.double({ noNaN: true, min: 0, max: 1e6 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const result = percentile(sorted(Float64Array.from(values)), percent) ?? Number.NaN;
        expect(values).toContain(result);
        const below = values.filter((value) => value <= result).length;
        expect(below * 100).toBeGreaterThanOrEqual(percent * values.length);
        const strictlyBelow = values.filter((value) => value < result).length;
        expect(strictlyBelow * 100).toBeLessThan(percent * values.length);
      }),
    );
  });

  it('is null without samples, like the mean', () => {
    expect(percentile(none, 50)).toBeNull();
    expect(mean(none)).toBeNull();
  });
});
