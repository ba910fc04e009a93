// What arrives on a media port.
import { describe } from 'vitest';
import { sameBytes } from '../../shared/base/bytes.ts';
import { decodeRtcp } from '../../shared/rtp/rtcp-decode.ts';
import { type BuildableRtcp, encodeRtcp } from '../../shared/rtp/rtcp-encode.ts';
import { decodeRtp, emptyRtpLayout, encodeRtp, locateRtp } from '../../shared/rtp/rtp-header.ts';
import { emptyStreamEcho, readStreamEcho } from '../../shared/rtp/stream-packet.ts';
import { expectSame, fuzz, type Random } from './fuzz.ts';
import { noise, spoilBytes } from './hostile.ts';

const rtp = encodeRtp({
  hasMarker: true,
  payloadType: 0,
  sequenceNumber: 65_535,
  timestamp: 4_294_967_295,
  ssrc: 7,
  csrcs: [1, 2],
  extension: { profile: 0xbede, data: Uint8Array.from([1, 2, 3, 4]) },
  payload: new Uint8Array(160),
  paddingBytes: 4,
});
const block = {
  ssrc: 7,
  fractionLost: 128,
  cumulativeLost: -1,
  highestSequence: 65_540,
  jitterUnits: 8,
  lastSenderReport: 1,
  delaySinceLastSenderReport: 2,
};
const sender: BuildableRtcp = {
  kind: 'sr',
  ssrc: 1,
  ntp: { seconds: 1, fraction: 2 },
  rtpTimestamp: 3,
  packetCount: 4,
  octetCount: 5,
  blocks: [block, block],
};
const rtcp = encodeRtcp([
  sender,
  { kind: 'rr', ssrc: 2, blocks: [block] },
  { kind: 'sdes', chunks: [{ ssrc: 1, items: [{ type: 1, text: 'a@b' }] }] },
  { kind: 'bye', ssrcs: [1, 2], reason: 'over' },
]);
const token = { high: 1, low: 2 };

const spoiled =
  (good: Uint8Array) =>
  (random: Random): Uint8Array =>
    random.oneIn(10) ? noise(300, random) : spoilBytes(good, random);

describe('media ports', () => {
  fuzz('RTP packets', {
    cases: 60_000,
    make: spoiled(rtp),
    check: (bytes) => {
      const read = decodeRtp(bytes);
      const fault = locateRtp(bytes, emptyRtpLayout());
      if ((fault === null) !== read.ok) throw new Error('the two readers disagree');
      readStreamEcho(bytes, token, emptyStreamEcho());
      if (!read.ok) return;
      const again = decodeRtp(encodeRtp(read.value));
      if (!again.ok || !sameBytes(again.value.payload, read.value.payload))
        throw new Error('it does not read back the same');
    },
  });
  fuzz('RTCP datagrams', {
    cases: 40_000,
    make: spoiled(rtcp),
    check: (bytes) => {
      const read = decodeRtcp(bytes);
      if (!read.ok) return;
      const known = read.value.filter((packet) => packet.kind !== 'other');
      if (known.length !== read.value.length) return;
      const again = decodeRtcp(encodeRtcp(known));
      if (!again.ok) throw new Error(`it is refused after it was written: ${again.error}`);
      expectSame(again.value, read.value);
    },
  });
});
