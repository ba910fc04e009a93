// What a phone could play: a packet that comes later than its buffer allows is as good as lost.
import { type Interval, wilsonInterval } from './loss.ts';
import { afterWarmUp, type PacketFates, transitsOf } from './packet-fates.ts';
import { extraDelays } from './pdv.ts';

/** 0: played, 1: lost, 2: came too late. */
type Fate = 0 | 1 | 2;

/**
 * What a phone with this buffer does with each packet sent after the first echo's, in order of sending. Late: more
 * than the buffer above the fastest packet, warm-up left out.
 */
export function playFates(fates: PacketFates, bufferMs: number): Uint8Array {
  const all = fates.hasArrived.map((arrived): Fate => (arrived === 1 ? 0 : 1));
  const packets = afterWarmUp(fates);
  const extraMs = extraDelays(transitsOf(fates, packets));
  packets.forEach((packet, i) => {
    if ((extraMs[i] ?? 0) > bufferMs) all[packet] = 2;
  });
  return fates.firstEcho === null
    ? new Uint8Array(0)
    : all.subarray(fates.firstEcho + 1, Math.max(fates.firstEcho + 1, fates.decided));
}

export type Playout = {
  readonly bufferMs: number;
  readonly late: number;
  /** Lost and late together, 0..1, of the packets sent after the first echo's; null without one. */
  readonly effectiveLossRatio: number | null;
  readonly interval: Interval | null;
};

/** Summary of playFates. */
export function playoutOf(played: Uint8Array, bufferMs: number): Playout {
  let late = 0;
  let gone = 0;
  for (const fate of played) {
    if (fate === 2) late++;
    if (fate !== 0) gone++;
  }
  return {
    bufferMs,
    late,
    effectiveLossRatio: played.length === 0 ? null : gone / played.length,
    interval: wilsonInterval(gone, played.length),
  };
}
