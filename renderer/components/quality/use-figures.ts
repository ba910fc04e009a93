// The figures of a report in the language of the window.
import { useTranslation } from 'react-i18next';
import type { SelfNoise } from '../../../shared/measure/self-noise.ts';
import { type FigureText, figureText } from './figure-text.ts';

export function useFigures(noise: SelfNoise | null): FigureText {
  const { t, i18n } = useTranslation('quality');
  return figureText((key, values) => t(`figure.${key}`, values), noise, i18n.language);
}
