// How late this computer sends and receives, measured before a line is judged: the same engine against an echo on
// loopback, whose thread says when each echo really left. What the line adds must be more than this to be told.
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { percentile, sorted } from '../../../shared/measure/percentile.ts';
import type { SelfNoise } from '../../../shared/measure/self-noise.ts';
import { startLoopbackEcho } from './loopback-echo.ts';
import { streamToEcho } from './loopback-stream.ts';
import type { StreamDeps, StreamFault } from './open-stream.ts';
import { dueAtMs, makeGrid } from './slot-planner.ts';
import type { IoResult } from './stream-messages.ts';

/** ours: nearly a second of packets; the delay is away from their grid. */
const size = { intervalMs: 10, slotCount: 90, streams: 1 } as const;
const echoDelayMs = 7;
/** Nobody waits longer for a number that is only a footnote; a computer too busy to be done by then has fewer samples. */
const longestMs = 1200;
/** Fewer say nothing at all: this computer is too busy to measure with. ours. */
const fewestSamples = 20;

/** Measures for at most 1.2 s; sends to this computer only. `too-few-samples`: too busy, or loopback does not work. */
export async function measureSelfNoise(
  deps: Pick<StreamDeps, 'ids' | 'workerFolder'>,
  signal: AbortSignal,
): Promise<Result<SelfNoise, StreamFault | { readonly code: 'too-few-samples'; readonly detail: string }>> {
  const echo = startLoopbackEcho({ delayMs: echoDelayMs, slotCount: size.slotCount }, deps);
  try {
    const result = await streamToEcho(echo, size, deps, signal, longestMs);
    if (!result.ok) return result;
    if (result.value.ending === 'cancelled')
      return err({ code: 'cancelled', detail: 'the run was cancelled' });
    return noiseOf(result.value, await echo.stamps());
  } finally {
    await echo.end();
  }
}

/** Lateness of a finished run, against the echo's own stamps. */
function noiseOf(
  { last, startedAtSystemMs }: IoResult,
  echoedAtSystemMs: Float64Array,
): Result<SelfNoise, { readonly code: 'too-few-samples'; readonly detail: string }> {
  const trace = last.traces[0];
  const arrivals = trace?.arrivalCount ?? 0;
  if (trace === undefined || startedAtSystemMs === null || arrivals < fewestSamples)
    return err({
      code: 'too-few-samples',
      detail: `${arrivals} of ${size.slotCount} came back on loopback in time`,
    });
  const grid = makeGrid(size.intervalMs, size.slotCount, size.streams);
  const receive: number[] = [];
  const pacing: number[] = [];
  for (let i = 0; i < arrivals; i++) {
    const slot = trace.arrivalNumber[i] ?? 0;
    const arrivedAtMs = (trace.arrivalAtMs[i] ?? 0) + startedAtSystemMs;
    receive.push(arrivedAtMs - (echoedAtSystemMs[slot] ?? 0));
    pacing.push((trace.sentAtMs[slot] ?? 0) - dueAtMs(grid, slot, 0));
  }
  return ok({
    receiveP50Ms: latenessMs(receive, 50),
    receiveP99Ms: latenessMs(receive, 99),
    pacingP50Ms: latenessMs(pacing, 50),
    pacingP99Ms: latenessMs(pacing, 99),
    samples: arrivals,
  });
}

/** Percentile of what was late; stamps of two threads can differ by microseconds the other way, which is not late. */
const latenessMs = (values: readonly number[], percent: number): number =>
  Math.max(0, percentile(sorted(Float64Array.from(values)), percent) ?? 0);
