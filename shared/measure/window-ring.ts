// A course over time in a fixed number of windows. When they are full, each two neighbours become one and every window
// lasts twice as long: an hour and a day take the same memory, the day with less detail.
import { countDelay, histogramBins, histogramMedian } from './delay-histogram.ts';

export type WindowRing = {
  readonly startMs: number;
  /** Length of each window, ms; doubles. */
  windowMs: number;
  /** Windows begun. */
  used: number;
  readonly sent: Uint32Array;
  readonly received: Uint32Array;
  readonly lost: Uint32Array;
  readonly minMs: Float64Array;
  readonly maxMs: Float64Array;
  readonly jitterSumMs: Float64Array;
  readonly jitterSamples: Uint32Array;
  readonly wasBusy: Uint8Array;
  readonly delays: Uint32Array;
  /** Windows as they were last read: hours of them are read every second, and few of them have changed. */
  readonly shown: (Window | null)[];
};

/** One window as it is shown. A packet counts in the window in which it was sent. */
export type Window = {
  readonly startMs: number;
  readonly lengthMs: number;
  readonly sent: number;
  readonly received: number;
  /** Given up; packets on their way and those before the very first echo are not in it. */
  readonly lost: number;
  /** Round trips, ms; the median to 1.1 %. Null when nothing came. */
  readonly delayMs: { readonly min: number; readonly p50: number; readonly max: number } | null;
  /** Mean interarrival jitter, ms; null without a sample. */
  readonly jitterMs: number | null;
  /** This computer was too busy to measure in part of it. */
  readonly wasBusy: boolean;
};

/** An empty ring; `capacity` is rounded up to an even number. */
export function newWindowRing(startMs: number, windowMs: number, capacity: number): WindowRing {
  const size = Math.max(2, 2 * Math.ceil(capacity / 2));
  return {
    startMs,
    windowMs,
    used: 0,
    sent: new Uint32Array(size),
    received: new Uint32Array(size),
    lost: new Uint32Array(size),
    minMs: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    maxMs: new Float64Array(size),
    jitterSumMs: new Float64Array(size),
    jitterSamples: new Uint32Array(size),
    wasBusy: new Uint8Array(size),
    delays: new Uint32Array(size * histogramBins),
    shown: Array.from({ length: size }, () => null),
  };
}

/** Index of the window that holds an instant; makes room for it first. */
export function windowAt(ring: WindowRing, atMs: number): number {
  let index = Math.floor(Math.max(0, atMs - ring.startMs) / ring.windowMs);
  while (index >= ring.sent.length) {
    mergePairs(ring);
    index = Math.floor(index / 2);
  }
  ring.used = Math.max(ring.used, index + 1);
  return index;
}

/** Counts an echo in a window. */
export function addDelay(ring: WindowRing, index: number, delayMs: number): void {
  increment(ring.received, index);
  ring.minMs[index] = Math.min(ring.minMs[index] ?? delayMs, delayMs);
  ring.maxMs[index] = Math.max(ring.maxMs[index] ?? delayMs, delayMs);
  countDelay(ring.delays, index * histogramBins, delayMs);
}

/** Counts a value of the running jitter in a window. */
export function addJitter(ring: WindowRing, index: number, jitterMs: number): void {
  ring.jitterSumMs[index] = (ring.jitterSumMs[index] ?? 0) + jitterMs;
  increment(ring.jitterSamples, index);
}

export const increment = (counts: Uint32Array, index: number): void => {
  counts[index] = (counts[index] ?? 0) + 1;
};

function mergePairs(ring: WindowRing): void {
  for (const sums of [ring.sent, ring.received, ring.lost, ring.jitterSumMs, ring.jitterSamples])
    fold(sums, 0, (a, b) => a + b);
  fold(ring.minMs, Number.POSITIVE_INFINITY, Math.min);
  fold(ring.maxMs, 0, Math.max);
  fold(ring.wasBusy, 0, Math.max);
  foldDelays(ring.delays, ring.sent.length);
  ring.windowMs *= 2;
  ring.used = Math.ceil(ring.used / 2);
}

/** Entry i becomes entries 2i and 2i + 1 in one; the upper half is free again. */
function fold(
  values: Uint8Array | Uint32Array | Float64Array,
  empty: number,
  join: (a: number, b: number) => number,
): void {
  const half = values.length / 2;
  for (let i = 0; i < half; i++) values[i] = join(values[2 * i] ?? empty, values[2 * i + 1] ?? empty);
  values.fill(empty, half);
}

function foldDelays(delays: Uint32Array, windows: number): void {
  for (let i = 0; i < windows / 2; i++) {
    const from = 2 * i * histogramBins;
    for (let bin = 0; bin < histogramBins; bin++)
      delays[i * histogramBins + bin] = (delays[from + bin] ?? 0) + (delays[from + histogramBins + bin] ?? 0);
  }
  delays.fill(0, (windows / 2) * histogramBins);
}

/** The windows so far, oldest first. */
export const listWindows = (ring: WindowRing): readonly Window[] =>
  Array.from({ length: ring.used }, (_, index) => readWindow(ring, index));

function readWindow(ring: WindowRing, index: number): Window {
  const known = ring.shown[index] ?? null;
  if (known !== null && isCurrent(ring, index, known)) return known;
  const window = freshWindow(ring, index);
  ring.shown[index] = window;
  return window;
}

/** Nothing that a window shows changes without one of these; delays change with the packets that were received. */
const isCurrent = (ring: WindowRing, index: number, known: Window): boolean =>
  known.lengthMs === ring.windowMs &&
  known.sent === ring.sent[index] &&
  known.received === ring.received[index] &&
  known.lost === ring.lost[index] &&
  known.jitterMs === meanJitterMs(ring, index) &&
  known.wasBusy === (ring.wasBusy[index] === 1);

function meanJitterMs(ring: WindowRing, index: number): number | null {
  const samples = ring.jitterSamples[index] ?? 0;
  return samples === 0 ? null : (ring.jitterSumMs[index] ?? 0) / samples;
}

function freshWindow(ring: WindowRing, index: number): Window {
  const p50 = histogramMedian(ring.delays, index * histogramBins);
  const min = ring.minMs[index] ?? 0;
  const max = ring.maxMs[index] ?? 0;
  return {
    startMs: ring.startMs + index * ring.windowMs,
    lengthMs: ring.windowMs,
    sent: ring.sent[index] ?? 0,
    received: ring.received[index] ?? 0,
    lost: ring.lost[index] ?? 0,
    // The middle of a bin may lie outside of what was measured.
    delayMs: p50 === null ? null : { min, p50: Math.min(Math.max(p50, min), max), max },
    jitterMs: meanJitterMs(ring, index),
    wasBusy: ring.wasBusy[index] === 1,
  };
}
