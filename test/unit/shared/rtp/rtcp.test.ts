import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { compactDelay, compactNtp, ntpOfWallMs } from '../../../../shared/rtp/ntp-time.ts';
import { decodeRtcp } from '../../../../shared/rtp/rtcp-decode.ts';
import { type BuildableRtcp, encodeRtcp } from '../../../../shared/rtp/rtcp-encode.ts';

const bits = (count: number) => fc.integer({ min: 0, max: 2 ** count - 1 });
const text = (minLength: number) =>
  fc.array(bits(8), { minLength, maxLength: 20 }).map((codes) => String.fromCharCode(...codes));
const blocks = fc.array(
  fc.record({
    ssrc: bits(32),
    fractionLost: bits(8),
    cumulativeLost: fc.integer({ min: -0x80_0000, max: 0x7f_ffff }),
    highestSequence: bits(32),
    jitterUnits: bits(32),
    lastSenderReport: bits(32),
    delaySinceLastSenderReport: bits(32),
  }),
  { maxLength: 31 },
);
const reports: fc.Arbitrary<BuildableRtcp> = fc.oneof(
  fc.record({
    kind: fc.constant('sr' as const),
    ssrc: bits(32),
    ntp: fc.record({ seconds: bits(32), fraction: bits(32) }),
    rtpTimestamp: bits(32),
    packetCount: bits(32),
    octetCount: bits(32),
    blocks,
  }),
  fc.record({ kind: fc.constant('rr' as const), ssrc: bits(32), blocks }),
);
const others: fc.Arbitrary<BuildableRtcp> = fc.oneof(
  fc.record({
    kind: fc.constant('sdes' as const),
    chunks: fc.array(
      fc.record({
        ssrc: bits(32),
        // Type 0 would be the end of the list.
        items: fc.array(fc.record({ type: fc.integer({ min: 1, max: 255 }), text: text(0) }), {
          maxLength: 4,
        }),
      }),
      { maxLength: 4 },
    ),
  }),
  fc.record({
    kind: fc.constant('bye' as const),
    ssrcs: fc.array(bits(32), { maxLength: 31 }),
    reason: fc.option(text(0)),
  }),
);
const compounds = fc
  .tuple(reports, fc.array(fc.oneof(reports, others), { maxLength: 4 }))
  .map(([first, rest]) => [first, ...rest]);

const emptyReport = (ssrc = 1): Uint8Array => encodeRtcp([{ kind: 'rr', ssrc, blocks: [] }]);
const bytesOf = (...parts: (Uint8Array | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

describe('RTCP', () => {
  it('comes out of the reader as it went into the writer', () => {
    fc.assert(
      fc.property(compounds, (packets) => {
        expect(decodeRtcp(encodeRtcp(packets))).toEqual({ ok: true, value: packets });
      }),
    );
  });

  it('is read or refused, whatever the bytes', () => {
    const halfRight = compounds.chain((packets) => {
      const bytes = encodeRtcp(packets);
      return fc
        .array(fc.tuple(fc.nat(bytes.length - 1), bits(8)), { maxLength: 5 })
        .map((edits) => edits.reduce((now, [at, value]) => now.with(at, value), bytes));
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), halfRight), (bytes) => {
        const decoded = decodeRtcp(bytes);
        expect(decoded.ok ? decoded.value.length > 0 : decoded.error.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('carries the report of RFC 3550 6.4.1 with a negative loss in 24 bits', () => {
    const block = {
      ssrc: 0x0a0b0c0d,
      fractionLost: 64,
      cumulativeLost: -2,
      highestSequence: 0x0001_0203,
      jitterUnits: 80,
      lastSenderReport: 0xb7052000,
      delaySinceLastSenderReport: 0x0005_4000,
    };
    const bytes = encodeRtcp([{ kind: 'rr', ssrc: 7, blocks: [block] }]);
    expect(Buffer.from(bytes).toString('hex')).toBe(
      '81c90007000000070a0b0c0d40fffffe0001020300000050b705200000054000',
    );
  });

  it('skips packet types that it does not know', () => {
    const unknown = [0x80, 204, 0, 1, 1, 2, 3, 4];
    expect(decodeRtcp(bytesOf(emptyReport(), unknown))).toMatchObject({
      ok: true,
      value: [{ kind: 'rr' }, { kind: 'other', packetType: 204 }],
    });
  });

  it('takes padding at the end of the last packet only', () => {
    const padded = bytesOf([0xa0, 201, 0, 2], [0, 0, 0, 1], [0, 0, 0, 4]);
    expect(decodeRtcp(padded)).toMatchObject({ ok: true, value: [{ kind: 'rr', ssrc: 1 }] });
    expect(decodeRtcp(bytesOf(padded, emptyReport()))).toEqual({ ok: false, error: 'bad-padding' });
    expect(decodeRtcp(padded.with(11, 3))).toEqual({ ok: false, error: 'bad-padding' });
    expect(decodeRtcp(padded.with(11, 12))).toEqual({ ok: false, error: 'bad-padding' });
  });

  const description = (item: number[]): Uint8Array =>
    bytesOf(emptyReport(), [0x81, 202, 0, 1 + item.length / 4], [0, 0, 0, 1], item);
  it.each([
    ['nothing', new Uint8Array(), 'too-short'],
    ['half a head', emptyReport().subarray(0, 3), 'too-short'],
    ['version 0', emptyReport().with(0, 0), 'wrong-version'],
    ['a goodbye first', encodeRtcp([{ kind: 'bye', ssrcs: [1], reason: null }]), 'not-a-report-first'],
    ['a length beyond the end', emptyReport().with(3, 2), 'bad-length'],
    ['a block that is not there', emptyReport().with(0, 0x81), 'blocks-cut-off'],
    ['a report without its source', Uint8Array.from([0x80, 201, 0, 0]), 'blocks-cut-off'],
    ['a sender report without sender', emptyReport().with(1, 200), 'blocks-cut-off'],
    ['an item beyond the end', description([1, 9, 65, 0]), 'items-cut-off'],
    ['a list without end', description([1, 2, 65, 66]), 'items-cut-off'],
    ['a chunk that is not there', bytesOf(emptyReport(), [0x81, 202, 0, 0]), 'items-cut-off'],
    ['a goodbye to nobody there', bytesOf(emptyReport(), [0x82, 203, 0, 1, 0, 0, 0, 1]), 'sources-cut-off'],
    ['a reason beyond the end', bytesOf(emptyReport(), [0x80, 203, 0, 1, 9, 65, 66, 67]), 'items-cut-off'],
  ])('is refused: %s', (_, bytes, fault) => {
    expect(decodeRtcp(bytes)).toEqual({ ok: false, error: fault });
  });

  it('is not written with a number that does not fit', () => {
    expect(() => encodeRtcp([{ kind: 'rr', ssrc: 2 ** 32, blocks: [] }])).toThrow(RangeError);
    expect(() => encodeRtcp([{ kind: 'bye', ssrcs: [], reason: 'x'.repeat(256) }])).toThrow(RangeError);
    const many = Array.from({ length: 32 }, () => 1);
    expect(() => encodeRtcp([{ kind: 'bye', ssrcs: many, reason: null }])).toThrow(RangeError);
  });

  it('reads a compound as Asterisk sends it: SR with one block, then CNAME', () => {
    const bytes = encodeRtcp([
      {
        kind: 'sr',
        ssrc: 5,
        ntp: ntpOfWallMs(0),
        rtpTimestamp: 1,
        packetCount: 250,
        octetCount: 43_000,
        blocks: [
          {
            ssrc: 9,
            fractionLost: 0,
            cumulativeLost: 14,
            highestSequence: 500,
            jitterUnits: 3,
            lastSenderReport: 0,
            delaySinceLastSenderReport: 0,
          },
        ],
      },
      { kind: 'sdes', chunks: [{ ssrc: 5, items: [{ type: 1, text: 'a'.repeat(36) }] }] },
    ]);
    // 52 + 48, the size that was seen on the wire.
    expect(bytes.length).toBe(100);
    expect(latin1ToBytes('a'.repeat(36))).toEqual(bytes.subarray(62, 98));
  });
});

describe('NTP time', () => {
  it('counts from 1900 in seconds and fractions', () => {
    expect(ntpOfWallMs(0)).toEqual({ seconds: 2_208_988_800, fraction: 0 });
    expect(ntpOfWallMs(1500)).toEqual({ seconds: 2_208_988_801, fraction: 2 ** 31 });
    // 2036-02-07T06:28:16Z, when 32 bits are full.
    expect(ntpOfWallMs(2_085_978_496_000)).toEqual({ seconds: 0, fraction: 0 });
  });

  it('has a middle as the example of RFC 3550 6.4.1', () => {
    expect(compactNtp({ seconds: 0xb44d_b705, fraction: 0x2000_0000 })).toBe(0xb705_2000);
    expect(compactDelay(5250)).toBe(0x0005_4000);
    expect([compactDelay(-1), compactDelay(1e12)]).toEqual([0, 0xffff_ffff]);
  });
});
