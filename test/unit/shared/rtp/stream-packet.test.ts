import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRtp, encodeRtp } from '../../../../shared/rtp/rtp-header.ts';
import {
  createStreamBuffer,
  emptyStreamEcho,
  readStreamEcho,
  type StreamPacket,
  streamPacketBytes,
  writeStreamPacket,
} from '../../../../shared/rtp/stream-packet.ts';

const bits = (count: number) => fc.integer({ min: 0, max: 2 ** count - 1 });
const token = { high: 0xfedcba98, low: 0x76543210 };
const packets: fc.Arbitrary<StreamPacket> = fc.record({
  hasMarker: fc.boolean(),
  sequenceNumber: bits(16),
  timestamp: bits(32),
  ssrc: bits(32),
  probeNumber: bits(32),
  streamIndex: bits(16),
  sentAtMs: fc.double({ noNaN: true }),
});

function written(packet: StreamPacket): Uint8Array {
  const buffer = createStreamBuffer(token);
  writeStreamPacket(buffer, packet);
  return buffer.bytes;
}
const read = (bytes: Uint8Array, of = token) => {
  const echo = emptyStreamEcho();
  return { kind: readStreamEcho(bytes, of, echo), echo };
};
const sample: StreamPacket = {
  hasMarker: true,
  sequenceNumber: 1,
  timestamp: 2,
  ssrc: 3,
  probeNumber: 4,
  streamIndex: 5,
  sentAtMs: 6.5,
};

describe('a stream packet', () => {
  it('says the same when it comes back', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        const { kind, echo } = read(written(packet));
        const { hasMarker, sequenceNumber, timestamp, ssrc, probeNumber, streamIndex } = packet;
        expect(kind).toBe('echo');
        expect(echo).toMatchObject({ probeNumber, streamIndex });
        expect(echo.rtp).toMatchObject({ hasMarker, sequenceNumber, timestamp, ssrc, payloadType: 0 });
      }),
    );
  });

  it('is known by its payload when an echo made a new header with extras', () => {
    fc.assert(
      fc.property(packets, bits(32), fc.array(bits(32), { maxLength: 15 }), (packet, ssrc, csrcs) => {
        const sent = decodeRtp(written(packet));
        if (!sent.ok) throw new Error(sent.error);
        const { kind, echo } = read(encodeRtp({ ...sent.value, ssrc, csrcs, paddingBytes: 4 }));
        expect([kind, echo.probeNumber, echo.rtp.ssrc]).toEqual(['echo', packet.probeNumber, ssrc]);
      }),
    );
  });

  it('is 20 ms of PCMU: 160 bytes, silence but for its first 28, with the send time as a double', () => {
    const packet = decodeRtp(written(sample));
    if (!packet.ok) throw new Error(packet.error);
    const { payload, payloadType } = packet.value;
    expect([payloadType, payload.length]).toEqual([0, 160]);
    expect([...payload.subarray(0, 4)]).toEqual([...Buffer.from('SALG')]);
    expect(Buffer.from(payload).readDoubleBE(20)).toBe(6.5);
    expect(payload.subarray(28).every((byte) => byte === 0xff)).toBe(true);
  });

  it('leaves no trace of the one written before it', () => {
    const buffer = createStreamBuffer(token);
    writeStreamPacket(buffer, { ...sample, probeNumber: 0xffff_ffff, sentAtMs: -1e300 });
    writeStreamPacket(buffer, sample);
    expect(buffer.bytes).toEqual(written(sample));
  });

  it('wraps numbers that grew beyond their field', () => {
    const { echo } = read(written({ ...sample, sequenceNumber: 0x1_0001, timestamp: 2 ** 32 + 9 }));
    expect(echo.rtp).toMatchObject({ sequenceNumber: 1, timestamp: 9 });
  });

  it.each([
    ['another run', token.high, token.low - 1],
    ['a run with the same lower half', token.high - 1, token.low],
  ])('of %s is other RTP', (_, high, low) => {
    expect(read(written(sample), { high, low }).kind).toBe('other-rtp');
  });

  it.each([
    ['another magic', 12, 0],
    ['another format', 31, 2],
  ])('with %s is other RTP', (_, at, value) => {
    expect(read(written(sample).with(at, value)).kind).toBe('other-rtp');
  });

  it('with a byte more or less is other RTP', () => {
    expect(read(Uint8Array.from([...written(sample), 0])).kind).toBe('other-rtp');
    expect(read(written(sample).subarray(0, streamPacketBytes - 1)).kind).toBe('other-rtp');
  });

  it('is told from any bytes without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(['not-rtp', 'other-rtp']).toContain(read(bytes).kind);
      }),
    );
  });
});
