// The reading of a monitor: pieces of one stream after another become totals and a course over time, in memory that
// does not grow with the hours.
import type { Clock } from '../../../shared/base/clock.ts';
import type { MonitorReading, MonitorTotals, monitorSourceSchema } from '../../../shared/ipc/monitor.ts';
import {
  noteArrival,
  noteBusy,
  noteSent,
  type Running,
  startRunning,
  totalsAt,
  windowsAt,
} from '../../../shared/measure/running.ts';
import type { StreamPiece } from '../stream/trace.ts';

type Source = (typeof monitorSourceSchema.options)[number];

export type MonitorMeter = {
  /** A stream begins: its packets count on from those before, its times from `startedAtMs` of the monitor. */
  beginStream(startedAtMs: number): void;
  /** A complete piece of the stream; pieces come in order. */
  notePiece(firstSlot: number, trace: StreamPiece): void;
  /** One question and what became of it; the reply's time is null when none came. */
  noteQuestion(sentAtMs: number, roundTripMs: number | null): void;
  /** The monitor's own time, ms. */
  elapsedMs(): number;
  reading(): MonitorReading;
};

/** Windows before they are merged: a second where packets are frequent, else several packets each. */
const windowMs = (intervalMs: number): number => Math.max(1000, 4 * intervalMs);
const windowCount = 240;

/** A meter that starts now. */
export function createMonitorMeter(source: Source, intervalMs: number, clock: Clock): MonitorMeter {
  const startMs = clock.monotonicMs();
  const startedAt = new Date(clock.wallMs()).toISOString();
  const elapsedMs = (): number => clock.monotonicMs() - startMs;
  const running = startRunning({ startMs: 0, intervalMs, windowMs: windowMs(intervalMs), windowCount });
  let numbersBefore = 0;
  let nextNumber = 0;
  let streamStartMs = 0;
  return {
    beginStream: (startedAtMs) => {
      numbersBefore = nextNumber;
      streamStartMs = startedAtMs;
    },
    notePiece: (firstSlot, trace) => {
      nextNumber = Math.max(nextNumber, numbersBefore + firstSlot + trace.slotCount);
      notePiece(running, trace, numbersBefore + firstSlot, streamStartMs);
    },
    noteQuestion: (sentAtMs, roundTripMs) => {
      const number = nextNumber++;
      noteSent(running, number, sentAtMs);
      if (roundTripMs !== null) noteArrival(running, number, sentAtMs + roundTripMs);
    },
    elapsedMs,
    reading: () => ({
      source,
      intervalMs,
      startedAt,
      elapsedMs: elapsedMs(),
      totals: totalsOf(running, elapsedMs()),
      windows: [...windowsAt(running, elapsedMs())],
    }),
  };
}

/** Sends and echoes of a piece in the order they happened. */
function notePiece(running: Running, trace: StreamPiece, firstNumber: number, startMs: number): void {
  let arrival = 0;
  const slots = trace.hasSlept ? lastEchoedSlot(trace) + 1 : trace.slotCount;
  for (let slot = 0; slot < slots; slot++) {
    if (trace.wasSent[slot] !== 1) continue;
    const sentAtMs = trace.sentAtMs[slot] ?? 0;
    while (arrival < trace.arrivalCount && (trace.arrivalAtMs[arrival] ?? 0) < sentAtMs)
      noteEcho(running, trace, arrival++, firstNumber, startMs);
    noteSent(running, firstNumber + slot, startMs + sentAtMs);
    if (trace.skippedSlots > 0) noteBusy(running, startMs + sentAtMs);
  }
  while (arrival < trace.arrivalCount) noteEcho(running, trace, arrival++, firstNumber, startMs);
}

/** What was under way when the computer went to sleep is neither lost nor sent: nobody listened for it. */
const lastEchoedSlot = ({ arrivalNumber, arrivalCount }: StreamPiece): number =>
  arrivalNumber.subarray(0, arrivalCount).reduce((last, slot) => Math.max(last, slot), -1);

function noteEcho(
  running: Running,
  trace: StreamPiece,
  arrival: number,
  firstNumber: number,
  startMs: number,
): void {
  const slot = trace.arrivalNumber[arrival] ?? 0;
  noteArrival(running, firstNumber + slot, startMs + (trace.arrivalAtMs[arrival] ?? 0));
}

function totalsOf(running: Running, nowMs: number): MonitorTotals {
  const { sent, received, lost, lossRatio, duplicates, reordered, rttMs, jitterMs } = totalsAt(
    running,
    nowMs,
  );
  return {
    sent,
    received,
    lost,
    lossRatio,
    duplicates,
    reordered,
    rttMs,
    jitterMs:
      jitterMs === null ? null : { mean: jitterMs.mean, max: jitterMs.max, samples: jitterMs.samples },
  };
}
