// Time that stands still until a test moves it.
import type { Clock } from '../../../shared/base/clock.ts';
import { ms } from '../../../shared/base/units.ts';

export type FakeClock = Clock & {
  /** Lets time pass on every clock alike. */
  pass(forMs: number): void;
  /** Somebody, or a time server, sets the wall clock. */
  jumpWall(byMs: number): void;
  /** The machine is off for `offForMs` and starts again; only the wall clock went on. */
  restartMachine(offForMs: number): void;
};

/** A clock with a past: the wall says 2027, the machine started an hour ago. */
export function createFakeClock(): FakeClock {
  let monotonic = 1000;
  let wall = 1_800_000_000_000;
  let uptime = 3_600_000;
  return {
    monotonicMs: () => ms(monotonic),
    wallMs: () => wall,
    uptimeMs: () => uptime,
    pass: (forMs) => {
      monotonic += forMs;
      wall += forMs;
      uptime += forMs;
    },
    jumpWall: (byMs) => {
      wall += byMs;
    },
    restartMachine: (offForMs) => {
      wall += offForMs;
      uptime = 0;
    },
  };
}

/** A clock that follows the fake timers of the test runner; only for tests that have switched them on. */
export function createTimerClock(): Clock {
  const startMs = Date.now();
  return {
    monotonicMs: () => ms(Date.now() - startMs),
    wallMs: () => Date.now(),
    uptimeMs: () => 3_600_000 + Date.now() - startMs,
  };
}
