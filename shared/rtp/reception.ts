// What a receiver has to know of a stream to report on it. RFC 3550 6.4.1, A.1, A.3, A.8, without the probation of
// A.1: the payload's token already says that the stream is the one that was waited for.
import type { ReportBlock } from './rtcp.ts';

/** Counters of one source; changed in place, so that noting a packet allocates nothing. */
export type Reception = {
  /** False until the first packet. */
  hasPackets: boolean;
  firstSequence: number;
  /** Highest number with cycles of 65536 added. */
  highestSequence: number;
  received: number;
  jitterUnits: number;
  lastTransitUnits: number;
  expectedAtReport: number;
  receivedAtReport: number;
};

/** Counters before the first packet. */
export const emptyReception = (): Reception => ({
  hasPackets: false,
  firstSequence: 0,
  highestSequence: 0,
  received: 0,
  jitterUnits: 0,
  lastTransitUnits: 0,
  expectedAtReport: 0,
  receivedAtReport: 0,
});

/** Notes one packet; `arrivalUnits` is the arrival on any clock in timestamp units. A.1, A.8. */
export function noteReception(
  state: Reception,
  sequenceNumber: number,
  timestamp: number,
  arrivalUnits: number,
): void {
  // Timestamps wrap; differences of transits must not.
  const transit = (arrivalUnits - timestamp) | 0;
  if (state.hasPackets) {
    const change = Math.abs((transit - state.lastTransitUnits) | 0);
    state.jitterUnits += (change - state.jitterUnits) / 16;
    const step = ((sequenceNumber - state.highestSequence) << 16) >> 16;
    if (step > 0) state.highestSequence += step;
  } else {
    state.hasPackets = true;
    state.firstSequence = sequenceNumber;
    state.highestSequence = sequenceNumber;
  }
  state.lastTransitUnits = transit;
  state.received++;
}

/** The block of a report about this source, and the start of the next interval. A.3. */
export function takeReportBlock(
  state: Reception,
  about: Pick<ReportBlock, 'ssrc' | 'lastSenderReport' | 'delaySinceLastSenderReport'>,
): ReportBlock {
  const expected = state.highestSequence - state.firstSequence + 1;
  const expectedInInterval = expected - state.expectedAtReport;
  const lostInInterval = expectedInInterval - (state.received - state.receivedAtReport);
  state.expectedAtReport = expected;
  state.receivedAtReport = state.received;
  return {
    ...about,
    fractionLost:
      expectedInInterval <= 0 || lostInInterval <= 0
        ? 0
        : Math.min(255, Math.floor((lostInInterval * 256) / expectedInInterval)),
    cumulativeLost: Math.max(-0x80_0000, Math.min(0x7f_ffff, expected - state.received)),
    highestSequence: state.highestSequence >>> 0,
    jitterUnits: Math.min(0xffff_ffff, Math.floor(state.jitterUnits)),
  };
}
