// Every timer of the demo, so that close() can end them all at once.

/** Delayed work that ends with the demo. */
export interface Timers {
  after(delayMs: number, run: () => void): void;
  /** Resolves after the delay, or at once when the demo closes. */
  sleep(delayMs: number): Promise<void>;
  close(): void;
}

/** Timers without anything pending. */
export function createTimers(): Timers {
  const pending = new Map<NodeJS.Timeout, (() => void) | null>();
  let isClosed = false;
  const start = (delayMs: number, run: () => void, atClose: (() => void) | null): void => {
    if (isClosed) {
      atClose?.();
      return;
    }
    const timer = setTimeout(() => {
      pending.delete(timer);
      run();
    }, delayMs);
    pending.set(timer, atClose);
  };
  return {
    after: (delayMs, run) => start(delayMs, run, null),
    sleep: (delayMs) => new Promise((resolve) => start(delayMs, resolve, resolve)),
    close() {
      isClosed = true;
      for (const [timer, atClose] of pending) {
        clearTimeout(timer);
        atClose?.();
      }
      pending.clear();
    },
  };
}
