// Reads the relay's notes: what was lost, doubled and overtaken each way, as a perfect observer would count it.

/** One packet that could meet a fault, in the order in which the wire got them. */
export interface WirePacket {
  /** From `numberOffset`, or RTP's sequence number; null when it has neither. */
  readonly number: number | null;
  /** RTP header fields; null when it is no RTP. RFC 3550 5.1. */
  readonly sequenceNumber: number | null;
  readonly rtpTimestamp: number | null;
  readonly ssrc: number | null;
  /** Since the wire was set. */
  readonly arrivedMs: number;
  /** When each copy left, on the same clock: none when it was lost, two when it was doubled. */
  readonly leftMs: readonly number[];
}

/** A packet that left after one that had come later. RFC 4737 3. */
export interface Overtaken {
  readonly number: number | null;
  /** Its place among the packets that left (first copies), from 0. */
  readonly position: number;
}

export interface DirectionTruth {
  readonly seen: number;
  readonly lost: number;
  readonly duplicated: number;
  /** In the order in which they left; streams (SSRC) are looked at one by one. */
  readonly reordered: readonly Overtaken[];
  readonly packets: readonly WirePacket[];
}

export interface WireTruth {
  readonly up: DirectionTruth;
  readonly down: DirectionTruth;
  /** How much later than planned a frame left at worst: what the relay itself adds. */
  readonly worstLateMs: number;
}

/** What wire-relay.py answers. */
export interface RelayReport {
  readonly packets: readonly (WirePacket & { readonly direction: 'up' | 'down' })[];
  /** Frames it could not take or send: then its notes are not the truth. */
  readonly missed: number;
  readonly worstLateMs: number;
}

function findOvertaken(packets: readonly WirePacket[]): Overtaken[] {
  const departures = packets
    .map((packet, arrival) => ({ packet, arrival, at: packet.leftMs[0] ?? null }))
    .filter((departure): departure is typeof departure & { at: number } => departure.at !== null)
    .toSorted((a, b) => a.at - b.at);
  const overtaken: Overtaken[] = [];
  let latestArrival = -1;
  for (const [position, { packet, arrival }] of departures.entries()) {
    if (arrival < latestArrival) overtaken.push({ number: packet.number, position });
    latestArrival = Math.max(latestArrival, arrival);
  }
  return overtaken;
}

function directionTruth(packets: readonly WirePacket[]): DirectionTruth {
  const streams = [...new Set(packets.map((packet) => packet.ssrc))];
  return {
    seen: packets.length,
    lost: packets.filter((packet) => packet.leftMs.length === 0).length,
    duplicated: packets.filter((packet) => packet.leftMs.length > 1).length,
    reordered: streams.flatMap((ssrc) => findOvertaken(packets.filter((packet) => packet.ssrc === ssrc))),
    packets,
  };
}

/** The truth in a report; throws when the relay missed frames, since every count would be a guess. */
export function readTruth({ packets, missed, worstLateMs }: RelayReport): WireTruth {
  if (missed > 0) throw new Error(`the wire's relay missed ${missed} frames`);
  const of = (direction: 'up' | 'down') =>
    directionTruth(packets.filter((packet) => packet.direction === direction));
  return { up: of('up'), down: of('down'), worstLateMs };
}

/** The packets (their numbers) in the order in which their copies left: what a receiver gets. */
export function departureOrder({ packets }: DirectionTruth): (number | null)[] {
  return packets
    .flatMap(({ number, leftMs }) => leftMs.map((at) => ({ number, at })))
    .toSorted((a, b) => a.at - b.at)
    .map(({ number }) => number);
}
