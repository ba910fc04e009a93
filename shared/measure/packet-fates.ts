// From a trace to what became of each packet: the one pass that all statistics share. Packets are counted by the
// order in which they were sent; a skipped slot is not a packet.
import { waitForLast, warmUpPackets } from './limits.ts';
import type { StreamTrace } from './trace.ts';

export type PacketFates = {
  /** Packets that left. */
  readonly sent: number;
  /** Of those, how many may be counted for loss: all, but the last ones of a cancelled run were still on their way. */
  readonly decided: number;
  /** 1 where the packet's echo came in time. */
  readonly hasArrived: Uint8Array;
  /** Round trip of the first echo, ms; only meaningful where `hasArrived` is 1. */
  readonly transitMs: Float64Array;
  /** Packets in the order of their first echo. */
  readonly arrivalOrder: Uint32Array;
  /** Slot of each packet. */
  readonly slotOf: Uint32Array;
  /** Further echoes of packets that had come already. */
  readonly duplicates: number;
  /** First echoes that came after the wait: their packets are lost. */
  readonly overdueArrivals: number;
  /** Echoes of packets that never left, or that came before they left: not ours. */
  readonly foreignArrivals: number;
  /** The packet whose echo proves that the way was open: the lowest number that came back; null when none did. */
  readonly firstEcho: number | null;
  /** How long after the last send an echo may come, ms. */
  readonly waitMs: number;
};

/** The wait after the last send, ms, for the longest round trip seen (null: none). */
export const waitAfterLastMs = (longestRoundTripMs: number | null): number =>
  longestRoundTripMs === null
    ? waitForLast.mostMs
    : Math.max(
        waitForLast.leastMs,
        Math.min(waitForLast.timesRoundTrip * longestRoundTripMs, waitForLast.mostMs),
      );

/** Whether packets of this rank belong to the warm-up, which counts for loss but not for variation. */
export const isWarmUp = (packet: number): boolean => packet < warmUpPackets;

/** Follows every packet of the trace; entries that make no sense are counted as foreign, never trusted. */
export function followPackets(trace: StreamTrace): PacketFates {
  const { packetOf, slotOf } = numberPackets(trace);
  const sent = slotOf.length;
  const hasArrived = new Uint8Array(sent);
  const transitMs = new Float64Array(sent);
  const arrivalOrder = new Uint32Array(sent);
  const lastSentAtMs = trace.sentAtMs[slotOf[sent - 1] ?? 0] ?? 0;
  let unique = 0;
  let duplicates = 0;
  let overdueArrivals = 0;
  let foreignArrivals = 0;
  let longestMs: number | null = null;
  for (let i = 0; i < Math.min(trace.arrivalCount, trace.arrivalNumber.length); i++) {
    const slot = trace.arrivalNumber[i] ?? trace.slotCount;
    const packet = packetOf[slot] ?? -1;
    const atMs = trace.arrivalAtMs[i] ?? Number.NaN;
    const tookMs = atMs - (trace.sentAtMs[slot] ?? Number.NaN);
    if (packet < 0 || !(tookMs >= 0)) foreignArrivals++;
    else if (hasArrived[packet] === 1) duplicates++;
    else if (atMs > lastSentAtMs + waitAfterLastMs(longestMs)) overdueArrivals++;
    else {
      hasArrived[packet] = 1;
      transitMs[packet] = tookMs;
      arrivalOrder[unique++] = packet;
      longestMs = Math.max(longestMs ?? 0, tookMs);
    }
  }
  const waitMs = waitAfterLastMs(longestMs);
  const firstEcho = hasArrived.indexOf(1);
  return {
    sent,
    decided: countDecided(trace, slotOf, waitMs),
    hasArrived,
    transitMs,
    arrivalOrder: arrivalOrder.subarray(0, unique),
    slotOf,
    duplicates,
    overdueArrivals,
    foreignArrivals,
    firstEcho: firstEcho < 0 ? null : firstEcho,
    waitMs,
  };
}

type Numbering = { readonly packetOf: Int32Array; readonly slotOf: Uint32Array };

/** Slot to packet (-1: nothing left in this slot) and packet to slot. */
function numberPackets(trace: StreamTrace): Numbering {
  const slots = Math.min(trace.slotCount, trace.wasSent.length, trace.sentAtMs.length);
  const packetOf = new Int32Array(slots).fill(-1);
  const slotOf = new Uint32Array(slots);
  let sent = 0;
  for (let slot = 0; slot < slots; slot++) {
    if (trace.wasSent[slot] !== 1 || !Number.isFinite(trace.sentAtMs[slot])) continue;
    packetOf[slot] = sent;
    slotOf[sent++] = slot;
  }
  return { packetOf, slotOf: slotOf.subarray(0, sent) };
}

function countDecided(trace: StreamTrace, slotOf: Uint32Array, waitMs: number): number {
  if (trace.endedBy !== 'cancel') return slotOf.length;
  const latestMs = trace.closedAtMs - waitMs;
  const undecided = slotOf.findIndex((slot) => (trace.sentAtMs[slot] ?? 0) > latestMs);
  return undecided < 0 ? slotOf.length : undecided;
}

/** Round trips of the packets that came back, in the order of `packets`, ms. */
export const transitsOf = (fates: PacketFates, packets: Uint32Array): Float64Array =>
  Float64Array.from(packets, (packet) => fates.transitMs[packet] ?? 0);

/** First echoes in the order they came, without those of the warm-up. */
export const afterWarmUp = (fates: PacketFates): Uint32Array =>
  fates.arrivalOrder.filter((packet) => !isWarmUp(packet));
