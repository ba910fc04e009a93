// What this computer can pace: several streams at once against an echo inside it, each packet's moment of sending
// against the moment it was due. Nothing leaves the computer, so the figures say nothing about a line or a server.
import { ok, type Result } from '../../../shared/base/result.ts';
import { selfNoiseLimitsMs } from '../../../shared/measure/limits.ts';
import { percentile, sorted } from '../../../shared/measure/percentile.ts';
import { startLoopbackEcho } from './loopback-echo.ts';
import { streamToEcho } from './loopback-stream.ts';
import type { StreamDeps, StreamFault } from './open-stream.ts';
import { dueAtMs, type Grid, makeGrid } from './slot-planner.ts';
import type { IoResult, Pacing } from './stream-messages.ts';
import type { StreamPiece } from './trace.ts';

/** How many streams can be asked for (bounds.ts). */
export const selfTestStreams = [1, 10, 50, 200] as const;

export type SelfTest = {
  readonly streams: number;
  /** Between two packets of one stream, ms. */
  readonly intervalMs: number;
  readonly durationMs: number;
  /** Packets that were due, that left, and that came back. */
  readonly planned: number;
  readonly sent: number;
  readonly received: number;
  /** Packets that were given up because this computer was late for them. */
  readonly skipped: number;
  /** How far the sends were from the moments they were due, either way; null when nothing was sent. */
  readonly sendErrorMs: {
    readonly p50: number;
    readonly p99: number;
    readonly max: number;
    readonly samples: number;
  } | null;
  readonly pacing: Pacing;
  readonly isCancelled: boolean;
  /** Nothing skipped, nothing lost, and p99 within what a graded stream is allowed. */
  readonly keepsPace: boolean;
};

/** One packet of sound, ms. RFC 3551 4.2. */
const packetMs = 20;
/** ours: away from the grid, so that receiving does not fall together with sending. */
const echoDelayMs = 7;

/** Paces `streams` calls' worth of packets to this computer itself for so long. */
export async function runSelfTest(
  streams: (typeof selfTestStreams)[number],
  durationMs: number,
  deps: Pick<StreamDeps, 'ids' | 'workerFolder'>,
  signal: AbortSignal,
): Promise<Result<SelfTest, StreamFault>> {
  const size = { intervalMs: packetMs, slotCount: durationMs / packetMs, streams };
  const echo = startLoopbackEcho({ delayMs: echoDelayMs, slotCount: 0 }, deps);
  try {
    const result = await streamToEcho(echo, size, deps, signal);
    if (!result.ok) return result;
    return ok(selfTestFigures(result.value, makeGrid(packetMs, size.slotCount, streams), durationMs));
  } finally {
    await echo.end();
  }
}

/** What a finished run on a grid comes to. */
export function selfTestFigures(
  { last: { traces }, ending, pacing }: Pick<IoResult, 'last' | 'ending' | 'pacing'>,
  grid: Grid,
  durationMs: number,
): SelfTest {
  const errors = Float64Array.from(traces.flatMap((trace, stream) => sendErrors(trace, grid, stream)));
  const received = traces.reduce((sum, trace) => sum + distinctEchoes(trace), 0);
  const skipped = traces.reduce((sum, { skippedSlots }) => sum + skippedSlots, 0);
  const sendErrorMs = spread(errors);
  const isWhole = ending === 'complete' && skipped === 0 && received === errors.length;
  return {
    streams: grid.streams,
    intervalMs: grid.intervalMs,
    durationMs,
    planned: grid.streams * grid.slotCount,
    sent: errors.length,
    received,
    skipped,
    sendErrorMs,
    pacing,
    isCancelled: ending === 'cancelled',
    keepsPace: isWhole && sendErrorMs !== null && sendErrorMs.p99 <= selfNoiseLimitsMs.refuseAbove,
  };
}

const sendErrors = ({ wasSent, sentAtMs }: StreamPiece, grid: Grid, stream: number): number[] =>
  [...wasSent.keys()]
    .filter((slot) => wasSent[slot] === 1)
    .map((slot) => Math.abs((sentAtMs[slot] ?? 0) - dueAtMs(grid, slot, stream)));

const distinctEchoes = ({ arrivalNumber, arrivalCount }: StreamPiece): number =>
  new Set(arrivalNumber.subarray(0, arrivalCount)).size;

function spread(errors: Float64Array): SelfTest['sendErrorMs'] {
  const ascending = sorted(errors);
  const [p50, p99, max] = [50, 99, 100].map((percent) => percentile(ascending, percent));
  if (p50 == null || p99 == null || max == null) return null;
  return { p50, p99, max, samples: ascending.length };
}
