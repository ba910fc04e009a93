// Notices that the computer slept or stood still: ticks that are far apart, or more time since the machine started
// than the monotonic clock saw (on Linux that one stands still in sleep).
import { uptime } from 'node:os';
import type { Clock } from '../../../shared/base/clock.ts';
import { echoSilenceMs } from './bounds.ts';

/** Longer than any stall of a working computer; from the measurements behind this engine (largest seen: 53 ms). */
const longestGapMs = 1000;
/** System uptime is told in whole seconds on some systems. */
const uptimeGrainMs = 2000;

export type SleepWatch = {
  /** A tick came; true when it came too long after the one before. */
  sawGap(nowMs: number): boolean;
  /** True when the machine counts more time than the clock did, once for each sleep. Reads a file: not for every tick. */
  sawClockStop(nowMs: number): boolean;
  /** Away for longer than an echo is waited for: silence now would be this computer's own. */
  wasAway(): boolean;
};

/** A watch over ticks that are `tickMs` apart. */
export function createSleepWatch(tickMs: number, uptimeMs: () => number = () => uptime() * 1000): SleepWatch {
  let lastTickMs: number | null = null;
  let aheadMs: number | null = null;
  let isAway = false;
  return {
    sawGap(nowMs) {
      const gapMs = lastTickMs === null ? 0 : nowMs - lastTickMs;
      lastTickMs = nowMs;
      isAway ||= gapMs > echoSilenceMs + tickMs;
      return gapMs > longestGapMs + tickMs;
    },
    sawClockStop(nowMs) {
      const now = uptimeMs() - nowMs;
      aheadMs ??= now;
      if (now - aheadMs <= uptimeGrainMs) return false;
      aheadMs = now;
      isAway = true;
      return true;
    },
    wasAway: () => isAway,
  };
}

/** Between two looks of a watch that has no ticks of its own, ms. */
const lookMs = 1000;

/** Calls `onAway` once when the computer comes back from sleep; the returned function ends the watch. */
export function watchForSleep(clock: Clock, onAway: () => void): () => void {
  const watch = createSleepWatch(lookMs, () => clock.uptimeMs());
  const look = (): void => {
    const nowMs = clock.monotonicMs();
    watch.sawGap(nowMs);
    watch.sawClockStop(nowMs);
    if (!watch.wasAway()) return;
    clearInterval(looking);
    onAway();
  };
  const looking = setInterval(look, lookMs);
  look();
  return () => clearInterval(looking);
}
