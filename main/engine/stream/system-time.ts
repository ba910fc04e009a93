// One time line for several threads: each thread's performance.now() starts at another moment, but all of them and
// process.hrtime() count on the system's one monotonic clock.
import { performance } from 'node:perf_hooks';

/** What to add to this thread's performance.now() to get the system's monotonic time, ms; exact to a microsecond. */
export function systemOffsetMs(): number {
  let best = { widthMs: Number.POSITIVE_INFINITY, offsetMs: 0 };
  // The narrowest of a few tries is one in which the thread was not interrupted.
  for (let tries = 0; tries < 10; tries++) {
    const before = performance.now();
    const [seconds, nanoseconds] = process.hrtime();
    const widthMs = performance.now() - before;
    if (widthMs < best.widthMs)
      best = { widthMs, offsetMs: seconds * 1000 + nanoseconds / 1e6 - before - widthMs / 2 };
  }
  return best.offsetMs;
}
