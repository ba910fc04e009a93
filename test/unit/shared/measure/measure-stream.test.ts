import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastPacketsGraded } from '../../../../shared/measure/limits.ts';
import { measureStream } from '../../../../shared/measure/measure-stream.ts';
import { type Quality, qualitySchema, type StreamFigures } from '../../../../shared/measure/quality.ts';
import type { SelfNoise } from '../../../../shared/measure/self-noise.ts';
import type { ReceiverFact } from '../../../../shared/measure/trace.ts';
import { repeat, type Slot, type TraceChange, traceOf } from '../../../fakes/stream-trace.ts';

const quiet: SelfNoise = {
  receiveP50Ms: 0.2,
  receiveP99Ms: 0.4,
  pacingP50Ms: 0.1,
  pacingP99Ms: 0.5,
  samples: 100,
};

const measure = (
  slots: readonly Slot[],
  change: TraceChange = {},
  noise: SelfNoise | null = quiet,
): Quality => measureStream(traceOf(slots, change), noise);

const figures = (slots: readonly Slot[], change: TraceChange = {}): StreamFigures => {
  const { stream } = measure(slots, change);
  if (stream === null) throw new Error('nothing was sent');
  return stream;
};

/** 30 s of a line that answers in `rttMs`, with every `nth` packet lost. */
const halfMinute = (rttMs: number, nth = 0): readonly Slot[] =>
  Array.from({ length: 1501 }, (_, k) => (nth > 0 && k % nth === nth - 1 ? null : rttMs));

describe('the class of a line', () => {
  it('is excellent when nothing is wrong, and sure of it after 30 s', () => {
    expect(measure(halfMinute(30))).toMatchObject({
      class: 'excellent',
      borderline: false,
      couldBe: { best: 'excellent', worst: 'excellent' },
    });
  });

  it('is borderline after 10 s without loss, which still allow 0.76 %', () => {
    expect(measure(repeat(501, 30))).toMatchObject({
      class: 'excellent',
      borderline: true,
      couldBe: { best: 'excellent', worst: 'good' },
    });
  });

  it('is not borderline when another row decides by more than the loss could', () => {
    expect(measure(repeat(501, 350))).toMatchObject({
      class: 'poor',
      decidedBy: ['round-trip'],
      borderline: false,
    });
  });

  it('says both sides when 5 of 500 may be 0.43 or 2.32 %', () => {
    const slots = repeat(501, 30).map((slot, k) => (k % 100 === 99 ? null : slot));
    expect(measure(slots)).toMatchObject({
      class: 'fair',
      decidedBy: ['loss'],
      borderline: true,
      couldBe: { best: 'good', worst: 'fair' },
    });
    expect(figures(slots)).toMatchObject({ lost: 5, lossBase: 500, lossRatio: 0.01 });
  });

  it('follows jitter and packets that come too late', () => {
    const shaky = halfMinute(30).map((slot, k) => (k % 2 === 0 ? slot : 70));
    expect(measure(shaky)).toMatchObject({ class: 'fair', decidedBy: ['jitter'] });
    const late = halfMinute(30).map((slot, k) => (k % 20 === 19 ? 95 : slot));
    expect(measure(late)).toMatchObject({ class: 'poor', decidedBy: ['loss'] });
    expect(figures(late).playout.map(({ late: count }) => count)).toEqual([75, 75, 0]);
    const justInTime = halfMinute(30).map((slot, k) => (k % 20 === 19 ? 90 : slot));
    expect(figures(justInTime).playout.map(({ late: count }) => count)).toEqual([75, 0, 0]);
  });
});

describe('not measured', () => {
  const busy = { ...quiet, receiveP99Ms: 15.1 };

  it.each<[string, readonly Slot[], TraceChange, SelfNoise | null]>([
    ['no-stream', [], {}, quiet],
    ['no-stream', repeat(500, 'skipped'), {}, quiet],
    ['no-media', repeat(500, null), {}, quiet],
    ['no-media', repeat(5, null), { endedBy: 'silence' }, quiet],
    ['too-few-packets', [30], {}, quiet],
    ['too-few-packets', repeat(leastPacketsGraded, 30), {}, quiet],
    ['too-few-packets', [...repeat(400, null), ...repeat(100, 30)], {}, quiet],
    ['cancelled-early', repeat(100, 30), { endedBy: 'cancel', closedAtMs: 2000 }, quiet],
    ['cancelled-early', repeat(3, null), { endedBy: 'cancel', closedAtMs: 60 }, quiet],
    ['computer-slept', repeat(500, 30), { endedBy: 'sleep' }, quiet],
    ['computer-slept', [...repeat(200, 30), ...repeat(51, 'skipped'), ...repeat(200, 30)], {}, quiet],
    ['computer-too-busy', repeat(500, 30), {}, busy],
  ])('%s', (reason, slots, change, noise) => {
    expect(measure(slots, change, noise)).toMatchObject({ class: 'not-measured', reason });
  });

  it('is what a run without a stream gets', () => {
    expect(measureStream(null, quiet)).toEqual({ class: 'not-measured', reason: 'no-stream', stream: null });
  });

  it('ends at the limits of each reason', () => {
    expect(measure(repeat(leastPacketsGraded + 1, 30)).class).toBe('excellent');
    const pause = [...repeat(200, 30), ...repeat(50, 'skipped'), ...repeat(200, 30)];
    expect(measure(pause).class).toBe('excellent');
    expect(measure(repeat(500, 30), {}, { ...busy, receiveP99Ms: 15 }).class).toBe('excellent');
    expect(measure(repeat(500, 30), {}, null).class).toBe('excellent');
    expect(measure(repeat(300, 30), { endedBy: 'cancel', closedAtMs: 6000 }).class).toBe('excellent');
  });

  it('keeps the figures all the same', () => {
    expect(measure(repeat(500, 30), {}, busy).stream?.rttMs?.p50).toBe(30);
    expect(measure(repeat(500, null)).stream).toMatchObject({ sent: 500, received: 0, leadingLost: 500 });
  });
});

describe('the figures of a stream', () => {
  it('does not blame the network for the packets a server took to learn the address', () => {
    expect(figures([...repeat(4, null), ...halfMinute(30)])).toMatchObject({
      leadingLost: 4,
      lost: 0,
      lossRatio: 0,
      lossBase: 1500,
    });
  });

  it('leaves the first ten packets out of variation but not out of loss', () => {
    const slots = [400, null, ...repeat(8, 300), ...repeat(200, 30)];
    expect(figures(slots)).toMatchObject({
      lost: 1,
      lostInWarmUp: 1,
      jitterMs: { mean: 0, max: 0, samples: 199 },
      ipdvMs: { p99: 0, samples: 199 },
      pdvMs: { max: 0, samples: 200 },
      rttMs: { max: 400, samples: 209 },
    });
    expect(figures(slots).playout.map(({ late }) => late)).toEqual([0, 0, 0]);
  });

  it('stays with one echo a packet when all come twice', () => {
    const slots = halfMinute(30);
    const twice = figures(slots, { extra: slots.map((_, k) => [k, k * 20 + 35] as const) });
    expect(twice).toMatchObject({
      received: 1501,
      duplicates: 1501,
      duplicateRatio: 1,
      lost: 0,
      reordered: 0,
    });
    expect(twice.rttMs?.max).toBe(30);
  });

  it('measures a stream that came back in reverse', () => {
    const slots = Array.from({ length: 21 }, (_, k) => (20 - k) * 40 + 5);
    expect(figures(slots)).toMatchObject({ received: 21, reordered: 20, reorderMaxExtent: 20, lost: 0 });
  });

  it('takes half the round trip, the buffer and one packet for the delay of the model', () => {
    const clean = figures(halfMinute(100));
    expect(clean.model).toMatchObject({ oneWayDelayMs: 130, lossRatio: 0, burstRatio: 1, bufferMs: 60 });
    expect(clean.rFactor).toBeCloseTo(90, 0);
    const lossy = figures(halfMinute(100, 100));
    expect(lossy.model?.lossRatio).toBe(0.01);
    expect(lossy.rFactor).toBeCloseTo(86.4, 1);
  });

  it('reports the directions beside the total', () => {
    const said: ReceiverFact = {
      arrivedAtMs: 30_000,
      cumulativeLost: 5,
      highestNumber: 1500,
      senderPacketCount: 1496,
      jitterMs: 0.5,
    };
    expect(figures(halfMinute(30, 100), { rtcp: [said] })).toMatchObject({
      lost: 15,
      lossUpRatio: 5 / 1501,
      lossDownRatio: 10 / 1496,
      directions: { lostUnknown: 0 },
    });
    expect(figures(halfMinute(30, 100))).toMatchObject({ lossUpRatio: null, lossDownRatio: null });
  });
});

// Neither a clock nor a field of a packet can say -0, and JSON has none.
const figure = (limits: fc.DoubleConstraints = {}) => fc.double(limits).map((value) => value + 0);

describe('any trace', () => {
  const slot = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 9000 }).map((tenths) => tenths / 10) },
    { weight: 1, arbitrary: fc.constantFrom(null, 'skipped' as const) },
  );
  const report = fc.record({
    arrivedAtMs: figure(),
    cumulativeLost: fc.integer({ min: -100, max: 400 }),
    highestNumber: fc.integer({ min: -5, max: 400 }),
    senderPacketCount: fc.option(fc.integer({ min: 0, max: 500 })),
    jitterMs: figure(),
  });
  const change = fc.record({
    rtcp: fc.array(report, { maxLength: 3 }),
    extra: fc.array(fc.tuple(fc.nat(400), figure({ noNaN: true })), { maxLength: 20 }),
    endedBy: fc.constantFrom('plan' as const, 'cancel' as const, 'silence' as const, 'sleep' as const),
    closedAtMs: figure({ min: 0, max: 20_000, noNaN: true }),
  });

  it('gives a quality that a report can hold, and the same one again', () => {
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 350, size: 'max' }), change, (slots, changes) => {
        const quality = measure(slots, changes);
        expect(qualitySchema.parse(JSON.parse(JSON.stringify(quality)))).toEqual(quality);
        expect(measure(slots, changes)).toEqual(quality);
      }),
    );
  });

  it('is refused by the schema with a field too many or a number that is none', () => {
    const quality = measure(halfMinute(30));
    expect(qualitySchema.safeParse({ ...quality, mood: 'good' }).success).toBe(false);
    const odd = { ...quality, stream: { ...quality.stream, rFactor: Number.NaN } };
    expect(qualitySchema.safeParse(odd).success).toBe(false);
    expect(qualitySchema.safeParse({ ...quality, class: 'not-measured' }).success).toBe(false);
  });
});
