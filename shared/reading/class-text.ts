// The class of a line as text, for a fold, a ticket and a page. Pure: the words come in.
import type { NotMeasuredReason, Quality } from '../measure/quality.ts';
import type { Say } from './say.ts';

type Graded = Exclude<Quality, { class: 'not-measured' }>;

/** Why there is no class; a report without a quality was made without an account. */
export const whyNotMeasured = (
  quality: Extract<Quality, { class: 'not-measured' }> | null,
): NotMeasuredReason | 'no-account' => quality?.reason ?? 'no-account';

/** Class in a few words, for the edge of a fold. */
export const shortClass = (quality: Quality | null, t: Say): string =>
  t(`short.${quality?.class ?? 'not-measured'}`);

/** The class, or why there is none, in one line for a ticket. */
export function qualityLine(quality: Quality | null, t: Say): string {
  if (quality === null || quality.class === 'not-measured') return t(`reason.${whyNotMeasured(quality)}`);
  const sentence = t(`verdict.${quality.class}`);
  return quality.borderline ? `${sentence} ${borderlineText(quality, t)}` : sentence;
}

export const borderlineText = ({ couldBe }: Graded, t: Say): string =>
  t('borderline', { best: t(`class.${couldBe.best}`), worst: t(`class.${couldBe.worst}`) });
