// Sorts what arrives on the RTP port. An echo is known by the run's token alone, never by its address or SSRC: an
// echoing server replaces the SSRC, and a router may change the address. What is odd about it is counted beside.
import { type Endpoint, sameAddress } from '../../../shared/base/address.ts';
import { emptyStreamEcho, type RunToken, readStreamEcho } from '../../../shared/rtp/stream-packet.ts';
import { plainEndpoint } from '../../io/datagram-socket.ts';
import type { RtcpTalk } from './rtcp-talk.ts';
import { noteRoundTrip, type RunTotals } from './run-totals.ts';
import type { TraceRecorder } from './trace-recorder.ts';

export type ReceiverParts = {
  readonly token: RunToken;
  readonly recorder: TraceRecorder;
  readonly totals: RunTotals;
  /** Null where no RTCP is spoken. */
  readonly rtcp: () => RtcpTalk | null;
  /** Where we send to; null before that is known. */
  readonly remote: () => Endpoint | null;
};

/** True when a datagram came from an endpoint, however its address is written. */
export const isFrom = (remote: Endpoint | null, from: Endpoint): boolean =>
  remote !== null &&
  from.port === remote.port &&
  (from.address === remote.address || sameAddress(plainEndpoint(from).address, remote.address));

/** Takes one datagram and the moment it came; keeps nothing of the bytes. */
export function createReceiver(
  parts: ReceiverParts,
): (bytes: Uint8Array, from: Endpoint, atMs: number) => void {
  const { token, recorder, totals } = parts;
  const { around } = recorder;
  const echo = emptyStreamEcho();
  /** First SSRC of each stream's echoes. */
  const ssrcs: number[] = [];

  function arrive(atMs: number): void {
    const { streamIndex, probeNumber } = echo;
    const kind = recorder.noteArrival(streamIndex, probeNumber, atMs);
    if (kind === 'unknown') around.notOurs++;
    else totals.lastEchoAtMs = atMs;
    if (kind === 'duplicate') totals.duplicateCount++;
    if (kind !== 'first') return;
    totals.echoedCount++;
    noteRoundTrip(totals, atMs - recorder.sentAtMs(streamIndex, probeNumber));
  }

  return (bytes, from, atMs) => {
    if (totals.firstSentAtMs === null) {
      around.early++;
      return;
    }
    const isFromRemote = isFrom(parts.remote(), from);
    if (!isFromRemote) around.otherSource++;
    const kind = readStreamEcho(bytes, token, echo);
    if (kind === 'echo') {
      const first = (ssrcs[echo.streamIndex] ??= echo.rtp.ssrc);
      if (isFromRemote && echo.rtp.ssrc !== first) around.otherSsrc++;
      parts.rtcp()?.noteEcho(echo.rtp.ssrc, echo.rtp.sequenceNumber, echo.rtp.timestamp, atMs);
      arrive(atMs);
    } else if (isFromRemote) {
      if (kind === 'other-rtp' && echo.rtp.ssrc !== (ssrcs[0] ?? echo.rtp.ssrc)) around.otherSsrc++;
      else around.notOurs++;
    }
  };
}
