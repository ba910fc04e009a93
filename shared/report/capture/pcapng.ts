// The file format of packet captures, as far as one section with one interface needs it.
// IETF draft-ietf-opsawg-pcapng: section header block 4.1, interface description 4.2, enhanced packet 4.3.
import type { Frame } from './ip-frame.ts';

const sectionHeader = 0x0a0d0d0a;
const interfaceDescription = 1;
const enhancedPacket = 6;
const byteOrderMagic = 0x1a2b3c4d;
/** LINKTYPE_RAW: packets begin with their IP header. */
const rawIp = 101;

const endOfOptions = 0;
const commentOption = 1;
const applicationOption = 4;
const flagsOption = 2;

export type CapturedFrame = {
  readonly frame: Frame;
  /** Since 1970, ms. */
  readonly atMs: number;
  readonly direction: 'sent' | 'received';
  readonly comment: string | null;
};

/** A packet file with these frames in this order; times are kept to the microsecond. */
export const pcapngFile = (
  comment: string,
  application: string,
  frames: readonly CapturedFrame[],
): Uint8Array<ArrayBuffer> =>
  joined([
    block(sectionHeader, [
      // Version 1.0; the length of the section is not told.
      words(byteOrderMagic, 1, 0xffff_ffff, 0xffff_ffff),
      textOption(commentOption, comment),
      textOption(applicationOption, application),
      option(endOfOptions, new Uint8Array()),
    ]),
    // No limit of captured bytes; without an option times are microseconds.
    block(interfaceDescription, [words(rawIp, 0)]),
    ...frames.map(packetBlock),
  ]);

function packetBlock({ frame, atMs, direction, comment }: CapturedFrame): Uint8Array {
  const atUs = Math.round(atMs * 1000);
  return block(enhancedPacket, [
    words(0, Math.floor(atUs / 2 ** 32), atUs % 2 ** 32, frame.bytes.length, frame.sizeBytes),
    padded(frame.bytes),
    option(flagsOption, words(direction === 'received' ? 1 : 2)),
    ...(comment === null ? [] : [textOption(commentOption, comment)]),
    option(endOfOptions, new Uint8Array()),
  ]);
}

function block(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const body = joined(parts);
  const lengthBytes = 12 + body.length;
  return joined([words(type, lengthBytes), body, words(lengthBytes)]);
}

function option(code: number, value: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4));
  head.setUint16(0, code, true);
  head.setUint16(2, value.length, true);
  return joined([new Uint8Array(head.buffer), padded(value)]);
}

const textOption = (code: number, ascii: string): Uint8Array =>
  option(
    code,
    Uint8Array.from(ascii, (character) => character.charCodeAt(0) & 0x7f),
  );

/** 32 bit numbers, least significant byte first. */
function words(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (const [i, value] of values.entries()) view.setUint32(i * 4, value, true);
  return new Uint8Array(view.buffer);
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  whole.set(bytes);
  return whole;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
