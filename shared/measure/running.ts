// Statistics that run along with a stream of any length in constant memory: totals at any time, and the course over
// time in windows. Definitions are those of the batch functions, but for the wait: a packet is given up 4 s after it
// was sent, because the end of the stream is not known. Nothing is allocated for a packet.
import { countDelay, histogramBins, histogramMedian } from './delay-histogram.ts';
import { addTransit, type Jitter, type JitterState, jitterSoFar, newJitter } from './jitter.ts';
import { waitForLast } from './limits.ts';
import { type Interval, wilsonInterval } from './loss.ts';
import { isWarmUp } from './packet-fates.ts';
import {
  addDelay,
  addJitter,
  increment,
  listWindows,
  newWindowRing,
  type Window,
  type WindowRing,
  windowAt,
} from './window-ring.ts';

export type RunningOptions = {
  readonly startMs: number;
  /** Shortest time between two sends, ms, > 0. */
  readonly intervalMs: number;
  /** Length of the first windows, ms. */
  readonly windowMs: number;
  /** Most windows kept; each takes about 2.6 kB. */
  readonly windowCount: number;
};

/** What is known of a remembered packet. */
const waiting = 1;
const arrived = 2;
const givenUp = 3;

/** Everything a running measurement knows; changed in place by the note functions. */
export type Running = {
  readonly windows: WindowRing;
  readonly delays: Uint32Array;
  readonly jitter: JitterState;
  /** The last packets by the order of sending, modulo the room. */
  readonly numbers: Float64Array;
  readonly sentAtMs: Float64Array;
  readonly states: Uint8Array;
  /** First packet whose fate is open. */
  firstOpen: number;
  /** Lowest packet that came back; -1 before. */
  firstEcho: number;
  nextExpected: number;
  sent: number;
  received: number;
  lost: number;
  leadingLost: number;
  duplicates: number;
  reordered: number;
  overdueArrivals: number;
  foreignArrivals: number;
  minMs: number;
  maxMs: number;
};

/** A running measurement before its first packet. */
export function startRunning(options: RunningOptions): Running {
  // Twice the wait: copies are recognised for as long again after the wait.
  const room = 2 * (Math.ceil(waitForLast.mostMs / options.intervalMs) + 1);
  return {
    windows: newWindowRing(options.startMs, options.windowMs, options.windowCount),
    delays: new Uint32Array(histogramBins),
    jitter: newJitter(),
    numbers: new Float64Array(room),
    sentAtMs: new Float64Array(room),
    states: new Uint8Array(room),
    firstOpen: 0,
    firstEcho: -1,
    nextExpected: 0,
    sent: 0,
    received: 0,
    lost: 0,
    leadingLost: 0,
    duplicates: 0,
    reordered: 0,
    overdueArrivals: 0,
    foreignArrivals: 0,
    minMs: Number.POSITIVE_INFINITY,
    maxMs: 0,
  };
}

/** Notes that a packet left. Numbers rise; slots may be left out. */
export function noteSent(running: Running, number: number, atMs: number): void {
  const room = running.states.length;
  if (running.sent > 0 && number <= (running.numbers[(running.sent - 1) % room] ?? 0))
    throw new RangeError(`number ${number} does not follow the one before`);
  giveUpBefore(running, atMs);
  const packet = running.sent++;
  // Sent faster than announced: the oldest must make room, decided or not.
  if (running.firstOpen <= packet - room) giveUp(running, running.firstOpen++);
  running.numbers[packet % room] = number;
  running.sentAtMs[packet % room] = atMs;
  running.states[packet % room] = waiting;
  increment(running.windows.sent, windowAt(running.windows, atMs));
}

/** Notes that an echo came. */
export function noteArrival(running: Running, number: number, atMs: number): void {
  giveUpBefore(running, atMs);
  const packet = packetOf(running, number);
  const slot = packet % running.states.length;
  const tookMs = packet < 0 ? -1 : atMs - (running.sentAtMs[slot] ?? 0);
  if (!(tookMs >= 0)) running.foreignArrivals++;
  else if (running.states[slot] === arrived) running.duplicates++;
  else if (running.states[slot] === givenUp) running.overdueArrivals++;
  else {
    running.states[slot] = arrived;
    countArrival(running, packet, tookMs);
  }
}

/** Notes that this computer was too busy to measure at an instant. */
export function noteBusy(running: Running, atMs: number): void {
  running.windows.wasBusy[windowAt(running.windows, atMs)] = 1;
}

function countArrival(running: Running, packet: number, tookMs: number): void {
  const window = windowAt(running.windows, running.sentAtMs[packet % running.states.length] ?? 0);
  running.received++;
  running.minMs = Math.min(running.minMs, tookMs);
  running.maxMs = Math.max(running.maxMs, tookMs);
  countDelay(running.delays, 0, tookMs);
  addDelay(running.windows, window, tookMs);
  if (running.firstEcho < 0 || packet < running.firstEcho) running.firstEcho = packet;
  if (packet < running.nextExpected) running.reordered++;
  else running.nextExpected = packet + 1;
  if (isWarmUp(packet)) return;
  addTransit(running.jitter, tookMs);
  if (running.jitter.samples > 0) addJitter(running.windows, window, running.jitter.jitterMs);
}

/** Decides about packets whose wait is over. Later echoes belong to later packets, so the order of sending is enough. */
function giveUpBefore(running: Running, nowMs: number): void {
  const room = running.states.length;
  for (; running.firstOpen < running.sent; running.firstOpen++) {
    const slot = running.firstOpen % room;
    if (running.states[slot] === arrived) continue;
    if (nowMs - (running.sentAtMs[slot] ?? 0) <= waitForLast.mostMs) return;
    giveUp(running, running.firstOpen);
  }
}

function giveUp(running: Running, packet: number): void {
  const slot = packet % running.states.length;
  if (running.states[slot] !== waiting) return;
  running.states[slot] = givenUp;
  if (running.firstEcho < 0 || packet < running.firstEcho) {
    running.leadingLost++;
    return;
  }
  running.lost++;
  increment(running.windows.lost, windowAt(running.windows, running.sentAtMs[slot] ?? 0));
}

/** The remembered packet with this number, by halving; -1 when there is none. */
function packetOf(running: Running, number: number): number {
  const room = running.states.length;
  let low = Math.max(0, running.sent - room);
  let high = running.sent - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = running.numbers[middle % room] ?? 0;
    if (found === number) return middle;
    if (found < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export type RunningTotals = {
  readonly sent: number;
  readonly received: number;
  /** Packets whose echo may still come. */
  readonly pending: number;
  readonly leadingLost: number;
  readonly lost: number;
  /** Packets after the first echo whose fate is known. */
  readonly lossBase: number;
  readonly lossRatio: number | null;
  readonly lossInterval: Interval | null;
  readonly duplicates: number;
  readonly reordered: number;
  readonly overdueArrivals: number;
  readonly foreignArrivals: number;
  /** Round trips, ms; the median to 1.1 %. */
  readonly rttMs: {
    readonly min: number;
    readonly p50: number;
    readonly max: number;
    readonly samples: number;
  } | null;
  readonly jitterMs: Jitter | null;
};

/** Everything so far, as of an instant. */
export function totalsAt(running: Running, nowMs: number): RunningTotals {
  giveUpBefore(running, nowMs);
  const { sent, received, lost, leadingLost, minMs: min, maxMs: max } = running;
  const lossBase = received === 0 ? 0 : received - 1 + lost;
  const p50 = histogramMedian(running.delays, 0);
  return {
    sent,
    received,
    pending: sent - received - lost - leadingLost,
    leadingLost,
    lost,
    lossBase,
    lossRatio: lossBase === 0 ? null : lost / lossBase,
    lossInterval: wilsonInterval(lost, lossBase),
    duplicates: running.duplicates,
    reordered: running.reordered,
    overdueArrivals: running.overdueArrivals,
    foreignArrivals: running.foreignArrivals,
    rttMs: p50 === null ? null : { min, p50: Math.min(Math.max(p50, min), max), max, samples: received },
    jitterMs: jitterSoFar(running.jitter),
  };
}

/** The course so far, oldest window first, as of an instant. */
export function windowsAt(running: Running, nowMs: number): readonly Window[] {
  giveUpBefore(running, nowMs);
  return listWindows(running.windows);
}
