// Between a trace and the fact of a report that keeps it. What is computed is always computed from the kept form, so
// that whoever holds the report gets the same figures.
import type { Fact, Observation, ObservationOf } from '../observation/observation.ts';
import { readEchoColumn, readSentColumn } from '../observation/stream.ts';
import { measureStream } from './measure-stream.ts';
import type { Quality } from './quality.ts';
import type { SelfNoise } from './self-noise.ts';
import type { StreamTrace } from './trace.ts';

type StreamFact = Extract<Fact, { kind: 'stream' }>;

const toUs = (ms: number): string => String(Math.round(ms * 1000));

/** What of a trace is kept, ready to be recorded with the rest of the fact. */
export function keptOf(
  trace: StreamTrace,
): Pick<
  StreamFact,
  'intervalMs' | 'slotCount' | 'skippedSlots' | 'sentUs' | 'echoesUs' | 'rtcp' | 'endedBy' | 'closedAtMs'
> {
  const { intervalMs, slotCount, skippedSlots, endedBy, closedAtMs, rtcp } = trace;
  const sent = Array.from(trace.wasSent, (was, slot) => (was === 1 ? toUs(trace.sentAtMs[slot] ?? 0) : '-'));
  const echoes = Array.from(
    trace.arrivalNumber.subarray(0, trace.arrivalCount),
    (slot, i) => `${slot}@${toUs(trace.arrivalAtMs[i] ?? 0)}`,
  );
  return {
    intervalMs,
    slotCount,
    skippedSlots,
    endedBy,
    closedAtMs,
    rtcp: [...rtcp],
    sentUs: sent.join(' '),
    echoesUs: echoes.join(' '),
  };
}

/** The trace that a fact keeps; its schema has checked the columns. */
export function traceOf(kept: ObservationOf<'stream'>): StreamTrace {
  const sent = readSentColumn(kept.sentUs) ?? [];
  const echoes = readEchoColumn(kept.echoesUs) ?? [];
  const { intervalMs, slotCount, skippedSlots, rtcp, endedBy, closedAtMs } = kept;
  return {
    intervalMs,
    slotCount,
    skippedSlots,
    rtcp,
    endedBy,
    closedAtMs,
    wasSent: Uint8Array.from(sent, (us) => (us === null ? 0 : 1)),
    sentAtMs: Float64Array.from(sent, (us) => (us ?? 0) / 1000),
    arrivalNumber: Uint32Array.from(echoes, ([slot]) => slot),
    arrivalAtMs: Float64Array.from(echoes, ([, us]) => us / 1000),
    arrivalCount: echoes.length,
  };
}

/** The noise that was measured before the stream; null when it was not. */
export function noiseOf(observations: readonly Observation[]): SelfNoise | null {
  const noise = observations.findLast((o) => o.kind === 'self-noise');
  if (noise === undefined) return null;
  const { receiveP50Ms, receiveP99Ms, pacingP50Ms, pacingP99Ms, samples } = noise;
  return { receiveP50Ms, receiveP99Ms, pacingP50Ms, pacingP99Ms, samples };
}

/** Quality of the last stream among the observations; null when none was to be sent. */
export function qualityOf(observations: readonly Observation[]): Quality | null {
  const stream = observations.findLast((o) => o.kind === 'stream');
  if (stream !== undefined) return measureStream(traceOf(stream), noiseOf(observations));
  const hasFailed = observations.some((o) => o.kind === 'sound-failed');
  return hasFailed ? { class: 'not-measured', reason: 'not-opened', stream: null } : null;
}
