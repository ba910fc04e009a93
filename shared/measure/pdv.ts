// Packet delay variation: how much longer a packet took than the fastest. RFC 5481 4.2. Its p99 is the buffer that a
// phone would need, which makes it the figure to explain.
import { percentile, sorted } from './percentile.ts';

export type Pdv = {
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly samples: number;
};

/** Extra delay of each packet over the fastest, ms, in the order given. */
export function extraDelays(transitsMs: Float64Array): Float64Array {
  let fastestMs = Number.POSITIVE_INFINITY;
  for (const transitMs of transitsMs) fastestMs = Math.min(fastestMs, transitMs);
  return transitsMs.map((transitMs) => transitMs - fastestMs);
}

/** Summary over transits, ms; null without one. */
export function pdvOf(transitsMs: Float64Array): Pdv | null {
  const ascending = sorted(extraDelays(transitsMs));
  const p95 = percentile(ascending, 95);
  const p99 = percentile(ascending, 99);
  const max = ascending.at(-1);
  if (p95 === null || p99 === null || max === undefined) return null;
  return { p95, p99, max, samples: ascending.length };
}
