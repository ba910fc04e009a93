// Delay and jitter over time, one below the other, with the words for what is drawn and for what is under the cursor.
import { Box, type Theme, useColorScheme } from '@mui/material';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type uPlot from 'uplot';
import type { MonitorReading } from '../../../shared/ipc/monitor.ts';
import { formatTimeOfDay } from '../../language/format.ts';
import { type PlotPicture, pictureOf } from './plot-data.ts';
import { PlotKey } from './plot-key.tsx';
import { delayOptions, jitterOptions, plotHeightsPx } from './plot-options.ts';
import { TimePlot } from './time-plot.tsx';
import { useWindowWords } from './window-words.ts';

const delaysOf = ({ columns: { x, min, max, p50 } }: PlotPicture): uPlot.AlignedData => [x, min, max, p50];
const jittersOf = ({ columns: { x, jitter } }: PlotPicture): uPlot.AlignedData => [x, jitter];

export function Plots({ reading }: { readonly reading: MonitorReading }) {
  const { t } = useTranslation('monitor');
  const [at, setAt] = useState<number | null>(null);
  const picture = useMemo(() => pictureOf(reading), [reading]);
  const { delay, jitter } = usePlotOptions(setAt);
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <PlotTitle>{t('plot.delay')}</PlotTitle>
      <TimePlot
        label={t('plot.delayLabel')}
        heightPx={plotHeightsPx.delay}
        make={delay}
        picture={picture}
        pick={delaysOf}
      />
      <PlotTitle>{t('plot.jitter')}</PlotTitle>
      <TimePlot
        label={t('plot.jitterLabel')}
        heightPx={plotHeightsPx.jitter}
        make={jitter}
        picture={picture}
        pick={jittersOf}
      />
      <PlotKey hasBusy={picture.busy.length > 0} />
      <Readout reading={reading} at={at} />
    </Box>
  );
}

const PlotTitle = ({ children }: { readonly children: string }) => (
  <Box component="span" sx={{ fontSize: '0.875rem', fontWeight: 550 }}>
    {children}
  </Box>
);

/** The options keep their identity as long as language and colours stay. */
function usePlotOptions(onCursor: (index: number | null) => void) {
  const { i18n } = useTranslation();
  const { mode, systemMode } = useColorScheme();
  const isDark = (mode === 'system' ? systemMode : mode) === 'dark';
  const { language } = i18n;
  return useMemo(() => {
    const look = { isDark, language, onCursor };
    return { delay: delayOptions(look), jitter: jitterOptions(look) };
  }, [isDark, language, onCursor]);
}

/** One line of figures: the window under the cursor, else the newest. As high as two lines, so that nothing jumps. */
function Readout({ reading, at }: { readonly reading: MonitorReading; readonly at: number | null }) {
  const { t, i18n } = useTranslation('monitor');
  const say = useWindowWords();
  const index = at ?? reading.windows.length - 1;
  const window = reading.windows[index];
  if (window === undefined) return <Box sx={{ minHeight: 44 }} />;
  const time = formatTimeOfDay(Date.parse(reading.startedAt) + window.startMs, i18n.language, true);
  const { delay, jitter, lost } = say(window);
  return (
    <Box
      sx={(theme: Theme) => ({
        minHeight: 44,
        fontSize: '0.875rem',
        color: theme.vars.palette.quiet,
        fontVariantNumeric: 'tabular-nums',
      })}
    >
      {t(at === null ? 'readout.newest' : 'readout.at', { time, delay, jitter, lost })}
    </Box>
  );
}
