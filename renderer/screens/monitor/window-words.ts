// The figures of one window in words, for the line under the plot and for the table.
import { useTranslation } from 'react-i18next';
import type { MonitorWindow } from '../../../shared/ipc/monitor.ts';
import { useFigures } from '../../components/quality/use-figures.ts';

export type WindowWords = {
  readonly delay: string;
  readonly p50: string;
  readonly jitter: string;
  readonly lost: string;
};

/** Says a window; what nothing came back of has no delay. */
export function useWindowWords(): (window: MonitorWindow) => WindowWords {
  const { t } = useTranslation('monitor');
  const figure = useFigures(null);
  return ({ delayMs, jitterMs, lost, sent }) => ({
    delay:
      delayMs === null
        ? t('none')
        : t('range', { from: figure.time(delayMs.min), to: figure.time(delayMs.max) }),
    p50: delayMs === null ? t('none') : figure.time(delayMs.p50),
    jitter: jitterMs === null ? t('none') : figure.time(jitterMs),
    lost: t('lostOf', { lost: figure.count(lost), sent: figure.count(sent) }),
  });
}
