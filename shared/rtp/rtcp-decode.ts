// Reads RTCP compound packets strictly: whole packets of whole words, a report first, padding only at the end.
// RFC 3550 6.1, 6.4-6.6, A.2.
import { bytesToLatin1 } from '../base/bytes.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type ReportBlock, type RtcpPacket, rtcpTypes, type SourceDescription } from './rtcp.ts';
import { readUint16, readUint32 } from './rtp-header.ts';

/** Why bytes are no RTCP compound packet. */
export type RtcpFault =
  | 'too-short'
  | 'wrong-version'
  | 'not-a-report-first'
  | 'bad-length'
  | 'bad-padding'
  | 'blocks-cut-off'
  | 'items-cut-off'
  | 'sources-cut-off';

const headBytes = 4;
const blockBytes = 24;
const senderInfoBytes = 20;

/** All packets of one datagram, or why it is not taken at all. */
export function decodeRtcp(bytes: Uint8Array): Result<readonly RtcpPacket[], RtcpFault> {
  const packets: RtcpPacket[] = [];
  let at = 0;
  while (at < bytes.length) {
    const cut = cutPacket(bytes, at);
    if (!cut.ok) return cut;
    const { packet, endAt } = cut.value;
    // A.2: the first packet of a compound is a report, even when it has nothing to tell.
    if (at === 0 && packet[1] !== rtcpTypes.sr && packet[1] !== rtcpTypes.rr)
      return err('not-a-report-first');
    const decoded = decodeOne(packet);
    if (!decoded.ok) return decoded;
    packets.push(decoded.value);
    at = endAt;
  }
  return packets.length === 0 ? err('too-short') : ok(packets);
}

function cutPacket(
  bytes: Uint8Array,
  at: number,
): Result<{ readonly packet: Uint8Array; readonly endAt: number }, RtcpFault> {
  if (at + headBytes > bytes.length) return err('too-short');
  const first = bytes[at] ?? 0;
  if (first >> 6 !== 2) return err('wrong-version');
  const endAt = at + headBytes + 4 * readUint16(bytes, at + 2);
  if (endAt > bytes.length) return err('bad-length');
  if ((first & 0x20) === 0) return ok({ packet: bytes.subarray(at, endAt), endAt });
  const padding = bytes[endAt - 1] ?? 0;
  // A.2: only the last packet may be padded; the count is of whole words and counts itself.
  const isPlausible = padding > 0 && padding % 4 === 0 && padding <= endAt - at - headBytes;
  if (endAt !== bytes.length || !isPlausible) return err('bad-padding');
  return ok({ packet: bytes.subarray(at, endAt - padding), endAt });
}

function decodeOne(packet: Uint8Array): Result<RtcpPacket, RtcpFault> {
  const count = (packet[0] ?? 0) & 0x1f;
  const packetType = packet[1] ?? 0;
  switch (packetType) {
    case rtcpTypes.sr:
      return decodeSenderReport(packet, count);
    case rtcpTypes.rr: {
      const blocksAt = headBytes + 4;
      const blocks = decodeBlocks(packet, blocksAt, count);
      return blocks === null
        ? err('blocks-cut-off')
        : ok({ kind: 'rr', ssrc: readUint32(packet, headBytes), blocks });
    }
    case rtcpTypes.sdes:
      return decodeDescription(packet, count);
    case rtcpTypes.bye:
      return decodeGoodbye(packet, count);
    default:
      return ok({ kind: 'other', packetType });
  }
}

function decodeSenderReport(packet: Uint8Array, count: number): Result<RtcpPacket, RtcpFault> {
  const blocks = decodeBlocks(packet, headBytes + 4 + senderInfoBytes, count);
  if (blocks === null) return err('blocks-cut-off');
  return ok({
    kind: 'sr',
    ssrc: readUint32(packet, 4),
    ntp: { seconds: readUint32(packet, 8), fraction: readUint32(packet, 12) },
    rtpTimestamp: readUint32(packet, 16),
    packetCount: readUint32(packet, 20),
    octetCount: readUint32(packet, 24),
    blocks,
  });
}

/** Bytes after the blocks are a profile's extension and are not read. RFC 3550 6.4.3. */
function decodeBlocks(packet: Uint8Array, from: number, count: number): readonly ReportBlock[] | null {
  if (packet.length < from + blockBytes * count) return null;
  return Array.from({ length: count }, (_, i) => decodeBlock(packet, from + blockBytes * i));
}

const decodeBlock = (packet: Uint8Array, at: number): ReportBlock => ({
  ssrc: readUint32(packet, at),
  fractionLost: packet[at + 4] ?? 0,
  // Shifting up and down again carries the sign of 24 bits into 32.
  cumulativeLost: (readUint32(packet, at + 4) << 8) >> 8,
  highestSequence: readUint32(packet, at + 8),
  jitterUnits: readUint32(packet, at + 12),
  lastSenderReport: readUint32(packet, at + 16),
  delaySinceLastSenderReport: readUint32(packet, at + 20),
});

type Chunk = SourceDescription['chunks'][number];

function decodeDescription(packet: Uint8Array, count: number): Result<RtcpPacket, RtcpFault> {
  const chunks: Chunk[] = [];
  let at = headBytes;
  for (let i = 0; i < count; i++) {
    const chunk = decodeChunk(packet, at);
    if (chunk === null) return err('items-cut-off');
    chunks.push(chunk.chunk);
    at = chunk.endAt;
  }
  return ok({ kind: 'sdes', chunks });
}

function decodeChunk(
  packet: Uint8Array,
  from: number,
): { readonly chunk: Chunk; readonly endAt: number } | null {
  if (from + 4 > packet.length) return null;
  const items: { type: number; text: string }[] = [];
  let at = from + 4;
  while (at < packet.length && packet[at] !== 0) {
    const endAt = at + 2 + (packet[at + 1] ?? 0);
    if (endAt >= packet.length) return null;
    items.push({ type: packet[at] ?? 0, text: bytesToLatin1(packet.subarray(at + 2, endAt)) });
    at = endAt;
  }
  if (at >= packet.length) return null;
  // The terminating zero, then up to the next whole word.
  return { chunk: { ssrc: readUint32(packet, from), items }, endAt: at + 4 - (at % 4) };
}

function decodeGoodbye(packet: Uint8Array, count: number): Result<RtcpPacket, RtcpFault> {
  const reasonAt = headBytes + 4 * count;
  if (reasonAt > packet.length) return err('sources-cut-off');
  const ssrcs = Array.from({ length: count }, (_, i) => readUint32(packet, headBytes + 4 * i));
  if (reasonAt === packet.length) return ok({ kind: 'bye', ssrcs, reason: null });
  const endAt = reasonAt + 1 + (packet[reasonAt] ?? 0);
  if (endAt > packet.length) return err('items-cut-off');
  return ok({ kind: 'bye', ssrcs, reason: bytesToLatin1(packet.subarray(reasonAt + 1, endAt)) });
}
