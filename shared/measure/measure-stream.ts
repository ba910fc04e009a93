// From what a stream recorded to the quality of the line: the same trace always gives the same answer.
import { burstRatioOf, burstsOf } from './bursts.ts';
import { type Directions, splitLoss } from './directions.ts';
import { g711Concealed, mosCqeOf, rateCall } from './e-model.ts';
import { gradeOf, type Rows } from './grade.ts';
import { delayChanges, ipdvOf } from './ipdv.ts';
import { jitterOf } from './jitter.ts';
import {
  leastPacketsGraded,
  modelBufferMs,
  packetizationMs,
  playoutBuffersMs,
  sleepGapMs,
} from './limits.ts';
import { type Interval, lossOf } from './loss.ts';
import { afterWarmUp, followPackets, type PacketFates, transitsOf } from './packet-fates.ts';
import { pdvOf } from './pdv.ts';
import { playFates, playoutOf } from './playout.ts';
import type { NotMeasuredReason, Quality, StreamFigures } from './quality.ts';
import { reorderingOf } from './reordering.ts';
import { roundTripOf } from './round-trip.ts';
import { noiseLevel, type SelfNoise } from './self-noise.ts';
import type { StreamTrace } from './trace.ts';

/** Quality of a line; null trace: no stream was asked for, null noise: the computer's own part was not measured. */
export function measureStream(trace: StreamTrace | null, noise: SelfNoise | null): Quality {
  const fates = trace === null ? null : followPackets(trace);
  if (trace === null || fates === null || fates.sent === 0)
    return { class: 'not-measured', reason: 'no-stream', stream: null };
  const stream = figuresOf(trace, fates);
  const reason = reasonAgainst(trace, fates, stream, noise);
  return reason === null ? graded(stream) : { class: 'not-measured', reason, stream };
}

function reasonAgainst(
  trace: StreamTrace,
  fates: PacketFates,
  stream: StreamFigures,
  noise: SelfNoise | null,
): NotMeasuredReason | null {
  const isShort = stream.lossBase < leastPacketsGraded;
  if (hasSlept(trace, fates)) return 'computer-slept';
  if (isShort && trace.endedBy === 'cancel') return 'cancelled-early';
  if (stream.received === 0) return 'no-media';
  if (isShort) return 'too-few-packets';
  return noise !== null && noiseLevel(noise) === 'too-busy' ? 'computer-too-busy' : null;
}

/** Either the computer said so, or nothing was sent for so long that the figures are about the computer. */
function hasSlept(trace: StreamTrace, { slotOf }: PacketFates): boolean {
  if (trace.endedBy === 'sleep') return true;
  const longestMs = trace.intervalMs + sleepGapMs;
  return slotOf.some((slot, i) => {
    const before = slotOf[i - 1];
    return before !== undefined && (trace.sentAtMs[slot] ?? 0) - (trace.sentAtMs[before] ?? 0) > longestMs;
  });
}

function figuresOf(trace: StreamTrace, fates: PacketFates): StreamFigures {
  const received = fates.arrivalOrder.length;
  const settled = transitsOf(fates, afterWarmUp(fates));
  const loss = lossOf(fates);
  const directions = splitLoss(trace, fates, loss.lost);
  const reordering = reorderingOf(fates.arrivalOrder);
  return {
    intervalMs: trace.intervalMs,
    sent: fates.sent,
    received,
    skippedSlots: trace.skippedSlots,
    duplicates: fates.duplicates,
    duplicateRatio: received === 0 ? null : fates.duplicates / received,
    overdueArrivals: fates.overdueArrivals,
    foreignArrivals: fates.foreignArrivals,
    leadingLost: loss.leadingLost,
    lost: loss.lost,
    lossBase: loss.base,
    lossRatio: loss.ratio,
    lossInterval: loss.interval,
    lostInWarmUp: loss.lostInWarmUp,
    ...directionRatios(directions),
    directions,
    reordered: reordering.reordered,
    reorderedRatio: reordering.ratio,
    reorderMaxExtent: reordering.maxExtent,
    rttMs: roundTripOf(transitsOf(fates, fates.arrivalOrder)),
    jitterMs: jitterOf(settled),
    ipdvMs: ipdvOf(delayChanges(fates)),
    pdvMs: pdvOf(settled),
    playout: playoutBuffersMs.map((bufferMs) => playoutOf(playFates(fates, bufferMs), bufferMs)),
    ...modelFigures(trace, fates),
  };
}

const directionRatios = (
  directions: Directions | null,
): Pick<StreamFigures, 'lossUpRatio' | 'lossDownRatio'> => ({
  lossUpRatio: directions === null ? null : directions.lostUpstream / directions.upstreamBase,
  lossDownRatio:
    directions?.lostDownstream == null || directions.downstreamBase === null
      ? null
      : directions.lostDownstream / directions.downstreamBase,
});

type ModelFigures = Pick<StreamFigures, 'bursts' | 'model' | 'rFactor' | 'rFactorShortForm' | 'mosCqe'>;

function modelFigures(trace: StreamTrace, fates: PacketFates): ModelFigures {
  const played = playFates(fates, modelBufferMs);
  const bursts = burstsOf(played, trace.intervalMs);
  const { effectiveLossRatio } = playoutOf(played, modelBufferMs);
  const rtt = roundTripOf(transitsOf(fates, fates.arrivalOrder));
  if (effectiveLossRatio === null || rtt === null)
    return { bursts, model: null, rFactor: null, rFactorShortForm: null, mosCqe: null };
  const model = {
    profile: 'telephone',
    codec: 'g711-concealed',
    bufferMs: modelBufferMs,
    delaySource: 'half-round-trip',
    oneWayDelayMs: rtt.p50 / 2 + modelBufferMs + packetizationMs,
    lossRatio: effectiveLossRatio,
    burstRatio: burstRatioOf(bursts, played.length),
  } as const;
  const { rFactor, rFactorShortForm } = rateCall({ ...model, codec: g711Concealed });
  return { bursts, model, rFactor, rFactorShortForm, mosCqe: mosCqeOf(rFactor) };
}

function graded(stream: StreamFigures): Quality {
  const { rttMs, jitterMs, model } = stream;
  const interval = stream.playout.find(({ bufferMs }) => bufferMs === modelBufferMs)?.interval ?? null;
  if (rttMs === null || model === null || interval === null)
    return { class: 'not-measured', reason: 'too-few-packets', stream };
  // The other rows stay as measured; the rating follows the loss.
  const rowsAt = (lossRatio: number): Rows => ({
    effectiveLossRatio: lossRatio,
    jitterMs: jitterMs?.mean ?? null,
    rttMs: rttMs.p50,
    rFactor: rateCall({ ...model, lossRatio, codec: g711Concealed }).rFactor,
  });
  const grade = gradeOf(rowsAt(model.lossRatio));
  const couldBe = couldBeOf(interval, rowsAt);
  return {
    class: grade.class,
    decidedBy: [...grade.decidedBy],
    borderline: couldBe.best !== couldBe.worst,
    couldBe,
    stream,
  };
}

const couldBeOf = (interval: Interval, rowsAt: (lossRatio: number) => Rows) => ({
  best: gradeOf(rowsAt(interval.low)).class,
  worst: gradeOf(rowsAt(interval.high)).class,
});
