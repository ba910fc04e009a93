import { expect, it } from 'vitest';
import { createSleepWatch } from '../../../../main/engine/stream/sleep-watch.ts';

it('takes ticks that are more than a second late for sleep', () => {
  const watch = createSleepWatch(20);
  expect([5000, 5020, 6030, 7060].map((atMs) => watch.sawGap(atMs))).toEqual([false, false, false, true]);
});

it('allows for ticks that are a second apart by plan', () => {
  const watch = createSleepWatch(1000);
  expect([0, 1000, 2999, 5001].map((atMs) => watch.sawGap(atMs))).toEqual([false, false, false, true]);
});

it('notices once that the machine counts more time than the clock did', () => {
  let uptimeMs = 100_000;
  const watch = createSleepWatch(20, () => uptimeMs);
  const seen = [0, 1000, 2000, 3000].map((nowMs) => {
    uptimeMs += nowMs === 2000 ? 60_000 : 1000;
    return watch.sawClockStop(nowMs);
  });
  expect(seen).toEqual([false, false, true, false]);
});

it('does not take a second of rounding for sleep', () => {
  let uptimeMs = 100_000;
  const watch = createSleepWatch(20, () => uptimeMs);
  watch.sawClockStop(0);
  uptimeMs += 2000;
  expect(watch.sawClockStop(10)).toBe(false);
});
