import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countDelay,
  histogramBins,
  histogramErrorRatio,
  histogramMedian,
} from '../../../../shared/measure/delay-histogram.ts';
import { measureStream } from '../../../../shared/measure/measure-stream.ts';
import { percentile, sorted } from '../../../../shared/measure/percentile.ts';
import {
  noteArrival,
  noteBusy,
  noteSent,
  type Running,
  type RunningOptions,
  startRunning,
  totalsAt,
  windowsAt,
} from '../../../../shared/measure/running.ts';
import type { StreamTrace } from '../../../../shared/measure/trace.ts';
import type { WindowRing } from '../../../../shared/measure/window-ring.ts';
import { repeat, type Slot, type TraceChange, traceOf } from '../../../fakes/stream-trace.ts';

const options: RunningOptions = { startMs: 0, intervalMs: 20, windowMs: 1000, windowCount: 60 };

/** Plays a trace in the order of its instants, as it happened. */
function play(trace: StreamTrace, running: Running): Running {
  const events: (readonly [number, 'sent' | 'came', number])[] = [];
  for (let slot = 0; slot < trace.slotCount; slot++)
    if (trace.wasSent[slot] === 1) events.push([trace.sentAtMs[slot] ?? 0, 'sent', slot]);
  for (let i = 0; i < trace.arrivalCount; i++)
    events.push([trace.arrivalAtMs[i] ?? 0, 'came', trace.arrivalNumber[i] ?? 0]);
  for (const [atMs, kind, number] of events.toSorted(([a], [b]) => a - b))
    if (kind === 'sent') noteSent(running, number, atMs);
    else noteArrival(running, number, atMs);
  return running;
}

const playSlots = (slots: readonly Slot[], change: TraceChange = {}): Running =>
  play(traceOf(slots, change), startRunning(options));

const bytesOf = (running: Running): number =>
  [...Object.values(running), ...Object.values<WindowRing[keyof WindowRing]>(running.windows)]
    .filter((value) => ArrayBuffer.isView(value))
    .reduce((sum, view) => sum + view.byteLength, 0);

const total = <T>(items: readonly T[], pick: (item: T) => number): number =>
  items.reduce((sum, item) => sum + pick(item), 0);

describe('running totals', () => {
  // Up to 900 ms: within the shortest wait, so both ways of waiting agree.
  const slot = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 9000 }).map((tenths) => tenths / 10) },
    { weight: 1, arbitrary: fc.constantFrom(null, 'skipped' as const) },
  );
  const copies = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 900, max: 950 })), {
    maxLength: 20,
  });

  it('equal the batch functions on the same stream', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(30, null),
        fc.array(slot, { maxLength: 300, size: 'max' }),
        copies,
        (first, slots, again) => {
          const extra = again
            .filter(([number]) => typeof slots[number] === 'number')
            .map(([number, tookMs]) => [number + 1, (number + 1) * 20 + tookMs] as const);
          const trace = traceOf([first, ...slots], { extra });
          const batch = measureStream(trace, null).stream;
          const totals = totalsAt(play(trace, startRunning(options)), 1e6);
          if (batch === null) throw new Error('nothing was sent');
          const { sent, received, leadingLost, lost, lossBase, lossRatio, lossInterval } = batch;
          const { duplicates, reordered, foreignArrivals, jitterMs } = batch;
          expect(totals).toMatchObject({
            sent,
            received,
            leadingLost,
            lost,
            lossBase,
            lossRatio,
            lossInterval,
          });
          expect(totals).toMatchObject({ duplicates, reordered, foreignArrivals, jitterMs, pending: 0 });
          expect(totals.rttMs?.min).toBe(batch.rttMs?.min);
          expect(totals.rttMs?.max).toBe(batch.rttMs?.max);
          expect(totals.rttMs?.samples).toBe(batch.rttMs?.samples);
        },
      ),
    );
  });

  it('know what is still on its way, and give it up 4 s after it left', () => {
    const running = playSlots([30, 30, null]);
    expect(totalsAt(running, 4040)).toMatchObject({ pending: 1, lost: 0, lossBase: 1 });
    expect(totalsAt(running, 4040.1)).toMatchObject({ pending: 0, lost: 1, lossBase: 2, lossRatio: 0.5 });
    noteArrival(running, 2, 4041);
    expect(totalsAt(running, 4041)).toMatchObject({ lost: 1, overdueArrivals: 1, received: 2 });
  });

  it('have no ratio before anything came', () => {
    expect(totalsAt(startRunning(options), 0)).toMatchObject({
      sent: 0,
      lossRatio: null,
      lossInterval: null,
      rttMs: null,
      jitterMs: null,
    });
    expect(totalsAt(playSlots(repeat(10, null)), 9000)).toMatchObject({ leadingLost: 10, lossRatio: null });
  });

  it('do not believe echoes of what never left', () => {
    const running = playSlots([30, 'skipped', 30]);
    for (const number of [1, 77, -1, Number.NaN]) noteArrival(running, number, 100);
    noteArrival(running, 2, Number.NaN);
    noteArrival(running, 2, 10);
    expect(totalsAt(running, 100)).toMatchObject({ foreignArrivals: 6, duplicates: 0, received: 2 });
  });

  it('make room by giving up the oldest when packets leave faster than announced', () => {
    const running = startRunning(options);
    for (let number = 0; number < 1000; number++) noteSent(running, number, number);
    noteArrival(running, 999, 1030);
    noteArrival(running, 0, 1031);
    expect(totalsAt(running, 1031)).toMatchObject({ received: 1, foreignArrivals: 1, leadingLost: 598 });
    expect(totalsAt(running, 1e5)).toMatchObject({ received: 1, leadingLost: 999, lost: 0, pending: 0 });
  });

  it('refuse numbers that do not rise', () => {
    expect(() => noteSent(playSlots([30, 30]), 1, 100)).toThrow(RangeError);
  });
});

describe('windows', () => {
  it('show the course second by second', () => {
    const slots = [...repeat(50, 30), ...repeat(50, null), ...repeat(50, 90)];
    const windows = windowsAt(playSlots(slots), 1e4);
    expect(windows).toMatchObject([
      {
        startMs: 0,
        lengthMs: 1000,
        sent: 50,
        received: 50,
        lost: 0,
        delayMs: { min: 30, p50: 30, max: 30 },
      },
      { startMs: 1000, sent: 50, received: 0, lost: 50, delayMs: null, jitterMs: null },
      { startMs: 2000, sent: 50, received: 50, lost: 0, delayMs: { min: 90, p50: 90, max: 90 } },
    ]);
    expect(windows[0]?.jitterMs).toBe(0);
    expect(windows[2]?.jitterMs).toBeGreaterThan(0);
  });

  it('mark when this computer was busy, also after windows became one', () => {
    const running = startRunning({ ...options, windowCount: 4 });
    noteBusy(running, 2500);
    const marks = () => windowsAt(running, 0).map(({ wasBusy }) => wasBusy);
    expect(marks()).toEqual([false, false, true]);
    noteBusy(running, 7999);
    expect(marks()).toEqual([false, true, false, true]);
  });

  it('put an echo into the window in which its packet left', () => {
    const running = playSlots([...repeat(49, 30), 500]);
    expect(windowsAt(running, 2000)).toMatchObject([{ received: 50, delayMs: { max: 500 } }]);
  });

  it('stay as many and as large over 3 hours, and lose nothing of the sums', () => {
    const running = startRunning({ ...options, intervalMs: 100, windowCount: 60 });
    const before = bytesOf(running);
    const packets = 108_000;
    for (let number = 0; number < packets; number++) {
      const atMs = number * 100;
      noteSent(running, number, atMs);
      if (number % 1000 !== 999) noteArrival(running, number, atMs + 20 + (number % 7));
    }
    const windows = windowsAt(running, packets * 100 + 5000);
    const totals = totalsAt(running, packets * 100 + 5000);
    expect(bytesOf(running)).toBe(before);
    expect(windows.length).toBeLessThanOrEqual(60);
    expect(windows.length).toBeGreaterThan(30);
    expect(windows[0]?.lengthMs).toBe(256_000);
    expect(totals).toMatchObject({ sent: packets, lost: 108, received: packets - 108 });
    expect(total(windows, ({ sent }) => sent)).toBe(packets);
    expect(total(windows, ({ received }) => received)).toBe(packets - 108);
    expect(total(windows, ({ lost }) => lost)).toBe(108);
    expect(windows[0]?.delayMs).toMatchObject({ min: 20, max: 26 });
    expect(Math.abs((windows[0]?.delayMs?.p50 ?? 0) / 23 - 1)).toBeLessThanOrEqual(histogramErrorRatio);
  });

  it('are the same whether they were read after every packet or once', () => {
    const echo = fc.oneof(fc.integer({ min: 1, max: 900 }), fc.constantFrom(null, 'skipped' as const));
    fc.assert(
      fc.property(
        fc.array(echo, { maxLength: 200 }),
        fc.integer({ min: 2, max: 6 }),
        (slots, windowCount) => {
          const often = startRunning({ ...options, windowCount });
          const once = startRunning({ ...options, windowCount });
          slots.forEach((slot, number) => {
            const atMs = number * 100;
            for (const running of [often, once]) {
              if (slot === 'skipped') noteBusy(running, atMs);
              else noteSent(running, number, atMs);
              if (typeof slot === 'number') noteArrival(running, number, atMs + slot / 10);
            }
            windowsAt(often, atMs);
          });
          expect(windowsAt(often, 1e6)).toEqual(windowsAt(once, 1e6));
        },
      ),
    );
  });

  it('are built anew only where something happened', () => {
    const running = playSlots([...repeat(50, 30), ...repeat(50, 40)]);
    const [first, second] = windowsAt(running, 2000);
    noteSent(running, 100, 2010);
    const after = windowsAt(running, 2010);
    expect(after[0]).toBe(first);
    expect(after[1]).toBe(second);
    expect(after).toHaveLength(3);
  });

  it('survive a jump over many windows at once', () => {
    const running = startRunning({ ...options, windowCount: 4 });
    noteSent(running, 0, 0);
    noteSent(running, 9_000_000, 1e9);
    const windows = windowsAt(running, 1e9);
    expect(windows.length).toBeLessThanOrEqual(4);
    expect(total(windows, ({ sent }) => sent)).toBe(2);
  });
});

describe('the median of a histogram', () => {
  it('is the true one but for half a bin', () => {
    const delay = fc.integer({ min: 1, max: 650_000 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.array(delay, { minLength: 1, maxLength: 60 }), (delays) => {
        const counts = new Uint32Array(2 * histogramBins);
        for (const delayMs of delays) countDelay(counts, histogramBins, delayMs);
        const exact = percentile(sorted(Float64Array.from(delays)), 50) ?? 0;
        const found = histogramMedian(counts, histogramBins) ?? 0;
        expect(Math.abs(found / exact - 1)).toBeLessThanOrEqual(histogramErrorRatio + 1e-9);
        expect(histogramMedian(counts, 0)).toBeNull();
      }),
    );
  });

  it('takes what is too short or too long into the outermost bins', () => {
    const counts = new Uint32Array(histogramBins);
    countDelay(counts, 0, 0);
    countDelay(counts, 0, 1e9);
    expect([counts[0], counts.at(-1)]).toEqual([1, 1]);
  });
});
