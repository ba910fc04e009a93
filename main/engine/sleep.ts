/** Waits `forMs`; false at once when the signal is or becomes aborted. */
export const sleep = (forMs: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const onAbort = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve(true);
    }, forMs);
    signal.addEventListener('abort', onAbort, { once: true });
  });
