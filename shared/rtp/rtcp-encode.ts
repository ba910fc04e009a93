// Builds RTCP compound packets. Numbers that do not fit their field are bugs and throw. RFC 3550 6.4-6.6.
import { latin1ToBytes } from '../base/bytes.ts';
import { type OtherRtcp, type ReportBlock, type RtcpPacket, rtcpTypes } from './rtcp.ts';

/** What can be built. */
export type BuildableRtcp = Exclude<RtcpPacket, OtherRtcp>;

/** Bytes of a compound packet; the first should be a report (RFC 3550 6.1), which the caller sees to. */
export function encodeRtcp(packets: readonly BuildableRtcp[]): Uint8Array {
  const parts = packets.map(encodeOne);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function encodeOne(packet: BuildableRtcp): Uint8Array {
  switch (packet.kind) {
    case 'sr': {
      const { ssrc, ntp, rtpTimestamp, packetCount, octetCount, blocks } = packet;
      const sender = [ssrc, ntp.seconds, ntp.fraction, rtpTimestamp, packetCount, octetCount];
      return framed(rtcpTypes.sr, blocks.length, [...sender.flatMap(word), ...blocks.flatMap(blockBytes)]);
    }
    case 'rr':
      return framed(rtcpTypes.rr, packet.blocks.length, [
        ...word(packet.ssrc),
        ...packet.blocks.flatMap(blockBytes),
      ]);
    case 'sdes':
      return framed(
        rtcpTypes.sdes,
        packet.chunks.length,
        packet.chunks.flatMap(({ ssrc, items }) => {
          const texts = items.flatMap(({ type, text }) => [fitting(type, 1, 255), ...counted(text)]);
          // At least one zero ends the list, and zeros fill the last word. RFC 3550 6.5.
          return [...word(ssrc), ...padded([...texts, 0])];
        }),
      );
    case 'bye':
      return framed(rtcpTypes.bye, packet.ssrcs.length, [
        ...packet.ssrcs.flatMap(word),
        ...(packet.reason === null ? [] : padded(counted(packet.reason))),
      ]);
  }
}

function framed(type: number, count: number, body: readonly number[]): Uint8Array {
  const words = fitting(body.length / 4, 0, 0xffff);
  return Uint8Array.from([0x80 | fitting(count, 0, 31), type, words >> 8, words & 0xff, ...body]);
}

const blockBytes = (block: ReportBlock): number[] => [
  ...word(block.ssrc),
  fitting(block.fractionLost, 0, 255),
  ...word(fitting(block.cumulativeLost, -0x80_0000, 0x7f_ffff) & 0xff_ffff).slice(1),
  ...[block.highestSequence, block.jitterUnits, block.lastSenderReport].flatMap(word),
  ...word(block.delaySinceLastSenderReport),
];

function word(value: number): number[] {
  const whole = fitting(value, 0, 0xffff_ffff);
  return [whole >>> 24, (whole >>> 16) & 0xff, (whole >>> 8) & 0xff, whole & 0xff];
}

const counted = (text: string): number[] => {
  const bytes = latin1ToBytes(text);
  return [fitting(bytes.length, 0, 255), ...bytes];
};

const padded = (bytes: readonly number[]): number[] => [
  ...bytes,
  ...Array.from({ length: (4 - (bytes.length % 4)) % 4 }, () => 0),
];

function fitting(value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${value} is not a whole number ${min}..${max}`);
}
