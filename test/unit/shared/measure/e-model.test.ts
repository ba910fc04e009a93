// Vectors of a separate implementation of ITU-T G.107; Ro, Is, Idd, Ie,eff and several ratings also stand in the
// tests of the Go package loom/emodel.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EModelInput, g711Concealed, mosCqeOf, rateCall } from '../../../../shared/measure/e-model.ts';

const clean: EModelInput = { oneWayDelayMs: 0, lossRatio: 0, burstRatio: 1, codec: g711Concealed };
const g711Plain = { ie: 0, bpl: 4.3 };
const g729a = { ie: 11, bpl: 19 };

// [input, Idte, Idle, Idd, Ie,eff, R, MOS, R short form (null: not in the table)]
const vectors: readonly (readonly [
  Partial<EModelInput>,
  number,
  number,
  number,
  number,
  number,
  number,
  number | null,
])[] = [
  [{}, 0, 0.149, 0, 0, 93.2062, 4.4094, 93.2],
  [{ oneWayDelayMs: 50 }, 1.0229, 0.5761, 0, 0, 91.7562, 4.3796, 93.2],
  [{ oneWayDelayMs: 100 }, 1.9638, 0.7277, 0, 0, 90.6637, 4.3549, 93.2],
  [{ oneWayDelayMs: 150 }, 2.8118, 0.8407, 0.1635, 0, 89.5391, 4.3275, 93.0365],
  [{ oneWayDelayMs: 200 }, 3.5708, 0.9353, 3.0444, 0, 85.8047, 4.2232, 90.1556],
  [{ oneWayDelayMs: 250 }, 4.2429, 1.0186, 8.9167, 0, 79.1771, 3.9925, 84.2833],
  [{ oneWayDelayMs: 400 }, 5.8082, 1.2301, 24.0701, 0, 62.2468, 3.2156, 69.1299],
  [{ lossRatio: 0.01 }, 0, 0.149, 0, 3.6398, 89.5664, 4.3282, 89.5602],
  [{ lossRatio: 0.05 }, 0, 0.149, 0, 15.7807, 77.4255, 3.9231, 77.4193],
  [{ lossRatio: 0.05, burstRatio: 2 }, 0, 0.149, 0, 17.2101, 75.9961, 3.8641, 75.9899],
  [{ lossRatio: 0.01, codec: g711Plain }, 0, 0.149, 0, 17.9245, 75.2817, 3.8339, 75.2755],
  [{ lossRatio: 0.02, codec: g729a }, 0, 0.149, 0, 19, 74.2062, 3.7876, null],
  [{ oneWayDelayMs: 150, lossRatio: 0.01 }, 2.8118, 0.8407, 0.1635, 3.6398, 85.8993, 4.2261, 89.3966],
];

/** The tables print four digits. */
const tolerance = 1e-4;
const gap = (actual: number, expected: number): number => Math.abs(actual - expected);

describe('rateCall', () => {
  it.each(vectors.map(([change, ...expected]) => ({ name: JSON.stringify(change), change, expected })))(
    'rates $name',
    ({ change, expected: [idte, idle, idd, ieEff, rFactor, mos, shortForm] }) => {
      const rating = rateCall({ ...clean, ...change });
      expect(gap(rating.idte, idte)).toBeLessThan(tolerance);
      expect(gap(rating.idle, idle)).toBeLessThan(tolerance);
      expect(gap(rating.idd, idd)).toBeLessThan(tolerance);
      expect(gap(rating.ieEff, ieEff)).toBeLessThan(tolerance);
      expect(gap(rating.rFactor, rFactor)).toBeLessThan(tolerance);
      expect(gap(mosCqeOf(rating.rFactor), mos)).toBeLessThan(tolerance);
      expect(gap(rating.rFactorShortForm, shortForm ?? 93.2 - idd - ieEff)).toBeLessThan(tolerance);
    },
  );

  it('starts from the basic ratio and the voice impairment of the default values', () => {
    const { ro, is } = rateCall(clean);
    expect(gap(ro, 94.7688)).toBeLessThan(tolerance);
    expect(gap(is, 1.4136)).toBeLessThan(tolerance);
  });

  it('lets the own voice mask an echo of a millisecond or two', () => {
    // Worked out apart from the program.
    expect(gap(rateCall({ ...clean, oneWayDelayMs: 1 }).idte, -0.1089)).toBeLessThan(tolerance);
    expect(gap(rateCall({ ...clean, oneWayDelayMs: 2 }).idte, -0.0843)).toBeLessThan(tolerance);
  });

  const delayMs = fc.double({ min: 0, max: 3000, noNaN: true });
  const lossRatio = fc.double({ min: 0, max: 1, noNaN: true });
  const burstRatio = fc.double({ min: 1, max: 10, noNaN: true });

  it('falls strictly with the delay above 100 ms', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 100, max: 3000, noNaN: true }),
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        lossRatio,
        (oneWayDelayMs, moreMs, loss) => {
          const near = rateCall({ ...clean, oneWayDelayMs, lossRatio: loss });
          const far = rateCall({ ...clean, oneWayDelayMs: oneWayDelayMs + moreMs, lossRatio: loss });
          expect(far.rFactor).toBeLessThan(near.rFactor);
        },
      ),
    );
  });

  it('falls strictly with the loss', () => {
    fc.assert(
      fc.property(
        delayMs,
        burstRatio,
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.double({ min: 1e-4, max: 0.1, noNaN: true }),
        (oneWayDelayMs, burst, loss, more) => {
          const input = { ...clean, oneWayDelayMs, burstRatio: burst };
          expect(rateCall({ ...input, lossRatio: loss + more }).rFactor).toBeLessThan(
            rateCall({ ...input, lossRatio: loss }).rFactor,
          );
        },
      ),
    );
  });

  it('rates bursts of two below the same loss spread out', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1, noNaN: true }), (loss) => {
        const spread = rateCall({ ...clean, lossRatio: loss });
        const bursty = rateCall({ ...clean, lossRatio: loss, burstRatio: 2 });
        expect(bursty.rFactor).toBeLessThan(spread.rFactor);
      }),
    );
  });
});

describe('mosCqeOf', () => {
  it.each([
    [50, 2.575],
    [60, 3.1],
    [70, 3.597],
    [80, 4.024],
    [90, 4.339],
    [93.2, 4.4093],
  ])('gives R %d a MOS of %d', (rFactor, mos) => {
    expect(gap(mosCqeOf(rFactor), mos)).toBeLessThan(tolerance);
  });

  it.each([
    [-20, 1],
    [0, 1],
    [3, 1],
    [100, 4.5],
    [120, 4.5],
  ])('keeps R %d inside the scale', (rFactor, mos) => expect(mosCqeOf(rFactor)).toBe(mos));

  it('never leaves 1..4.5', () => {
    fc.assert(
      fc.property(fc.double({ min: -500, max: 500, noNaN: true }), (rFactor) => {
        const mos = mosCqeOf(rFactor);
        expect(mos).toBeGreaterThanOrEqual(1);
        expect(mos).toBeLessThanOrEqual(4.5);
      }),
    );
  });
});
