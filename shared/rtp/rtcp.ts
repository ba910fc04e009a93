// RTCP compound packets: sender and receiver reports, source description, goodbye. RFC 3550 6.1, 6.4-6.6.
import type { NtpTime } from './ntp-time.ts';

export const rtcpTypes = { sr: 200, rr: 201, sdes: 202, bye: 203 } as const;

/** How one stream arrived at the reporter. RFC 3550 6.4.1. */
export type ReportBlock = {
  /** The source this is about. */
  readonly ssrc: number;
  /** Share lost since the last report, in 1/256, 0..255. */
  readonly fractionLost: number;
  /** Lost since the start, -8388608..8388607; below zero where duplicates outnumber losses. */
  readonly cumulativeLost: number;
  /** Highest sequence number with its cycles in the upper 16 bits. */
  readonly highestSequence: number;
  /** Interarrival jitter in timestamp units (1/8000 s for PCMU). */
  readonly jitterUnits: number;
  /** Middle 32 bits of the last sender report's NTP time; 0 when none came. */
  readonly lastSenderReport: number;
  /** Time since then, 1/65536 s. */
  readonly delaySinceLastSenderReport: number;
};

export type SenderReport = {
  readonly kind: 'sr';
  readonly ssrc: number;
  readonly ntp: NtpTime;
  readonly rtpTimestamp: number;
  readonly packetCount: number;
  readonly octetCount: number;
  /** At most 31. */
  readonly blocks: readonly ReportBlock[];
};
export type ReceiverReport = {
  readonly kind: 'rr';
  readonly ssrc: number;
  readonly blocks: readonly ReportBlock[];
};
/** Items of one chunk by type (1 is CNAME), one character a byte, at most 255 bytes each. RFC 3550 6.5. */
export type SourceDescription = {
  readonly kind: 'sdes';
  readonly chunks: readonly {
    readonly ssrc: number;
    readonly items: readonly { readonly type: number; readonly text: string }[];
  }[];
};
export type Goodbye = {
  readonly kind: 'bye';
  readonly ssrcs: readonly number[];
  /** One character a byte. */
  readonly reason: string | null;
};
/** A packet of a type that is not read here (APP, feedback); skipped by its length, as RFC 3550 6.1 asks. */
export type OtherRtcp = { readonly kind: 'other'; readonly packetType: number };

export type RtcpPacket = SenderReport | ReceiverReport | SourceDescription | Goodbye | OtherRtcp;

/** Type of the canonical name item. RFC 3550 6.5.1. */
export const cnameItem = 1;
