// The sound of an echo call as a stream: bound before the call, aimed by the answer, and kept as a fact from which
// every figure can be computed again.
import type { Endpoint } from '../../../shared/base/address.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { followPackets } from '../../../shared/measure/packet-fates.ts';
import { keptOf } from '../../../shared/measure/recorded-stream.ts';
import type { ReceiverFact, StreamTrace } from '../../../shared/measure/trace.ts';
import type { MediaSummary } from '../../../shared/observation/account.ts';
import type { Fact } from '../../../shared/observation/observation.ts';
import { type SoundFault, soundFaultCodeSchema } from '../../../shared/observation/stream.ts';
import { pcmuClockHz } from '../../../shared/rtp/stream-packet.ts';
import { openStream, type Stream, type StreamDeps, type StreamFault } from '../stream/open-stream.ts';
import type { IoResult, StreamEnding, StreamSnapshot } from '../stream/stream-messages.ts';
import type { RtcpReading, StreamPiece } from '../stream/trace.ts';
import type { MediaLeg } from './media-leg.ts';

/** One packet of sound, ms. RFC 3551 4.2. */
const packetMs = 20;

export type EchoLegDeps = {
  readonly ids: IdSource;
  readonly record: (fact: Fact) => void;
  readonly onSnapshot: (snapshot: StreamSnapshot) => void;
  readonly workerFolder?: URL;
  readonly signal: AbortSignal;
};

export type EchoLeg = MediaLeg & {
  /** Frees port and threads where the call never used them. */
  close(): Promise<void>;
};

/** Opens a leg that will send sound for `seconds`; nothing is sent before the call is answered. */
export async function openEchoLeg(
  localAddress: string,
  seconds: number,
  deps: EchoLegDeps,
): Promise<Result<EchoLeg, StreamFault>> {
  const size = { mode: 'graded', intervalMs: packetMs, slotCount: (seconds * 1000) / packetMs } as const;
  const plan = { ...size, streams: 1, localAddress, localPort: null };
  const opened = await openStream(plan, deps satisfies StreamDeps, deps.signal);
  if (!opened.ok) {
    recordFault('open', opened.error, deps);
    return opened;
  }
  const stream = opened.value;
  let remote: Endpoint | null = null;
  return ok({
    localPort: stream.local.port,
    aim: (to) => {
      remote = to;
    },
    run: async (signal) => (remote === null ? null : runLeg(stream, remote, signal, deps)),
    close: async () => {
      stream.stop();
      await stream.finished;
    },
  });
}

/** What was cancelled did not fail. */
function recordFault(
  step: SoundFault['step'],
  { code }: Pick<StreamFault, 'code'>,
  { record, signal }: EchoLegDeps,
): void {
  if (code === 'cancelled' || signal.aborted) return;
  const known = soundFaultCodeSchema.safeParse(code);
  record({ kind: 'sound-failed', step, code: known.success ? known.data : 'refused' });
}

async function runLeg(
  stream: Stream,
  remote: Endpoint,
  signal: AbortSignal,
  deps: EchoLegDeps,
): Promise<MediaSummary | null> {
  // Symmetric RTP puts RTCP on the next port. RFC 3550 11.
  const aimed = await stream.aim(remote.address, remote.port, remote.port + 1);
  if (!aimed.ok || signal.aborted) {
    if (!aimed.ok) recordFault('aim', aimed.error, deps);
    stream.stop();
    return null;
  }
  signal.addEventListener('abort', stream.stop, { once: true });
  stream.start();
  const result = await stream.finished;
  signal.removeEventListener('abort', stream.stop);
  const trace = result.last.traces[0];
  if (result.ending === 'failed') recordFault('run', { code: 'no-engine' }, deps);
  if (trace === undefined || result.startedAtSystemMs === null) return null;
  deps.record(streamFact(stream, remote, result, trace));
  return summaryOf(trace, result);
}

function streamFact(
  { local, firstSequenceNumber }: Stream,
  remote: Endpoint,
  result: IoResult,
  trace: StreamPiece,
): Extract<Fact, { kind: 'stream' }> {
  const kept = keptTrace(trace, result, firstSequenceNumber);
  const { earlyBeforeFirstSend: early, foreign } = trace;
  return { kind: 'stream', local, remote, ...keptOf(kept), early, foreign, pacing: result.pacing };
}

const endedBy: Readonly<Record<StreamEnding, StreamTrace['endedBy']>> = {
  complete: 'plan',
  'echoes-stopped': 'silence',
  'no-echo': 'silence',
  slept: 'sleep',
  stopped: 'cancel',
  cancelled: 'cancel',
  failed: 'cancel',
};

function keptTrace(trace: StreamPiece, { ending }: IoResult, firstSequenceNumber: number): StreamTrace {
  const sentSlots = [...trace.wasSent.keys()].filter((slot) => trace.wasSent[slot] === 1);
  return {
    ...trace,
    rtcp: trace.rtcp.flatMap((reading) => receiverFact(reading, sentSlots, firstSequenceNumber)),
    endedBy: trace.hasSlept ? 'sleep' : endedBy[ending],
    closedAtMs: closedAtMs(trace),
  };
}

/** The last moment that is known of: the engine listens on after the last packet, at least until its last echo. */
function closedAtMs(trace: StreamPiece): number {
  const lastSent = trace.sentAtMs.reduce((last, at, slot) => (trace.wasSent[slot] === 1 ? at : last), 0);
  return trace.arrivalAtMs.subarray(0, trace.arrivalCount).reduce((last, at) => Math.max(last, at), lastSent);
}

/** The report's highest sequence number counts packets that left; the slot of that packet is what a trace knows. */
function receiverFact(
  reading: RtcpReading,
  sentSlots: readonly number[],
  firstSequenceNumber: number,
): readonly ReceiverFact[] {
  const { cumulativeLost, highestSequence, jitterUnits, senderPacketCount, atMs } = reading;
  if (cumulativeLost === null || highestSequence === null || jitterUnits === null) return [];
  const highestNumber = sentSlots[(highestSequence - firstSequenceNumber) & 0xffff];
  if (highestNumber === undefined) return [];
  const jitterMs = (jitterUnits * 1000) / pcmuClockHz;
  return [{ arrivedAtMs: Math.max(0, atMs), cumulativeLost, highestNumber, senderPacketCount, jitterMs }];
}

function summaryOf(trace: StreamPiece, result: IoResult): MediaSummary {
  const fates = followPackets(keptTrace(trace, result, 0));
  const echoed = fates.arrivalOrder;
  const first = echoed.length === 0 ? null : Math.min(...echoed);
  return {
    sentPackets: fates.sent,
    echoedPackets: echoed.length,
    leadingLostPackets: first,
    earlyPackets: trace.earlyBeforeFirstSend,
  };
}
