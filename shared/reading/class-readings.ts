// The four rows that decide a class, each ready for its ruler: value, class, limits, and how unsure it is.
import { g711Concealed, rateCall } from '../measure/e-model.ts';
import { gradeOf, type Rows } from '../measure/grade.ts';
import { classLimits, modelBufferMs } from '../measure/limits.ts';
import type { QualityClass, QualityRow, StreamFigures } from '../measure/quality.ts';
import type { SelfNoise } from '../measure/self-noise.ts';
import { type FigureText, valueText } from './figure-text.ts';
import type { Say } from './say.ts';

/** Why a value is not exact: the sample is small, this computer adds to it, or nobody knows how much it adds. */
export type DoubtSource = 'sample' | 'computer' | 'unknown-computer';

export type Reading = {
  readonly row: QualityRow;
  /** A ratio, ms, or R, by row. */
  readonly value: number;
  readonly class: QualityClass;
  /** Best end, the three class limits, worst end. */
  readonly anchors: readonly number[];
  readonly doubt: {
    readonly source: DoubtSource;
    readonly range: { readonly from: number; readonly to: number } | null;
  };
  readonly samples: number;
};

const flawless: Rows = { effectiveLossRatio: 0, jitterMs: null, rttMs: 0, rFactor: 100 };

/** Ends of the rulers: the best there is, and where POOR has gone on for long enough to be seen as such. */
const ends: Readonly<Record<QualityRow, readonly [number, number]>> = {
  loss: [0, 0.1],
  jitter: [0, 100],
  'round-trip': [0, 600],
  rating: [100, 50],
};

const limitOf: Readonly<Record<QualityRow, (limit: (typeof classLimits)[number]) => number>> = {
  loss: (limit) => limit.effectiveLossRatio,
  jitter: (limit) => limit.jitterMs,
  'round-trip': (limit) => limit.rttMs,
  rating: (limit) => limit.rFactor,
};

const rowsWith: Readonly<Record<QualityRow, (value: number) => Rows>> = {
  loss: (effectiveLossRatio) => ({ ...flawless, effectiveLossRatio }),
  jitter: (jitterMs) => ({ ...flawless, jitterMs }),
  'round-trip': (rttMs) => ({ ...flawless, rttMs }),
  rating: (rFactor) => ({ ...flawless, rFactor }),
};

const anchorsOf = (row: QualityRow): readonly number[] => [
  ends[row][0],
  ...classLimits.map(limitOf[row]),
  ends[row][1],
];

/** The limits of a row, best class first. */
export const limitsOf = (row: QualityRow): readonly number[] => classLimits.map(limitOf[row]);

type Measured = Pick<Reading, 'value' | 'doubt' | 'samples'>;

const reading = (row: QualityRow, measured: Measured | null): readonly Reading[] =>
  measured === null
    ? []
    : [
        {
          row,
          ...measured,
          class: gradeOf(rowsWith[row](measured.value)).class,
          anchors: anchorsOf(row),
        },
      ];

/** The rows that a stream has a value for. */
export function readingsOf(stream: StreamFigures, noise: SelfNoise | null): readonly Reading[] {
  return [
    ...reading('loss', lossOf(stream)),
    ...reading('jitter', timeOf(stream.jitterMs?.mean, stream.jitterMs?.samples, noise)),
    ...reading('round-trip', timeOf(stream.rttMs?.p50, stream.rttMs?.samples, noise)),
    ...reading('rating', ratingOf(stream)),
  ];
}

const playedOf = ({ playout }: StreamFigures) => playout.find(({ bufferMs }) => bufferMs === modelBufferMs);

function lossOf(stream: StreamFigures): Measured | null {
  const played = playedOf(stream);
  if (played == null || played.effectiveLossRatio === null) return null;
  const { interval, effectiveLossRatio } = played;
  return {
    value: effectiveLossRatio,
    doubt: { source: 'sample', range: interval === null ? null : { from: interval.low, to: interval.high } },
    samples: stream.lossBase,
  };
}

/** A computer only ever adds time: the true value lies between what was measured and that less the floor. */
function timeOf(
  value: number | undefined,
  samples: number | undefined,
  noise: SelfNoise | null,
): Measured | null {
  if (value === undefined || samples === undefined) return null;
  if (noise === null) return { value, doubt: { source: 'unknown-computer', range: null }, samples };
  const from = Math.max(0, value - noise.receiveP99Ms);
  return { value, doubt: { source: 'computer', range: { from, to: value } }, samples };
}

/** The rating moves with the loss; at both ends of the loss interval it is calculated anew. */
function ratingOf(stream: StreamFigures): Measured | null {
  const { model, rFactor, lossBase } = stream;
  if (model === null || rFactor === null) return null;
  const interval = playedOf(stream)?.interval ?? null;
  const at = (lossRatio: number): number => rateCall({ ...model, lossRatio, codec: g711Concealed }).rFactor;
  const range = interval === null ? null : { from: at(interval.high), to: at(interval.low) };
  return { value: rFactor, doubt: { source: 'sample', range }, samples: lossBase };
}

type ReadingWords = { readonly t: Say; readonly figure: FigureText };

/** What a value was made of, and how exact it is, in one or two sentences. */
export function sourceText(reading: Reading, noise: SelfNoise | null, words: ReadingWords): string {
  const { t, figure } = words;
  const source = t(`row.${reading.row}.source`, {
    count: reading.samples,
    n: figure.count(reading.samples),
    buffer: figure.plainTime(modelBufferMs),
  });
  return [source, ...doubtText(reading, noise, words)].join(' ');
}

function doubtText({ row, doubt }: Reading, noise: SelfNoise | null, { t, figure }: ReadingWords): string[] {
  if (doubt.source === 'unknown-computer') return [t('doubt.unknown-computer')];
  if (doubt.range === null) return [];
  if (doubt.source === 'computer')
    return [t('doubt.computer', { value: figure.plainTime(noise?.receiveP99Ms ?? 0) })];
  const from = valueText(figure, row, doubt.range.from);
  const to = valueText(figure, row, doubt.range.to);
  return [t('doubt.sample', { from, to })];
}
