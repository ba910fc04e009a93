// How losses cluster. RFC 3611 4.7.2: a burst starts and ends with a lost or discarded packet and holds no Gmin received
// ones in a row; a single such packet belongs to the gap (A.2). The stream is taken to be surrounded by received packets.
import { burstGapPackets, leastLossesForBurstRatio } from './limits.ts';

export type Bursts = {
  readonly bursts: number;
  /** Share of packets within bursts that are missing, 0..1; null without a burst. */
  readonly burstDensity: number | null;
  /** Mean length of a burst, ms; null without one. */
  readonly burstDurationMs: number | null;
  /** Share of packets outside bursts that are missing, 0..1; null when nothing is outside. */
  readonly gapDensity: number | null;
  /** Most missing packets in a row. */
  readonly longestRun: number;
  /** Runs of missing packets, one packet long or more. */
  readonly runs: number;
  /** Missing packets, the base of the run figures. */
  readonly missing: number;
};

/** Bursts in a list of packets in order of sending, where 0 is a packet that was played. */
export function burstsOf(played: Uint8Array, intervalMs: number): Bursts {
  const gone = missingPackets(played);
  const { runs, longestRun } = countRuns(gone);
  let bursts = 0;
  let inBursts = 0;
  let missingInBursts = 0;
  let start = 0;
  gone.forEach((packet, i) => {
    const next = gone[i + 1];
    // Between two missing packets lie next - packet - 1 received ones.
    if (next !== undefined && next - packet - 1 < burstGapPackets) return;
    const count = i - start + 1;
    if (count > 1) {
      bursts++;
      missingInBursts += count;
      inBursts += packet - (gone[start] ?? 0) + 1;
    }
    start = i + 1;
  });
  const inGaps = played.length - inBursts;
  return {
    bursts,
    burstDensity: bursts === 0 ? null : missingInBursts / inBursts,
    burstDurationMs: bursts === 0 ? null : (inBursts / bursts) * intervalMs,
    gapDensity: inGaps === 0 ? null : (gone.length - missingInBursts) / inGaps,
    longestRun,
    runs,
    missing: gone.length,
  };
}

/**
 * BurstR, at least 1: mean length of runs of missing packets against what random loss of the same ratio would give.
 * G.107 7.5; 1 below five missing packets, which say nothing about their pattern.
 */
export function burstRatioOf({ runs, missing }: Bursts, packets: number): number {
  if (missing < leastLossesForBurstRatio) return 1;
  return Math.max(1, (missing / runs) * (1 - missing / packets));
}

function missingPackets(played: Uint8Array): readonly number[] {
  const missing: number[] = [];
  played.forEach((fate, packet) => {
    if (fate !== 0) missing.push(packet);
  });
  return missing;
}

function countRuns(missing: readonly number[]): { readonly runs: number; readonly longestRun: number } {
  let runs = 0;
  let run = 0;
  let longestRun = 0;
  missing.forEach((packet, i) => {
    const continues = i > 0 && missing[i - 1] === packet - 1;
    if (!continues) runs++;
    run = continues ? run + 1 : 1;
    longestRun = Math.max(longestRun, run);
  });
  return { runs, longestRun };
}
