import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeRtp,
  emptyRtpLayout,
  encodeRtp,
  locateRtp,
  type RtpPacket,
} from '../../../../shared/rtp/rtp-header.ts';

const bits = (count: number) => fc.integer({ min: 0, max: 2 ** count - 1 });
const bytesUpTo = (maxLength: number) => fc.uint8Array({ maxLength });
const extensions = fc.record({
  profile: bits(16),
  data: fc
    .integer({ min: 0, max: 5 })
    .chain((words) => fc.uint8Array({ minLength: 4 * words, maxLength: 4 * words })),
});
const packets: fc.Arbitrary<RtpPacket> = fc.record({
  hasMarker: fc.boolean(),
  payloadType: bits(7),
  sequenceNumber: bits(16),
  timestamp: bits(32),
  ssrc: bits(32),
  csrcs: fc.array(bits(32), { maxLength: 15 }),
  extension: fc.option(extensions),
  payload: bytesUpTo(40),
  paddingBytes: bits(8),
});
const plain: RtpPacket = {
  hasMarker: false,
  payloadType: 0,
  sequenceNumber: 1,
  timestamp: 160,
  ssrc: 7,
  csrcs: [],
  extension: null,
  payload: new Uint8Array([1, 2, 3, 4]),
  paddingBytes: 0,
};

describe('RTP packets', () => {
  it('come out of the reader as they went into the writer', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        expect(decodeRtp(encodeRtp(packet))).toEqual({ ok: true, value: packet });
      }),
    );
  });

  it('are laid out as RFC 3550 5.1 draws them', () => {
    const bytes = encodeRtp({ ...plain, hasMarker: true, payloadType: 8, csrcs: [0x01020304] });
    expect([...bytes]).toEqual([0x81, 0x88, 0, 1, 0, 0, 0, 160, 0, 0, 0, 7, 1, 2, 3, 4, 1, 2, 3, 4]);
  });

  it('are read or refused, whatever the bytes', () => {
    fc.assert(
      fc.property(bytesUpTo(64), fc.boolean(), (bytes, looksRight) => {
        if (looksRight && bytes.length > 0) bytes[0] = 0x80 | ((bytes[0] ?? 0) & 0x3f);
        const decoded = decodeRtp(bytes);
        expect(decoded.ok).toBe(locateRtp(bytes, emptyRtpLayout()) === null);
        const again = decoded.ok ? encodeRtp(decoded.value) : bytes;
        expect(again.length).toBe(bytes.length);
      }),
    );
  });

  const encoded = encodeRtp(plain);
  const changed = (at: number, value: number, length = encoded.length): Uint8Array => {
    const bytes = encoded.slice(0, length);
    bytes[at] = value;
    return bytes;
  };
  it.each([
    ['nothing', new Uint8Array(), 'too-short'],
    ['a byte less than a header', encoded.slice(0, 11), 'too-short'],
    ['version 1', changed(0, 0x40), 'wrong-version'],
    ['two sources where one fits', changed(0, 0x82), 'sources-cut-off'],
    ['an extension without its head', changed(0, 0x90, 14), 'extension-cut-off'],
    ['an extension longer than the packet', changed(0, 0x90), 'extension-cut-off'],
    ['padding of nothing', changed(0, 0xa0, 12), 'bad-padding'],
    ['padding longer than the payload', changed(15, 5).with(0, 0xa0), 'bad-padding'],
  ])('are refused: %s', (_, bytes, fault) => {
    expect(decodeRtp(bytes)).toEqual({ ok: false, error: fault });
  });

  it('may be all padding', () => {
    expect(decodeRtp(changed(15, 4).with(0, 0xa0))).toMatchObject({
      ok: true,
      value: { payload: new Uint8Array(), paddingBytes: 4 },
    });
  });

  it.each([
    { sequenceNumber: 0x1_0000 },
    { timestamp: -1 },
    { payloadType: 128 },
    { paddingBytes: 256 },
    { ssrc: 1.5 },
    { csrcs: Array.from({ length: 16 }, () => 0) },
    { extension: { profile: 0, data: new Uint8Array(3) } },
  ])('are not written with a number that does not fit: %j', (wrong) => {
    expect(() => encodeRtp({ ...plain, ...wrong })).toThrow(RangeError);
  });
});
