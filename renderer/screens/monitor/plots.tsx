// Delay and jitter over time, one below the other, with the words for what is drawn and for what is under the cursor.
import { Box, type Theme, useColorScheme } from '@mui/material';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type uPlot from 'uplot';
import type { MonitorReading } from '../../../shared/ipc/monitor.ts';
import { formatTimeOfDay } from '../../language/format.ts';
import { type PlotPicture, pictureOf } from './plot-data.ts';
import { PlotKey } from './plot-key.tsx';
import { delayOptions, jitterOptions, type PlotLook, plotHeightsPx } from './plot-options.ts';
import { TimePlot } from './time-plot.tsx';
import { useWindowWords } from './window-words.ts';

/** From top to bottom; `pick`: the columns that are its series. */
const plots = [
  {
    name: 'delay',
    optionsOf: delayOptions,
    pick: ({ columns: { x, min, max, p50 } }: PlotPicture): uPlot.AlignedData => [x, min, max, p50],
  },
  {
    name: 'jitter',
    optionsOf: jitterOptions,
    pick: ({ columns: { x, jitter } }: PlotPicture): uPlot.AlignedData => [x, jitter],
  },
] as const;

export function Plots({ reading }: { readonly reading: MonitorReading }) {
  const [at, setAt] = useState<number | null>(null);
  const picture = useMemo(() => pictureOf(reading), [reading]);
  const look = usePlotLook(setAt);
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {plots.map((plot) => (
        <TitledPlot key={plot.name} plot={plot} look={look} picture={picture} />
      ))}
      <PlotKey hasBusy={picture.busy.length > 0} />
      <Readout reading={reading} at={at} />
    </Box>
  );
}

type TitledPlotProps = {
  readonly plot: (typeof plots)[number];
  readonly look: PlotLook;
  readonly picture: PlotPicture;
};

function TitledPlot({ plot: { name, optionsOf, pick }, look, picture }: TitledPlotProps) {
  const { t } = useTranslation('monitor');
  // The options keep their identity as long as language and colours stay.
  const make = useMemo(() => optionsOf(look), [optionsOf, look]);
  return (
    <>
      <PlotTitle>{t(`plot.${name}`)}</PlotTitle>
      <TimePlot
        label={t(`plot.${name}Label`)}
        heightPx={plotHeightsPx[name]}
        make={make}
        picture={picture}
        pick={pick}
      />
    </>
  );
}

const PlotTitle = ({ children }: { readonly children: string }) => (
  <Box component="span" sx={{ fontSize: '0.875rem', fontWeight: 550 }}>
    {children}
  </Box>
);

/** The same as long as language and colours stay. */
function usePlotLook(onCursor: PlotLook['onCursor']): PlotLook {
  const { i18n } = useTranslation();
  const { mode, systemMode } = useColorScheme();
  const isDark = (mode === 'system' ? systemMode : mode) === 'dark';
  const { language } = i18n;
  return useMemo(() => ({ isDark, language, onCursor }), [isDark, language, onCursor]);
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
