// Figures as people read them: never with more digits than the measurement carries.
import type { QualityRow } from '../measure/quality.ts';
import { type SelfNoise, shownStepMs, showTime } from '../measure/self-noise.ts';
import type { Say } from './say.ts';

export type FigureText = {
  readonly count: (value: number) => string;
  /** A ratio, 0..1, as percent with two significant digits. */
  readonly percent: (ratio: number) => string;
  /** A time of a stream, in the digits that the computer's own noise allows. */
  readonly time: (ms: number) => string;
  /** A time that is no measurement: a limit, a buffer, the floor itself. */
  readonly plainTime: (ms: number) => string;
  /** An R factor or a MOS. */
  readonly score: (value: number, decimals: number) => string;
};

/** Texts of figures in one language; `say` knows the namespace `quality`, `locale` is a BCP 47 tag. */
export function figureText(say: Say, noise: SelfNoise | null, locale: string): FigureText {
  const number = (value: number, decimals: number): string =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(value);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 });
  const ms = (value: number, decimals: number): string =>
    say('figure.ms', { value: number(value, decimals) });
  return {
    count: (value) => number(value, 0),
    percent: (ratio) => percent.format(ratio),
    time: (value) => {
      const shown = showTime(value, noise);
      if (shown.kind === 'below-floor')
        return say('figure.below', { value: ms(shown.floorMs, shown.decimals) });
      // Rounded away is not the same as nothing.
      if (shown.valueMs === 0 && value > 0)
        return say('figure.below', { value: ms(shownStepMs(noise), shown.decimals) });
      return ms(shown.valueMs, shown.decimals);
    },
    plainTime: (value) =>
      say('figure.ms', { value: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value) }),
    score: number,
  };
}

/** The value of a row. */
export function valueText(figure: FigureText, row: QualityRow, value: number): string {
  if (row === 'loss') return figure.percent(value);
  return row === 'rating' ? figure.score(value, 1) : figure.time(value);
}

/** A limit of a row. */
export function limitText(figure: FigureText, row: QualityRow, value: number): string {
  if (row === 'loss') return figure.percent(value);
  return row === 'rating' ? figure.score(value, 0) : figure.plainTime(value);
}
