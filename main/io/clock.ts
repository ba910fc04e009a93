// The machine's own time. Everything else takes a Clock, so that tests own the time.
import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Clock } from '../../shared/base/clock.ts';
import { ms } from '../../shared/base/units.ts';

/** Time of this machine in ms; the monotonic part stands still on Linux while the machine sleeps, uptime does not. */
export const systemClock: Clock = {
  monotonicMs: () => ms(performance.now()),
  wallMs: () => Date.now(),
  uptimeMs: () => uptime() * 1000,
};
