// Inter-packet delay variation: how much longer a packet took than the one sent just before it. RFC 3393; RFC 5481 4.1.
import { isWarmUp, type PacketFates } from './packet-fates.ts';
import { mean, percentile, sorted } from './percentile.ts';

export type Ipdv = {
  /** Mean and percentiles of the magnitude, ms. */
  readonly meanAbs: number;
  readonly p95: number;
  readonly p99: number;
  /** Pairs of packets sent one after the other that both came back. */
  readonly samples: number;
};

/** Signed differences in order of sending, ms, without the warm-up; a pair with a lost packet gives none. */
export function delayChanges(fates: PacketFates): Float64Array {
  const changes = new Float64Array(fates.sent);
  let count = 0;
  for (let packet = 1; packet < fates.sent; packet++) {
    if (isWarmUp(packet - 1) || fates.hasArrived[packet - 1] !== 1 || fates.hasArrived[packet] !== 1)
      continue;
    changes[count++] = (fates.transitMs[packet] ?? 0) - (fates.transitMs[packet - 1] ?? 0);
  }
  return changes.subarray(0, count);
}

/** Summary of signed differences; null without one. */
export function ipdvOf(changesMs: Float64Array): Ipdv | null {
  const magnitudes = sorted(changesMs.map(Math.abs));
  const meanAbs = mean(magnitudes);
  const p95 = percentile(magnitudes, 95);
  const p99 = percentile(magnitudes, 99);
  if (meanAbs === null || p95 === null || p99 === null) return null;
  return { meanAbs, p95, p99, samples: magnitudes.length };
}
