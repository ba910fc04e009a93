import type { Ms } from './units.ts';

/** Source of time; the only way the product learns what time it is. */
export interface Clock {
  /** Monotonic time since an arbitrary start, ms; never goes back when the user sets the clock. */
  monotonicMs(): Ms;
  /** Wall time, ms since 1970 UTC; may jump. */
  wallMs(): number;
  /** Time since this machine started, ms; survives a restart of the program but not of the machine. */
  uptimeMs(): number;
}
