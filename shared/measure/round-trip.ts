// Round trip times. They include what this computer adds, 0.1 to 0.2 ms, which is not subtracted.
import { percentile, sorted } from './percentile.ts';

export type RoundTrip = {
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly samples: number;
};

/** Summary over round trips, ms; null without one. */
export function roundTripOf(transitsMs: Float64Array): RoundTrip | null {
  const ascending = sorted(transitsMs);
  const min = ascending[0];
  const max = ascending.at(-1);
  const p50 = percentile(ascending, 50);
  const p95 = percentile(ascending, 95);
  const p99 = percentile(ascending, 99);
  if (min === undefined || max === undefined || p50 === null || p95 === null || p99 === null) return null;
  return { min, p50, p95, p99, max, samples: ascending.length };
}
