import { describe, expect, it } from 'vitest';
import { createRtcpTalk } from '../../../../main/engine/stream/rtcp-talk.ts';
import type { ReportBlock } from '../../../../shared/rtp/rtcp.ts';
import { decodeRtcp } from '../../../../shared/rtp/rtcp-decode.ts';
import { encodeRtcp } from '../../../../shared/rtp/rtcp-encode.ts';

const ours = 11;
const theirs = 22;
const sender = { wallMs: 0, rtpTimestamp: 8000, packetCount: 50 };
const talk = (endMs = 12_000) => createRtcpTalk(ours, 'name', endMs);
const block = (ssrc: number): ReportBlock => ({
  ssrc,
  fractionLost: 1,
  cumulativeLost: -3,
  highestSequence: 70_000,
  jitterUnits: 8,
  lastSenderReport: 0,
  delaySinceLastSenderReport: 0,
});
const theirReport = (blocks: readonly ReportBlock[], ssrc = theirs): Uint8Array =>
  encodeRtcp([
    {
      kind: 'sr',
      ssrc,
      ntp: { seconds: 0x0001_0002, fraction: 0x0003_0004 },
      rtpTimestamp: 1,
      packetCount: 486,
      octetCount: 77_760,
      blocks,
    },
  ]);

describe('reports', () => {
  it('are due early, every 5 s, and shortly before the end', () => {
    const rtcp = talk();
    const due: number[] = [];
    for (let nowMs = 0; nowMs <= 12_000; nowMs += 100) if (rtcp.isReportDue(nowMs)) due.push(nowMs);
    expect(due).toEqual([500, 5000, 10_000, 11_700]);
  });

  it('are not made up for after a stall', () => {
    const rtcp = talk();
    expect([11_000, 11_100, 11_800, 11_900].map((nowMs) => rtcp.isReportDue(nowMs))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('tell what we sent, our name, and at the end goodbye', () => {
    expect(decodeRtcp(talk().report(500, sender, false))).toMatchObject({
      value: [
        { kind: 'sr', ssrc: ours, packetCount: 50, octetCount: 8000, rtpTimestamp: 8000, blocks: [] },
        { kind: 'sdes', chunks: [{ ssrc: ours, items: [{ type: 1, text: 'name' }] }] },
      ],
    });
    expect(decodeRtcp(talk().report(500, sender, true))).toMatchObject({
      value: [{ kind: 'sr' }, { kind: 'sdes' }, { kind: 'bye', ssrcs: [ours], reason: null }],
    });
  });

  it('tell how the echoes arrived, and which report of theirs came when', () => {
    const rtcp = talk();
    for (const sequence of [7, 8, 10]) rtcp.noteEcho(theirs, sequence, sequence * 160, sequence * 20);
    rtcp.noteEcho(33, 500, 0, 230);
    rtcp.read(theirReport([]), 1000);
    expect(decodeRtcp(rtcp.report(2500, sender, false))).toMatchObject({
      value: [
        {
          blocks: [
            {
              ssrc: theirs,
              cumulativeLost: 1,
              highestSequence: 10,
              lastSenderReport: 0x0002_0003,
              delaySinceLastSenderReport: 1.5 * 65_536,
            },
          ],
        },
        {},
      ],
    });
  });
});

describe('what the far end says', () => {
  it('is read where it is about us', () => {
    expect(talk().read(theirReport([block(5), block(ours)]), 10)).toEqual({
      atMs: 10,
      fractionLost: 1,
      cumulativeLost: -3,
      highestSequence: 70_000,
      jitterUnits: 8,
      senderPacketCount: 486,
      senderOctetCount: 77_760,
    });
  });

  it('may be only how much it sent', () => {
    expect(talk().read(theirReport([]), 10)).toMatchObject({ cumulativeLost: null, senderPacketCount: 486 });
  });

  it('may be only how much it got', () => {
    const report = encodeRtcp([{ kind: 'rr', ssrc: theirs, blocks: [block(ours)] }]);
    expect(talk().read(report, 10)).toMatchObject({ cumulativeLost: -3, senderPacketCount: null });
  });

  it.each([
    ['no RTCP', Uint8Array.of(1, 2, 3)],
    ['our own report, reflected', theirReport([block(ours)], ours)],
    ['about somebody else', encodeRtcp([{ kind: 'rr', ssrc: theirs, blocks: [block(5)] }])],
  ])('is left aside when it is %s', (_, bytes) => {
    expect(talk().read(bytes, 10)).toBeNull();
  });
});
