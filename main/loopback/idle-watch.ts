// Ends a host that nobody uses: a window that was closed must not leave a program behind.

export type IdleTimes = {
  /** Until the first window has come, ms. */
  readonly firstMs: number;
  /** After the last window has gone, ms. */
  readonly laterMs: number;
};

export const usualIdleTimes: IdleTimes = { firstMs: 600_000, laterMs: 60_000 };

export type IdleWatch = {
  /** How many windows are connected now. */
  windows(count: number): void;
  /** A window did something. */
  touch(): void;
  stop(): void;
};

/** Calls `onIdle` once, when no window was there for long enough. */
export function createIdleWatch({ firstMs, laterMs }: IdleTimes, onIdle: () => void): IdleWatch {
  let connected = 0;
  let timer: NodeJS.Timeout | null = setTimeout(onIdle, firstMs);
  let isStopped = false;
  const restart = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = isStopped || connected > 0 ? null : setTimeout(onIdle, laterMs);
  };
  return {
    windows: (count) => {
      connected = count;
      restart();
    },
    touch: restart,
    stop: () => {
      isStopped = true;
      restart();
    },
  };
}
