// What a stream leaves behind: stamps and counts, no judgement.
import type { PacketColumns } from '../../../shared/measure/trace.ts';

/** What one RTCP report from the far end said; null where the report had no such part. RFC 3550 6.4. */
export type RtcpReading = {
  /** When it came, ms since the grid's start. */
  readonly atMs: number;
  /** Share of our packets lost since its last report, in 1/256. */
  readonly fractionLost: number | null;
  /** Our packets lost on the way out since the start; below zero where duplicates outnumber losses. */
  readonly cumulativeLost: number | null;
  readonly highestSequence: number | null;
  /** Jitter of our packets on the way out, in 1/8000 s. */
  readonly jitterUnits: number | null;
  /** What it says it had sent by then; null in a receiver report. */
  readonly senderPacketCount: number | null;
  readonly senderOctetCount: number | null;
};

/** Datagrams that are no plain echo from where we send to. */
export type ForeignCounts = {
  /** From another address or port; echoes of ours among them count as arrivals all the same. */
  readonly otherSource: number;
  /** RTP from the right place with another SSRC than the first one from there. */
  readonly otherSsrc: number;
  /** From the right place, but not a packet of this run. */
  readonly notOurs: number;
};

/** One stream, or one stretch of a long one, as its threads hand it over; times are ms since the grid's start. */
export type StreamPiece = PacketColumns & {
  readonly rtcp: readonly RtcpReading[];
  readonly foreign: ForeignCounts;
  /** Datagrams that came before we had sent any: only a hole that something else made lets them in. */
  readonly earlyBeforeFirstSend: number;
  /** The computer slept or stood still for more than a second: times mean nothing. */
  readonly hasSlept: boolean;
};
