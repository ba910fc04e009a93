// The quality of a line as a report keeps it: a class or the reason why there is none, with every figure behind it.
import { z } from 'zod';
import { playoutBuffersMs } from './limits.ts';

/** Most packets or echoes that one stream may have: 100 a second for an hour and more. */
const maxPackets = 1_000_000;
const count = z.int().min(0).max(maxPackets);
/** A time, ms; no stream lasts longer than a day. */
const timeMs = z.number().min(0).max(86_400_000);
const ratio = z.number().min(0).max(1);
const interval = z.strictObject({ low: ratio, high: ratio }).nullable();
/** Far below any real rating; the delay has no upper limit in the model. */
const rating = z.number().min(-1000).max(100).nullable();

const classSchema = z.enum(['excellent', 'good', 'fair', 'poor']);
/** How good a line is for calls. */
export type QualityClass = z.infer<typeof classSchema>;

const rowSchema = z.enum(['loss', 'jitter', 'round-trip', 'rating']);
/** What can decide the class. */
export type QualityRow = z.infer<typeof rowSchema>;

const notMeasuredReasonSchema = z.enum([
  'no-stream',
  'not-opened',
  'no-media',
  'too-few-packets',
  'computer-too-busy',
  'computer-slept',
  'cancelled-early',
]);
/** Why a line has no class. */
export type NotMeasuredReason = z.infer<typeof notMeasuredReasonSchema>;

/** Share by direction: of `upstreamBase` packets sent and `downstreamBase` packets returned. */
const directionsSchema = z.strictObject({
  lostUpstream: count,
  upstreamBase: count,
  lostDownstream: count.nullable(),
  downstreamBase: count.nullable(),
  lostUnknown: count,
  upstreamJitterMs: timeMs.nullable(),
});

const burstsSchema = z.strictObject({
  bursts: count,
  burstDensity: ratio.nullable(),
  burstDurationMs: timeMs.nullable(),
  gapDensity: ratio.nullable(),
  longestRun: count,
  runs: count,
  missing: count,
});

const modelSchema = z.strictObject({
  profile: z.literal('telephone'),
  codec: z.literal('g711-concealed'),
  bufferMs: timeMs,
  /** Half the median round trip is an assumption: nobody measured one way. */
  delaySource: z.literal('half-round-trip'),
  oneWayDelayMs: timeMs,
  lossRatio: ratio,
  burstRatio: z.number().min(1).max(maxPackets),
});

const streamSchema = z.strictObject({
  intervalMs: timeMs,
  sent: count,
  /** Packets whose echo came in time, copies not counted. */
  received: count,
  /** Slots in which this computer was too late to send; not lost. */
  skippedSlots: count,
  duplicates: count,
  /** duplicates / received; null when nothing came. */
  duplicateRatio: z.number().min(0).max(maxPackets).nullable(),
  overdueArrivals: count,
  foreignArrivals: count,
  /** Missing before the first echo: a server that was learning the address, not the network. */
  leadingLost: count,
  /** Missing after the first echo, of the `lossBase` packets sent after it. */
  lost: count,
  lossBase: count,
  lossRatio: ratio.nullable(),
  lossInterval: interval,
  lostInWarmUp: count,
  lossUpRatio: ratio.nullable(),
  lossDownRatio: ratio.nullable(),
  directions: directionsSchema.nullable(),
  reordered: count,
  /** reordered / received; null when nothing came. */
  reorderedRatio: ratio.nullable(),
  reorderMaxExtent: count.nullable(),
  rttMs: z
    .strictObject({ min: timeMs, p50: timeMs, p95: timeMs, p99: timeMs, max: timeMs, samples: count })
    .nullable(),
  /** RFC 3550, without the first ten packets; both ways mixed. */
  jitterMs: z.strictObject({ mean: timeMs, max: timeMs, last: timeMs, samples: count }).nullable(),
  ipdvMs: z.strictObject({ meanAbs: timeMs, p95: timeMs, p99: timeMs, samples: count }).nullable(),
  pdvMs: z.strictObject({ p95: timeMs, p99: timeMs, max: timeMs, samples: count }).nullable(),
  playout: z
    .array(
      z.strictObject({
        bufferMs: timeMs,
        late: count,
        /** Of `lossBase` packets. */
        effectiveLossRatio: ratio.nullable(),
        interval,
      }),
    )
    .length(playoutBuffersMs.length),
  /** Lost or late for the buffer of the model, of `lossBase` packets. */
  bursts: burstsSchema,
  model: modelSchema.nullable(),
  rFactor: rating,
  rFactorShortForm: rating,
  mosCqe: z.number().min(1).max(4.5).nullable(),
});
/** Every figure of one stream. */
export type StreamFigures = Readonly<z.infer<typeof streamSchema>>;

export const qualitySchema = z.discriminatedUnion('class', [
  z.strictObject({
    class: classSchema,
    /** The rows with the worst class, which is the class of the line. */
    decidedBy: z.array(rowSchema).min(1).max(4),
    /** The number of packets leaves open whether the loss is above or below a limit that matters. */
    borderline: z.boolean(),
    /** Best and worst class that the loss interval allows. */
    couldBe: z.strictObject({ best: classSchema, worst: classSchema }),
    stream: streamSchema,
  }),
  z.strictObject({
    class: z.literal('not-measured'),
    reason: notMeasuredReasonSchema,
    /** What was seen all the same; null when nothing was sent. */
    stream: streamSchema.nullable(),
  }),
]);
/** Class and figures of a line. */
export type Quality = Readonly<z.infer<typeof qualitySchema>>;
