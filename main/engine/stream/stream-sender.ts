// Writes and sends the packets of all streams of a run.
import {
  createStreamBuffer,
  pcmuClockHz,
  type StreamPacket,
  writeStreamPacket,
} from '../../../shared/rtp/stream-packet.ts';
import type { MediaSocket } from '../../io/media-socket.ts';
import type { RunTotals } from './run-totals.ts';
import type { Grid } from './slot-planner.ts';
import type { StreamIdentity } from './stream-messages.ts';
import type { TraceRecorder } from './trace-recorder.ts';

export type StreamSender = {
  /** Sends a stream's packet of one slot and stamps it just before. */
  send(stream: number, slot: number): void;
  /** RTP time of the first stream at a moment of the grid. */
  rtpTimestamp(atMs: number): number;
};

export type SenderParts = {
  readonly identity: StreamIdentity;
  readonly grid: Grid;
  readonly socket: MediaSocket;
  readonly recorder: TraceRecorder;
  readonly totals: RunTotals;
  readonly nowMs: () => number;
};

/** A full send queue may hold a buffer for a while after send() returned; it is not written to again so soon. ours. */
const bufferCount = 64;

/** A sender for an aimed socket. */
export function createSender({ identity, grid, socket, recorder, totals, nowMs }: SenderParts): StreamSender {
  const buffers = Array.from({ length: bufferCount }, () => createStreamBuffer(identity.token));
  const sent = new Uint32Array(grid.streams);
  const packet: StreamPacket = {
    hasMarker: true,
    sequenceNumber: 0,
    timestamp: 0,
    ssrc: 0,
    probeNumber: 0,
    streamIndex: 0,
    sentAtMs: 0,
  };
  const unitsPerSlot = (grid.intervalMs * pcmuClockHz) / 1000;
  const timestampOf = (slots: number): number => identity.timestamp + Math.round(slots * unitsPerSlot);

  function fill(stream: number, slot: number): void {
    const count = sent[stream] ?? 0;
    sent[stream] = count + 1;
    packet.hasMarker = count === 0;
    // Counts what was sent: a skipped slot is silence, not loss, to a receiver. RFC 3550 5.1.
    packet.sequenceNumber = identity.sequenceNumber + count;
    packet.timestamp = timestampOf(slot);
    packet.ssrc = identity.ssrc + stream;
    packet.probeNumber = slot;
    packet.streamIndex = stream;
  }

  return {
    send(stream, slot) {
      const buffer = buffers[totals.sentCount % bufferCount];
      if (buffer === undefined) return;
      fill(stream, slot);
      const atMs = nowMs();
      packet.sentAtMs = atMs;
      writeStreamPacket(buffer, packet);
      recorder.noteSent(stream, slot, atMs);
      totals.sentCount++;
      totals.firstSentAtMs ??= atMs;
      totals.lastSentAtMs = atMs;
      socket.send(buffer.bytes, () => {
        recorder.noteUnsent(stream, slot);
        totals.sentCount--;
        totals.sendFailures++;
      });
    },
    rtpTimestamp: (atMs) => timestampOf(atMs / grid.intervalMs) >>> 0,
  };
}
