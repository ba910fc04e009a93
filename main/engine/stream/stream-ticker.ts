// Thread that tells the I/O thread when the next packet is due, and does nothing else: with no event loop to run it
// sleeps in Atomics.wait, which wakes within tens of microseconds where timers of node are a millisecond coarse.
import { performance } from 'node:perf_hooks';
import { workerData } from 'node:worker_threads';
import type { FromTicker, TickerSetup, TickOrder } from './stream-messages.ts';
import { systemOffsetMs } from './system-time.ts';

const { control, io } = workerData as TickerSetup;
const state = new Int32Array(control);
const offsetMs = systemOffsetMs();
const nowMs = (): number => performance.now() + offsetMs;
const isWanted = (): boolean => Atomics.load(state, 0) === 0;
const post = (message: FromTicker): void => io.postMessage(message);

/** True at `atMs`, false as soon as nobody wants ticks any more. */
function waitUntil(atMs: number, spinMs: number): boolean {
  for (;;) {
    if (!isWanted()) return false;
    const leftMs = atMs - nowMs();
    if (leftMs <= 0) return true;
    if (leftMs > spinMs) Atomics.wait(state, 0, 0, leftMs - spinMs);
  }
}

/** Median lateness of some short waits: what a sleep is worth on this system. */
function waitLatenessMs(): number {
  const lateness = Array.from({ length: 7 }, () => {
    const dueMs = nowMs() + 1;
    Atomics.wait(state, 0, 0, 1);
    return nowMs() - dueMs;
  });
  return lateness.toSorted((a, b) => a - b)[3] ?? 0;
}

function tick({ startSystemMs, tickMs, tickCount, spinMs }: TickOrder): void {
  for (let next = 0; next < tickCount; ) {
    if (!waitUntil(startSystemMs + next * tickMs, spinMs)) return;
    // After a stall the newest tick stands for all before it; the receiver skips what is too old.
    const due = Math.min(tickCount - 1, Math.max(next, Math.floor((nowMs() - startSystemMs) / tickMs)));
    post(due);
    next = due + 1;
  }
}

io.once('message', (order: TickOrder) => {
  tick(order);
  io.close();
});
post({ waitLatenessMs: waitLatenessMs() });
