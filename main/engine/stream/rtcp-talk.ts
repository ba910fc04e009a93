// Our side of RTCP for one stream: a sender report early (behind a NAT none comes before we sent one), then every
// 5 s and shortly before the end, and a goodbye; and what the far end's reports say. RFC 3550 6.2, 6.3.7, 6.4.
import { compactDelay, compactNtp, ntpOfWallMs } from '../../../shared/rtp/ntp-time.ts';
import { emptyReception, noteReception, takeReportBlock } from '../../../shared/rtp/reception.ts';
import { cnameItem, type ReportBlock, type RtcpPacket } from '../../../shared/rtp/rtcp.ts';
import { decodeRtcp } from '../../../shared/rtp/rtcp-decode.ts';
import { type BuildableRtcp, encodeRtcp } from '../../../shared/rtp/rtcp-encode.ts';
import { pcmuClockHz, streamPayloadBytes } from '../../../shared/rtp/stream-packet.ts';
import type { RtcpReading } from './trace.ts';

/** Ours: before the far end's first, which Asterisk sends after 5 s. */
const firstReportMs = 500;
/** Smallest interval that RFC 3550 6.2 recommends. */
const betweenReportsMs = 5000;
/** Ours: late enough to cover the stream, early enough to be answered. */
const beforeEndMs = 300;

/** Sender's half of a report at the moment it is made. */
export type SenderState = {
  readonly wallMs: number;
  readonly rtpTimestamp: number;
  readonly packetCount: number;
};

export type RtcpTalk = {
  /** An RTP packet of the echo came. */
  noteEcho(ssrc: number, sequenceNumber: number, timestamp: number, atMs: number): void;
  isReportDue(nowMs: number): boolean;
  /** A compound packet with a sender report; with a goodbye when it is the last one. */
  report(nowMs: number, sender: SenderState, isLast: boolean): Uint8Array;
  /** What a datagram of the far end says about us; null when it is no RTCP or nothing for us. */
  read(bytes: Uint8Array, atMs: number): RtcpReading | null;
};

/** RTCP of the source `ssrc` on a grid that ends at `endMs`. */
export function createRtcpTalk(ssrc: number, cname: string, endMs: number): RtcpTalk {
  const reception = emptyReception();
  let dueMs: number | null = firstReportMs;
  let echoSsrc: number | null = null;
  let lastSr = { compact: 0, atMs: 0 };

  function ourBlocks(nowMs: number): readonly ReportBlock[] {
    if (echoSsrc === null) return [];
    const delayMs = lastSr.compact === 0 ? 0 : nowMs - lastSr.atMs;
    return [
      takeReportBlock(reception, {
        ssrc: echoSsrc,
        lastSenderReport: lastSr.compact,
        delaySinceLastSenderReport: compactDelay(delayMs),
      }),
    ];
  }

  return {
    noteEcho(from, sequenceNumber, timestamp, atMs) {
      echoSsrc ??= from;
      if (from === echoSsrc)
        noteReception(reception, sequenceNumber, timestamp, Math.floor((atMs * pcmuClockHz) / 1000));
    },
    isReportDue(nowMs) {
      if (dueMs === null || nowMs < dueMs) return false;
      dueMs = nextReportMs(nowMs, endMs);
      return true;
    },
    report: (nowMs, sender, isLast) =>
      encodeRtcp(reportPackets(ssrc, cname, sender, ourBlocks(nowMs), isLast)),
    read(bytes, atMs) {
      const packets = decodeRtcp(bytes);
      if (!packets.ok) return null;
      // A reflector that also echoes RTCP would show us our own reports.
      const report = packets.value.find((packet) => isReport(packet) && packet.ssrc !== ssrc);
      if (report === undefined || !isReport(report)) return null;
      if (report.kind === 'sr') lastSr = { compact: compactNtp(report.ntp), atMs };
      return readingOf(report, ssrc, atMs);
    },
  };
}

function reportPackets(
  ssrc: number,
  cname: string,
  { wallMs, rtpTimestamp, packetCount }: SenderState,
  blocks: readonly ReportBlock[],
  isLast: boolean,
): readonly BuildableRtcp[] {
  const octetCount = (packetCount * streamPayloadBytes) >>> 0;
  const ntp = ntpOfWallMs(wallMs);
  const packets: BuildableRtcp[] = [
    { kind: 'sr', ssrc, ntp, rtpTimestamp, packetCount, octetCount, blocks },
    { kind: 'sdes', chunks: [{ ssrc, items: [{ type: cnameItem, text: cname }] }] },
  ];
  if (isLast) packets.push({ kind: 'bye', ssrcs: [ssrc], reason: null });
  return packets;
}

type Report = Extract<RtcpPacket, { kind: 'sr' | 'rr' }>;
const isReport = (packet: RtcpPacket): packet is Report => packet.kind === 'sr' || packet.kind === 'rr';

function readingOf(report: Report, ssrc: number, atMs: number): RtcpReading | null {
  const block = report.blocks.find((about) => about.ssrc === ssrc) ?? null;
  if (report.kind === 'rr' && block === null) return null;
  return {
    atMs,
    fractionLost: block?.fractionLost ?? null,
    cumulativeLost: block?.cumulativeLost ?? null,
    highestSequence: block?.highestSequence ?? null,
    jitterUnits: block?.jitterUnits ?? null,
    senderPacketCount: report.kind === 'sr' ? report.packetCount : null,
    senderOctetCount: report.kind === 'sr' ? report.octetCount : null,
  };
}

/** When the report after one at `afterMs` is due on a grid that ends at `endMs`; null after the last one. */
function nextReportMs(afterMs: number, endMs: number): number | null {
  const lastMs = endMs - beforeEndMs;
  if (afterMs >= lastMs) return null;
  return Math.min(lastMs, (Math.floor(afterMs / betweenReportsMs) + 1) * betweenReportsMs);
}
