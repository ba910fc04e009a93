// The figures of a report in the language of the window.
import { useTranslation } from 'react-i18next';
import type { SelfNoise } from '../../../shared/measure/self-noise.ts';
import { type FigureText, figureText } from '../../../shared/reading/figure-text.ts';
import { localeOf } from '../../language/format.ts';

export function useFigures(noise: SelfNoise | null): FigureText {
  const { t, i18n } = useTranslation('quality');
  return figureText(t, noise, localeOf(i18n.language));
}
