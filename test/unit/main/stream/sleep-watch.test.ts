import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSleepWatch, watchForSleep } from '../../../../main/engine/stream/sleep-watch.ts';
import { createFakeClock } from '../../../fakes/network/fake-clock.ts';

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

it('tells a stall from being away', () => {
  const watch = createSleepWatch(20);
  const seen = [0, 4900, 10_000].map((atMs) => [watch.sawGap(atMs), watch.wasAway()]);
  expect(seen).toEqual([
    [false, false],
    [true, false],
    [true, true],
  ]);
  expect(watch.sawGap(10_020)).toBe(false);
  expect(watch.wasAway()).toBe(true);
});

it('was away while the clock stood still', () => {
  let uptimeMs = 0;
  const watch = createSleepWatch(20, () => uptimeMs);
  watch.sawClockStop(0);
  expect(watch.wasAway()).toBe(false);
  uptimeMs += 60_000;
  watch.sawClockStop(100);
  expect(watch.wasAway()).toBe(true);
});

function watching() {
  const clock = createFakeClock();
  const onAway = vi.fn();
  const stop = watchForSleep(clock, onAway);
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second++) {
      clock.pass(1000);
      vi.advanceTimersByTime(1000);
    }
  };
  return { clock, onAway, stop, pass };
}

describe('a watch of its own', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is silent while time passes, and while the wall clock is set', () => {
    const { clock, onAway, pass } = watching();
    pass(30);
    clock.jumpWall(3_600_000);
    pass(30);
    expect(onAway).not.toHaveBeenCalled();
  });

  it('speaks once after a jump of the monotonic clock', () => {
    const { clock, onAway, pass } = watching();
    pass(3);
    clock.pass(60_000);
    pass(5);
    expect(onAway).toHaveBeenCalledTimes(1);
  });

  it('speaks once after the machine counted on while the clock stood still', () => {
    const clock = createFakeClock();
    let sleptMs = 0;
    const onAway = vi.fn();
    watchForSleep({ ...clock, uptimeMs: () => clock.uptimeMs() + sleptMs }, onAway);
    vi.advanceTimersByTime(1000);
    sleptMs = 60_000;
    vi.advanceTimersByTime(3000);
    expect(onAway).toHaveBeenCalledTimes(1);
  });

  it('is over when it is told', () => {
    const { clock, onAway, stop, pass } = watching();
    stop();
    clock.pass(60_000);
    pass(3);
    expect(onAway).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
