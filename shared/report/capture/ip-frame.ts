// IP packets around messages, with the headers that a report does not keep. RFC 791 3.1, RFC 8200 3, RFC 768,
// RFC 9293 3.1.
import { addressBytes } from '../../base/address.ts';
import type { Packet, PlacedPacket } from './packet.ts';

const udpProtocol = 17;
const tcpProtocol = 6;
const udpHeaderBytes = 8;
const tcpHeaderBytes = 20;
const ipv4HeaderBytes = 20;
const ipv6HeaderBytes = 40;
/** What the 16 bit of a length field can say. */
const maxLengthBytes = 65_535;
const hopLimit = 64;
const pushAndAck = 0x18;

export type Frame = {
  readonly bytes: Uint8Array;
  /** Of the whole packet; more than `bytes` holds when the message was cut. */
  readonly sizeBytes: number;
};

/** Next sequence number of each TCP direction, by `from>to`; numbers begin at 1, as after a handshake. */
export type StreamPositions = Map<string, number>;

/** The packet as it could have been on a wire; null for what no IP packet can carry (unknown addresses, too long). */
export const frameOf = (packet: Packet, positions: StreamPositions): Frame | null =>
  packet.to === null ? null : frame({ ...packet, to: packet.to }, positions);

function frame(packet: PlacedPacket, positions: StreamPositions): Frame | null {
  const from = addressBytes(packet.from.address);
  const to = addressBytes(packet.to.address);
  if (from === null || to === null || from.length !== to.length) return null;
  const isUdp = packet.transport === 'udp';
  const headerBytes = isUdp ? udpHeaderBytes : tcpHeaderBytes;
  const segmentBytes = headerBytes + packet.sizeBytes;
  const ipBytes = from.length === 4 ? ipv4HeaderBytes : ipv6HeaderBytes;
  // IPv4 counts its own header too.
  if (segmentBytes + (from.length === 4 ? ipBytes : 0) > maxLengthBytes) return null;
  const segment = new Uint8Array(headerBytes + packet.bytes.length);
  segment.set(isUdp ? udpHeader(packet, segmentBytes) : tcpHeader(packet, positions));
  segment.set(packet.bytes, headerBytes);
  const protocol = isUdp ? udpProtocol : tcpProtocol;
  // Of what was cut no sum can be made; 0 says that there is none (RFC 768).
  if (packet.bytes.length === packet.sizeBytes) {
    const sum = checksum([from, to, pseudoTail(protocol, segment.length), segment]);
    new DataView(segment.buffer).setUint16(isUdp ? 6 : 16, isUdp && sum === 0 ? 0xffff : sum);
  }
  const header = (from.length === 4 ? ipv4Header : ipv6Header)(from, to, protocol, segmentBytes);
  const bytes = new Uint8Array(header.length + segment.length);
  bytes.set(header);
  bytes.set(segment, header.length);
  return { bytes, sizeBytes: ipBytes + segmentBytes };
}

function udpHeader({ from, to }: PlacedPacket, segmentBytes: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(udpHeaderBytes));
  header.setUint16(0, from.port);
  header.setUint16(2, to.port);
  header.setUint16(4, segmentBytes);
  return new Uint8Array(header.buffer);
}

function tcpHeader({ from, to, sizeBytes }: PlacedPacket, positions: StreamPositions): Uint8Array {
  const [there, back] = [`${from.address} ${from.port}>`, `${to.address} ${to.port}>`];
  const [forward, reverse] = [there + back, back + there];
  const sequence = positions.get(forward) ?? 1;
  positions.set(forward, (sequence + sizeBytes) >>> 0);
  const header = new DataView(new ArrayBuffer(tcpHeaderBytes));
  header.setUint16(0, from.port);
  header.setUint16(2, to.port);
  header.setUint32(4, sequence);
  header.setUint32(8, positions.get(reverse) ?? 1);
  header.setUint8(12, (tcpHeaderBytes / 4) << 4);
  header.setUint8(13, pushAndAck);
  header.setUint16(14, maxLengthBytes);
  return new Uint8Array(header.buffer);
}

function ipv4Header(from: Uint8Array, to: Uint8Array, protocol: number, segmentBytes: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(ipv4HeaderBytes));
  const bytes = new Uint8Array(header.buffer);
  header.setUint8(0, 0x45);
  header.setUint16(2, ipv4HeaderBytes + segmentBytes);
  header.setUint8(8, hopLimit);
  header.setUint8(9, protocol);
  bytes.set(from, 12);
  bytes.set(to, 16);
  header.setUint16(10, checksum([bytes]));
  return bytes;
}

function ipv6Header(from: Uint8Array, to: Uint8Array, protocol: number, segmentBytes: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(ipv6HeaderBytes));
  const bytes = new Uint8Array(header.buffer);
  header.setUint8(0, 0x60);
  header.setUint16(4, segmentBytes);
  header.setUint8(6, protocol);
  header.setUint8(7, hopLimit);
  bytes.set(from, 8);
  bytes.set(to, 24);
  return bytes;
}

/** End of the pseudo header: protocol and length. The sum over IPv4's shorter form is the same. RFC 8200 8.1. */
const pseudoTail = (protocol: number, lengthBytes: number): Uint8Array =>
  Uint8Array.of(lengthBytes >> 8, lengthBytes & 0xff, 0, protocol);

/** The internet checksum over parts of even length, but for the last. RFC 1071 1. */
function checksum(parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const part of parts)
    for (let i = 0; i < part.length; i += 2) sum += ((part[i] ?? 0) << 8) + (part[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}
