// What one stream recorded, and nothing that follows from it. Every statistic is a pure function of a trace, so a
// stored trace can be measured again. All instants are on one monotonic clock of the computer that measures.

/** What the far end said about the stream in an RTCP report that holds a block about our source. RFC 3550 6.4. */
export type ReceiverFact = {
  readonly arrivedAtMs: number;
  /** Cumulative number of packets lost on the way there; below 0 when copies came in. RFC 3550 6.4.1. */
  readonly cumulativeLost: number;
  /** Slot of the packet that the block's extended highest sequence number stands for. */
  readonly highestNumber: number;
  /** Packets the far end sent so far; null in a receiver report, which has no such count. */
  readonly senderPacketCount: number | null;
  /** The far end's interarrival jitter, ms; its packets' way there only. */
  readonly jitterMs: number;
};

/** The packets of one stream, or of one stretch of it, by slot and by arrival. */
export type PacketColumns = {
  /** Planned time from slot to slot, ms, > 0. */
  readonly intervalMs: number;
  /** Planned slots; slot k is due at k intervals after the start, and its packet carries the number k. */
  readonly slotCount: number;
  /** 1 where the slot's packet left. */
  readonly wasSent: Uint8Array;
  /** The moment before it left; only meaningful where `wasSent` is 1. */
  readonly sentAtMs: Float64Array;
  /** Echoes in the order they came, copies included: the number inside, and when. Only the first `arrivalCount` entries count. */
  readonly arrivalNumber: Uint32Array;
  readonly arrivalAtMs: Float64Array;
  readonly arrivalCount: number;
  /** Slots given up because the computer was late for them; nothing was sent, so nothing was lost. */
  readonly skippedSlots: number;
};

/** A whole stream, with what its end and the far end add. */
export type StreamTrace = PacketColumns & {
  readonly rtcp: readonly ReceiverFact[];
  /** Why it stopped: all slots done, somebody cancelled, echoes stayed away, or the computer slept. */
  readonly endedBy: 'plan' | 'cancel' | 'silence' | 'sleep';
  /** When the last echo could have been recorded. */
  readonly closedAtMs: number;
};

/** A trace with room for every slot and, by default, twice as many echoes; nothing sent yet. */
export function emptyTrace(slotCount: number, intervalMs: number, arrivalRoom = 2 * slotCount): StreamTrace {
  return {
    intervalMs,
    slotCount,
    wasSent: new Uint8Array(slotCount),
    sentAtMs: new Float64Array(slotCount),
    arrivalNumber: new Uint32Array(arrivalRoom),
    arrivalAtMs: new Float64Array(arrivalRoom),
    arrivalCount: 0,
    skippedSlots: 0,
    rtcp: [],
    endedBy: 'plan',
    closedAtMs: 0,
  };
}
