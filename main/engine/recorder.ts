// Numbers the facts of a run and notes when they happened.
import type { Clock } from '../../shared/base/clock.ts';
import { type Fact, maxObservations, type Observation } from '../../shared/observation/observation.ts';

export type Recorder = {
  readonly record: (fact: Fact) => void;
  /** What was recorded so far; what comes later is not added to it. */
  observations(): readonly Observation[];
};

/** A recorder whose times count from now; facts beyond what a report can hold are dropped, newest first. */
export function createRecorder(clock: Clock): Recorder {
  const startMs = clock.monotonicMs();
  const observations: Observation[] = [];
  return {
    record(fact) {
      if (observations.length >= maxObservations) return;
      const atMs = Math.round((clock.monotonicMs() - startMs) * 1000) / 1000;
      observations.push({ id: observations.length + 1, atMs, ...fact });
    },
    observations: () => [...observations],
  };
}
