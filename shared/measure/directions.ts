// Which way the packets went missing, as far as the far end's RTCP says. An echo stream alone cannot tell: a hole in
// the numbers looks the same for both ways.
import type { PacketFates } from './packet-fates.ts';
import type { ReceiverFact, StreamTrace } from './trace.ts';

export type Directions = {
  /** Lost on the way there, of `upstreamBase` packets sent. */
  readonly lostUpstream: number;
  readonly upstreamBase: number;
  /** Lost on the way back, of `downstreamBase` packets the far end sent; null when it did not say how many. */
  readonly lostDownstream: number | null;
  readonly downstreamBase: number | null;
  /** Lost after that report, or not explained by it. */
  readonly lostUnknown: number;
  /** Interarrival jitter that the far end saw, ms: the way there alone. Null when it makes no sense. */
  readonly upstreamJitterMs: number | null;
};

/** ours: a report of more is damaged or forged, ms. */
const mostJitterMs = 60_000;

/**
 * Splits `lost` by the last report about our packets. It speaks about numbers up to the highest one the far end had
 * seen: lost there is its cumulative count (RFC 3550 6.4.1), lost on the way back is what it sent less the echoes of
 * those numbers, whenever they came. Null without a report, or when the counts contradict what came back.
 */
export function splitLoss(trace: StreamTrace, fates: PacketFates, lost: number): Directions | null {
  const last = trace.rtcp.findLast((fact) => isUsable(trace, fact));
  if (last === undefined) return null;
  const upstreamBase = fates.slotOf.filter((slot) => slot <= last.highestNumber).length;
  const echoed = countEchoes(trace, last.highestNumber);
  // Copies made on the way there lower the count, below 0 at worst.
  const lostUpstream = Math.max(0, last.cumulativeLost);
  if (upstreamBase === 0 || lostUpstream > upstreamBase) return null;
  const lostDownstream = downstreamLoss(last, echoed, upstreamBase);
  return {
    lostUpstream,
    upstreamBase,
    lostDownstream,
    downstreamBase: lostDownstream === null ? null : last.senderPacketCount,
    lostUnknown: Math.max(0, lost - lostUpstream - (lostDownstream ?? 0)),
    upstreamJitterMs: last.jitterMs >= 0 && last.jitterMs <= mostJitterMs ? last.jitterMs : null,
  };
}

const isUsable = (trace: StreamTrace, fact: ReceiverFact): boolean =>
  Number.isInteger(fact.cumulativeLost) &&
  Number.isInteger(fact.highestNumber) &&
  fact.highestNumber >= 0 &&
  fact.highestNumber < trace.slotCount;

/** Echoes of the numbers up to `highest`, copies included: the far end counted each one it sent. */
function countEchoes(trace: StreamTrace, highest: number): number {
  let count = 0;
  for (let i = 0; i < Math.min(trace.arrivalCount, trace.arrivalNumber.length); i++) {
    const slot = trace.arrivalNumber[i] ?? highest + 1;
    if (slot <= highest && trace.wasSent[slot] === 1) count++;
  }
  return count;
}

/** Null when the far end gave no count, or one that holds more than echoes of ours (an announcement, ringing). */
function downstreamLoss(fact: ReceiverFact, echoed: number, upstreamBase: number): number | null {
  const count = fact.senderPacketCount;
  if (count === null || !Number.isInteger(count) || count <= 0) return null;
  const missing = Math.max(0, count - echoed);
  return missing > Math.max(0, upstreamBase - echoed) ? null : missing;
}
