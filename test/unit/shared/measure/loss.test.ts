import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lossOf, wilsonInterval } from '../../../../shared/measure/loss.ts';
import { followPackets, waitAfterLastMs } from '../../../../shared/measure/packet-fates.ts';
import { repeat, type Slot, type TraceChange, traceOf } from '../../../fakes/stream-trace.ts';

const lossIn = (slots: readonly Slot[], change: TraceChange = {}) =>
  lossOf(followPackets(traceOf(slots, change)));
const fatesIn = (slots: readonly Slot[], change: TraceChange = {}) => followPackets(traceOf(slots, change));

describe('lossOf', () => {
  it('counts what is missing before the first echo apart', () => {
    expect(lossIn([...repeat(4, null), 30, null, 30, 30, 30])).toMatchObject({
      leadingLost: 4,
      lost: 1,
      base: 4,
      ratio: 0.25,
    });
  });

  it('takes the lowest number that came back for the first echo, also when it came late', () => {
    expect(lossIn([null, 90, 20, 20, null])).toMatchObject({ leadingLost: 1, lost: 1, base: 3 });
  });

  it('does not count an unused slot as lost or sent', () => {
    expect(lossIn([30, 'skipped', 30, null, 'skipped'])).toMatchObject({ lost: 1, base: 2, ratio: 0.5 });
  });

  it('marks losses among the first ten packets', () => {
    expect(lossIn([30, null, ...repeat(20, 30), null])).toMatchObject({ lost: 2, lostInWarmUp: 1 });
  });

  it('has no ratio when nothing was sent', () => {
    expect(lossIn([])).toMatchObject({ leadingLost: 0, lost: 0, base: 0, ratio: null, interval: null });
  });

  it('has no ratio when nothing came back', () => {
    expect(lossIn(repeat(50, null))).toMatchObject({ leadingLost: 50, lost: 0, ratio: null });
  });

  it('has no ratio with one packet, which is the first echo itself', () => {
    expect(lossIn([30])).toMatchObject({ leadingLost: 0, base: 0, ratio: null });
  });

  it('leaves out what was still on its way when the run was cancelled', () => {
    // Wait: 1 s, so packets after 1 s of these 2 s are undecided.
    const cut = { endedBy: 'cancel', closedAtMs: 2000 } as const;
    expect(lossIn([...repeat(51, 30), ...repeat(49, null)], cut)).toMatchObject({ lost: 0, base: 50 });
    expect(lossIn([...repeat(50, 30), ...repeat(50, null)], cut)).toMatchObject({ lost: 1, base: 50 });
    expect(lossIn([30, null, 30], { endedBy: 'cancel', closedAtMs: 60 })).toMatchObject({
      base: 0,
      ratio: null,
    });
  });
});

describe('followPackets', () => {
  it.each([
    [null, 4000],
    [10, 1000],
    [400, 1200],
    [5000, 4000],
  ])('waits for the last echo: longest round trip %s, %d ms', (longest, expected) => {
    expect(waitAfterLastMs(longest)).toBe(expected);
  });

  it('takes an echo at the end of the wait, and none after it', () => {
    expect(fatesIn([30, 1000])).toMatchObject({ overdueArrivals: 0, firstEcho: 0 });
    expect(lossIn([30, 1000])).toMatchObject({ lost: 0 });
    expect(fatesIn([30, 1000.1])).toMatchObject({ overdueArrivals: 1 });
    expect(lossIn([30, 1000.1])).toMatchObject({ lost: 1 });
  });

  it('counts copies and never takes one for another packet', () => {
    const copies = { extra: [0, 1, 1].map((number) => [number, 100] as const) };
    expect(fatesIn([30, 30, null], copies)).toMatchObject({ duplicates: 3, sent: 3 });
    expect(lossIn([30, 30, null], copies)).toMatchObject({ lost: 1, base: 2 });
  });

  it('stays with the first of two echoes', () => {
    expect(fatesIn([30], { extra: [[0, 50]] }).transitMs[0]).toBe(30);
  });

  it('trusts no echo of what never left, of no slot at all, or from before it left', () => {
    const foreign = [
      [1, 100],
      [77, 100],
      [4_294_967_295, 100],
      [2, 10],
    ] as const;
    expect(fatesIn([30, 'skipped', 30], { extra: foreign })).toMatchObject({
      foreignArrivals: 4,
      duplicates: 0,
    });
  });

  it('gives every packet and every echo exactly one fate', () => {
    const slot = fc.oneof(fc.integer({ min: 0, max: 6000 }), fc.constantFrom(null, 'skipped' as const));
    const extra = fc.array(fc.tuple(fc.nat(80), fc.integer({ min: 0, max: 9000 })));
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 60 }), extra, (slots, echoes) => {
        const trace = traceOf(slots, { extra: echoes });
        const fates = followPackets(trace);
        const loss = lossOf(fates);
        const unique = fates.arrivalOrder.length;
        expect(unique + fates.duplicates + fates.overdueArrivals + fates.foreignArrivals).toBe(
          trace.arrivalCount,
        );
        expect(unique + loss.leadingLost + loss.lost).toBe(fates.sent);
        expect(loss.base).toBeGreaterThanOrEqual(loss.lost);
      }),
    );
  });

  it('survives a record whose counts do not fit its arrays', () => {
    const trace = { ...traceOf([30, 30]), arrivalCount: 99, slotCount: 99 };
    expect(followPackets(trace)).toMatchObject({ sent: 2, duplicates: 0, foreignArrivals: 0 });
    const broken = { ...traceOf([30, 30]), arrivalAtMs: Float64Array.of(Number.NaN, 50) };
    expect(followPackets(broken)).toMatchObject({ sent: 2, foreignArrivals: 1 });
  });
});

describe('wilsonInterval', () => {
  // In percent, two digits.
  it.each([
    [5, 500, 0.43, 2.32],
    [0, 500, 0, 0.76],
    [15, 1500, 0.61, 1.64],
  ])('%d of %d: %d to %d %%', (hits, base, low, high) => {
    const interval = wilsonInterval(hits, base) ?? { low: 1, high: 0 };
    expect(interval.low * 100).toBeCloseTo(low, 2);
    expect(interval.high * 100).toBeCloseTo(high, 2);
  });

  it('is null for nothing, and ends at 0 and 1', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
    expect(wilsonInterval(0, 7)?.low).toBe(0);
    expect(wilsonInterval(7, 7)?.high).toBe(1);
  });

  it('holds the ratio', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (base, share) => {
          const hits = Math.round(base * share);
          const { low, high } = wilsonInterval(hits, base) ?? { low: 2, high: -1 };
          expect(low).toBeLessThanOrEqual(hits / base);
          expect(high).toBeGreaterThanOrEqual(hits / base);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
