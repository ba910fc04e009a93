// How much a test sound sends, for the words beside a choice.
import { packetizationMs } from '../../../shared/measure/limits.ts';

/** Sound in one packet: 20 ms of G.711 at 8000 samples/s, one byte each. */
const packetBytes = packetizationMs * 8;

/** Packets one way, and bytes of sound both ways; headers are not counted. */
export function soundOf(
  seconds: number,
  intervalMs: number = packetizationMs,
): { readonly packets: number; readonly bytes: number } {
  const packets = Math.round((seconds * 1000) / intervalMs);
  return { packets, bytes: packets * packetBytes * 2 };
}
