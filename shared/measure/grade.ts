// From figures to a class. The worst row wins; the interval of the loss tells how sure that is.
import { classLimits } from './limits.ts';
import type { QualityClass, QualityRow } from './quality.ts';

export type Rows = {
  /** Lost or late, 0..1. */
  readonly effectiveLossRatio: number;
  /** Mean interarrival jitter, ms; null when too little came for one. */
  readonly jitterMs: number | null;
  /** Median round trip, ms. */
  readonly rttMs: number;
  /** E-model rating, profile "telephone". */
  readonly rFactor: number;
};

export type Grade = { readonly class: QualityClass; readonly decidedBy: readonly QualityRow[] };

const order: readonly QualityClass[] = ['excellent', 'good', 'fair', 'poor'];

/** The class of a line and every row that is no better than it. A missing row cannot decide. */
export function gradeOf(rows: Rows): Grade {
  const { effectiveLossRatio, jitterMs, rttMs, rFactor } = rows;
  const classes: readonly (readonly [QualityRow, QualityClass])[] = [
    ['loss', firstClass((limit) => effectiveLossRatio < limit.effectiveLossRatio)],
    ...(jitterMs === null ? [] : [['jitter', firstClass((limit) => jitterMs < limit.jitterMs)] as const]),
    ['round-trip', firstClass((limit) => rttMs < limit.rttMs)],
    ['rating', firstClass((limit) => rFactor >= limit.rFactor)],
  ];
  const worst = classes.map(([, own]) => own).reduce(worseOf);
  return { class: worst, decidedBy: classes.filter(([, own]) => own === worst).map(([row]) => row) };
}

const firstClass = (meets: (limit: (typeof classLimits)[number]) => boolean): QualityClass =>
  classLimits.find(meets)?.class ?? 'poor';

const worseOf = (a: QualityClass, b: QualityClass): QualityClass =>
  order.indexOf(a) >= order.indexOf(b) ? a : b;
