// How much this computer adds to what it measures, found out with a delayed echo inside it before a stream. It decides
// with how many digits a figure may be shown, and whether jitter may be graded at all.
import { z } from 'zod';
import { selfNoiseLimitsMs } from './limits.ts';

const lateMs = z.number().min(0).max(60_000);

export const selfNoiseSchema = z.strictObject({
  /** How late this computer notices a packet. */
  receiveP50Ms: lateMs,
  receiveP99Ms: lateMs,
  /** How far its sends are from their slots. */
  pacingP50Ms: lateMs,
  pacingP99Ms: lateMs,
  /** Packets of the calibration. */
  samples: z.int().min(1).max(100_000),
});
/** The floor under every figure of a stream, ms. */
export type SelfNoise = Readonly<z.infer<typeof selfNoiseSchema>>;

/** Whether the floor leaves figures worth grading. Pacing does not count: figures use the true times of sending. */
export function noiseLevel(noise: SelfNoise): 'quiet' | 'noticeable' | 'too-busy' {
  if (noise.receiveP99Ms > selfNoiseLimitsMs.refuseAbove) return 'too-busy';
  return noise.receiveP99Ms > selfNoiseLimitsMs.warnFrom ? 'noticeable' : 'quiet';
}

/** What may be shown of a time: a multiple of `stepMs` with so many decimals, or that it is below the floor. */
export type ShownTime =
  | { readonly kind: 'below-floor'; readonly floorMs: number; readonly decimals: 0 | 1 }
  | { readonly kind: 'value'; readonly valueMs: number; readonly decimals: 0 | 1 };

/** Finest and coarsest step, ms: stamps are good to 0.1 to 0.2 ms at best; above 10 ms nothing is graded anyway. */
const stepsMs = [0.1, 1, 10] as const;

/** Smallest step a time may be shown in, ms: the power of ten at or below the floor's p99; whole ms where it is unknown. */
export function shownStepMs(noise: SelfNoise | null): (typeof stepsMs)[number] {
  if (noise === null) return 1;
  return stepsMs.findLast((stepMs) => stepMs <= noise.receiveP99Ms) ?? stepsMs[0];
}

/** A time in the digits that the floor allows (floor p99 2 ms: whole ms). */
export function showTime(valueMs: number, noise: SelfNoise | null): ShownTime {
  const stepMs = shownStepMs(noise);
  const decimals = stepMs < 1 ? 1 : 0;
  const floorMs = toStep(noise?.receiveP99Ms ?? 0, stepMs, Math.ceil);
  if (noise !== null && valueMs < noise.receiveP99Ms) return { kind: 'below-floor', floorMs, decimals };
  return { kind: 'value', valueMs: toStep(valueMs, stepMs, Math.round), decimals };
}

/** Tenths are divided, not multiplied: 3 * 0.1 is 0.30000000000000004. */
const toStep = (valueMs: number, stepMs: number, round: (steps: number) => number): number =>
  stepMs < 1 ? round(valueMs * 10) / 10 : round(valueMs / stepMs) * stepMs;
