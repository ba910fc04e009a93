// What a test stream carries: RTP with 160 bytes that look like 20 ms of PCMU (RFC 3551 4.5.14). An echo that keeps
// the codec returns the payload byte for byte, while it replaces the whole RTP header; so all that must come back
// stands in the payload.
//
//   0  magic           4 bytes "SALG"
//   4  token           8 bytes, unpredictable, one a run: knows our echoes whatever address they come from
//   12 probe number    4 bytes, the slot of the stream's grid that it was sent in
//   16 stream index    2 bytes
//   18 format          2 bytes, 1
//   20 send time       8 bytes, IEEE 754 double: ms since the grid's start
//   28 silence         132 bytes 0xFF, zero amplitude in mu-law (ITU-T G.711)
import {
  emptyRtpLayout,
  locateRtp,
  type RtpLayout,
  readUint16,
  readUint32,
  rtpHeaderBytes,
} from './rtp-header.ts';

/** Bytes of a PCMU packet of 20 ms: 8000 samples a second, one byte each. */
export const streamPayloadBytes = 160;
/** Header and payload of one packet of a stream. */
export const streamPacketBytes = rtpHeaderBytes + streamPayloadBytes;
/** Samples a second of PCMU. RFC 3551 6. */
export const pcmuClockHz = 8000;

const pcmuPayloadType = 0;
const magic = 0x53_41_4c_47;
const format = 1;
const silence = 0xff;

/** 64 unpredictable bits as two unsigned halves, so that comparing allocates nothing. */
export type RunToken = { readonly high: number; readonly low: number };

/** The numbers of one packet; written anew for each send. */
export type StreamPacket = {
  hasMarker: boolean;
  sequenceNumber: number;
  timestamp: number;
  ssrc: number;
  /** Slot of the grid, unsigned 32 bit. */
  probeNumber: number;
  /** Which of the parallel streams, unsigned 16 bit. */
  streamIndex: number;
  /** Ms since the grid's start. */
  sentAtMs: number;
};

/** A buffer with all that stays the same for one run, and the view through which the rest is written. */
export type StreamBuffer = { readonly bytes: Uint8Array<ArrayBuffer>; readonly view: DataView };

/** Where a token stands in a packet whose RTP header has no extras. */
const tokenAt = rtpHeaderBytes + 4;

/** A buffer for `writeStreamPacket`. */
export function createStreamBuffer(token: RunToken): StreamBuffer {
  const bytes = new Uint8Array(streamPacketBytes).fill(silence, rtpHeaderBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x80);
  view.setUint32(rtpHeaderBytes, magic);
  view.setUint32(tokenAt, token.high);
  view.setUint32(tokenAt + 4, token.low);
  view.setUint16(rtpHeaderBytes + 18, format);
  return { bytes, view };
}

/** Writes one packet in place; numbers wrap at the width of their field. Allocates nothing. */
export function writeStreamPacket({ view }: StreamBuffer, packet: StreamPacket): void {
  view.setUint8(1, (packet.hasMarker ? 0x80 : 0) | pcmuPayloadType);
  view.setUint16(2, packet.sequenceNumber);
  view.setUint32(4, packet.timestamp);
  view.setUint32(8, packet.ssrc);
  view.setUint32(rtpHeaderBytes + 12, packet.probeNumber);
  view.setUint16(rtpHeaderBytes + 16, packet.streamIndex);
  view.setFloat64(rtpHeaderBytes + 20, packet.sentAtMs);
}

/** What a datagram is to a run: an echo of it, other RTP, or no RTP. */
export type EchoKind = 'echo' | 'other-rtp' | 'not-rtp';

/** What an echo says; written again and again by `readStreamEcho`. */
export type StreamEcho = {
  /** The RTP header as the echo's sender wrote it; valid unless the datagram was `not-rtp`. */
  readonly rtp: RtpLayout;
  /** Valid for an `echo` only. */
  probeNumber: number;
  streamIndex: number;
};

/** An echo to hand to `readStreamEcho`. */
export const emptyStreamEcho = (): StreamEcho => ({
  rtp: emptyRtpLayout(),
  probeNumber: 0,
  streamIndex: 0,
});

/** Reads a datagram without allocating: numbers go into `into`, the answer says which of them mean something. */
export function readStreamEcho(bytes: Uint8Array, token: RunToken, into: StreamEcho): EchoKind {
  if (locateRtp(bytes, into.rtp) !== null) return 'not-rtp';
  const { payloadAt, payloadBytes } = into.rtp;
  if (payloadBytes !== streamPayloadBytes) return 'other-rtp';
  if (readUint32(bytes, payloadAt) !== magic || readUint16(bytes, payloadAt + 18) !== format)
    return 'other-rtp';
  if (readUint32(bytes, payloadAt + 4) !== token.high || readUint32(bytes, payloadAt + 8) !== token.low)
    return 'other-rtp';
  into.probeNumber = readUint32(bytes, payloadAt + 12);
  into.streamIndex = readUint16(bytes, payloadAt + 16);
  return 'echo';
}
