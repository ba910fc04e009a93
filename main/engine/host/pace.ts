// Lets a stream of values through at most so often, and always the last one.
import type { Clock } from '../../../shared/base/clock.ts';

export type Paced<T> = {
  push(value: T): void;
  /** Passes on what still waits, at once. */
  flush(): void;
};

/** Passes values to `emit` with at least `gapMs` between two; of those in between only the newest comes through. */
export function createPacer<T>(gapMs: number, clock: Clock, emit: (value: T) => void): Paced<T> {
  let lastMs = Number.NEGATIVE_INFINITY;
  let waiting: { readonly value: T } | null = null;
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    timer = null;
    if (waiting === null) return;
    const { value } = waiting;
    waiting = null;
    lastMs = clock.monotonicMs();
    emit(value);
  };
  return {
    push(value) {
      waiting = { value };
      if (timer !== null) return;
      const restMs = lastMs + gapMs - clock.monotonicMs();
      if (restMs <= 0) flush();
      else timer = setTimeout(flush, Math.ceil(restMs));
    },
    flush() {
      if (timer !== null) clearTimeout(timer);
      flush();
    },
  };
}
