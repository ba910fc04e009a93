// The RTP fixed header with everything that may stand between it and the payload. RFC 3550 5.1, 5.3.1.
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   |V=2|P|X|  CC   |M|     PT      |       sequence number         |
//   |                           timestamp                           |
//   |           synchronization source (SSRC) identifier            |
//   |      contributing sources (CC x 32 bit), header extension (X) |
import { err, ok, type Result } from '../base/result.ts';

/** Length of the header without contributing sources and extension. */
export const rtpHeaderBytes = 12;

/** Why bytes are no RTP packet. */
export type RtpFault =
  | 'too-short'
  | 'wrong-version'
  | 'sources-cut-off'
  | 'extension-cut-off'
  | 'bad-padding';

/** Header extension of a profile; `data` holds whole 32-bit words, at most 65535. RFC 3550 5.3.1. */
export type RtpExtension = { readonly profile: number; readonly data: Uint8Array };

/** One packet; numbers are unsigned: sequence 16 bit, timestamp and SSRC 32 bit, payload type 7 bit. */
export type RtpPacket = {
  readonly hasMarker: boolean;
  readonly payloadType: number;
  readonly sequenceNumber: number;
  readonly timestamp: number;
  readonly ssrc: number;
  /** Contributing sources, at most 15. */
  readonly csrcs: readonly number[];
  readonly extension: RtpExtension | null;
  readonly payload: Uint8Array;
  /** Bytes after the payload, the count itself included, 0..255. */
  readonly paddingBytes: number;
};

/** Where things stand in a packet that was found to be RTP; written again and again by `locateRtp`. */
export type RtpLayout = {
  hasMarker: boolean;
  payloadType: number;
  sequenceNumber: number;
  timestamp: number;
  ssrc: number;
  payloadAt: number;
  payloadBytes: number;
};

/** A layout to hand to `locateRtp`. */
export const emptyRtpLayout = (): RtpLayout => ({
  hasMarker: false,
  payloadType: 0,
  sequenceNumber: 0,
  timestamp: 0,
  ssrc: 0,
  payloadAt: 0,
  payloadBytes: 0,
});

/** Unsigned 16-bit number, network order; the caller knows that the bytes are there. */
export const readUint16 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Unsigned 32-bit number, network order; the caller knows that the bytes are there. */
export const readUint32 = (bytes: Uint8Array, at: number): number =>
  ((readUint16(bytes, at) << 16) | readUint16(bytes, at + 2)) >>> 0;

/** Bytes from the start of the packet to its payload, or what is cut off. */
function prefixBytes(bytes: Uint8Array, first: number): number | 'sources-cut-off' | 'extension-cut-off' {
  const afterSources = rtpHeaderBytes + 4 * (first & 0x0f);
  if (afterSources > bytes.length) return 'sources-cut-off';
  if ((first & 0x10) === 0) return afterSources;
  if (afterSources + 4 > bytes.length) return 'extension-cut-off';
  const end = afterSources + 4 + 4 * readUint16(bytes, afterSources + 2);
  return end > bytes.length ? 'extension-cut-off' : end;
}

/** Fills `into` without allocating and returns null, or says why the bytes are no RTP packet and leaves `into` alone. */
export function locateRtp(bytes: Uint8Array, into: RtpLayout): RtpFault | null {
  if (bytes.length < rtpHeaderBytes) return 'too-short';
  const first = bytes[0] ?? 0;
  if (first >> 6 !== 2) return 'wrong-version';
  const payloadAt = prefixBytes(bytes, first);
  if (typeof payloadAt === 'string') return payloadAt;
  const padding = (first & 0x20) === 0 ? 0 : (bytes[bytes.length - 1] ?? 0);
  const payloadBytes = bytes.length - payloadAt - padding;
  // The padding counts itself, so a count of zero is no padding at all. RFC 3550 5.1 (P).
  if (payloadBytes < 0 || ((first & 0x20) !== 0 && padding === 0)) return 'bad-padding';
  const second = bytes[1] ?? 0;
  into.hasMarker = second >= 0x80;
  into.payloadType = second & 0x7f;
  into.sequenceNumber = readUint16(bytes, 2);
  into.timestamp = readUint32(bytes, 4);
  into.ssrc = readUint32(bytes, 8);
  into.payloadAt = payloadAt;
  into.payloadBytes = payloadBytes;
  return null;
}

/** The packet with views into `bytes`, or why there is none. */
export function decodeRtp(bytes: Uint8Array): Result<RtpPacket, RtpFault> {
  const layout = emptyRtpLayout();
  const fault = locateRtp(bytes, layout);
  if (fault !== null) return err(fault);
  const { payloadAt, payloadBytes, ...numbers } = layout;
  const csrcCount = (bytes[0] ?? 0) & 0x0f;
  const extensionAt = rtpHeaderBytes + 4 * csrcCount;
  return ok({
    hasMarker: numbers.hasMarker,
    payloadType: numbers.payloadType,
    sequenceNumber: numbers.sequenceNumber,
    timestamp: numbers.timestamp,
    ssrc: numbers.ssrc,
    csrcs: Array.from({ length: csrcCount }, (_, i) => readUint32(bytes, rtpHeaderBytes + 4 * i)),
    extension:
      extensionAt === payloadAt
        ? null
        : {
            profile: readUint16(bytes, extensionAt),
            data: bytes.subarray(extensionAt + 4, payloadAt),
          },
    payload: bytes.subarray(payloadAt, payloadAt + payloadBytes),
    paddingBytes: bytes.length - payloadAt - payloadBytes,
  });
}

/** The bytes of a packet; throws RangeError on a number that does not fit its field, which is a bug. */
export function encodeRtp(packet: RtpPacket): Uint8Array {
  const { csrcs, extension, payload, paddingBytes } = packet;
  const extensionBytes = extension === null ? 0 : 4 + extension.data.length;
  if (csrcs.length > 15 || (extension !== null && extension.data.length % 4 !== 0))
    throw new RangeError('at most 15 contributing sources, and an extension of whole words');
  const payloadAt = rtpHeaderBytes + 4 * csrcs.length + extensionBytes;
  const bytes = new Uint8Array(payloadAt + payload.length + paddingBytes);
  const view = new DataView(bytes.buffer);
  const flags = (paddingBytes > 0 ? 0x20 : 0) | (extension === null ? 0 : 0x10);
  view.setUint8(0, 0x80 | flags | csrcs.length);
  view.setUint8(1, (packet.hasMarker ? 0x80 : 0) | fitting(packet.payloadType, 7));
  view.setUint16(2, fitting(packet.sequenceNumber, 16));
  view.setUint32(4, fitting(packet.timestamp, 32));
  view.setUint32(8, fitting(packet.ssrc, 32));
  for (const [i, csrc] of csrcs.entries()) view.setUint32(rtpHeaderBytes + 4 * i, fitting(csrc, 32));
  if (extension !== null) {
    const at = payloadAt - extensionBytes;
    view.setUint16(at, fitting(extension.profile, 16));
    view.setUint16(at + 2, fitting(extension.data.length / 4, 16));
    bytes.set(extension.data, at + 4);
  }
  bytes.set(payload, payloadAt);
  if (paddingBytes > 0) view.setUint8(bytes.length - 1, fitting(paddingBytes, 8));
  return bytes;
}

function fitting(value: number, bits: number): number {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** bits) return value;
  throw new RangeError(`${value} is no unsigned number of ${bits} bits`);
}
