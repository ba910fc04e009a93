// How fast the server answers SIP requests: half of the replies at the needle, nineteen of twenty before the whisker's
// end. There are no classes for it, and it is no figure of the line alone.
import { Stack, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { type ResponseTimes, responseTimesOf } from '../../../shared/measure/response-times.ts';
import type { Observation } from '../../../shared/observation/observation.ts';
import type { FigureText } from '../../../shared/reading/figure-text.ts';
import { responseRows } from '../../../shared/reading/figures.ts';
import { FiguresTable } from './figures-table.tsx';
import { Ruler } from './ruler.tsx';
import { placeAmong, rulerEnd } from './ruler-scale.ts';
import { useFigures } from './use-figures.ts';

export function ResponsePanel({ observations }: { readonly observations: readonly Observation[] }) {
  const { t } = useTranslation('quality');
  const figure = useFigures(null);
  const times = responseTimesOf(observations);
  return (
    <Stack component="section" aria-label={t('response.title')} sx={{ gap: 2.5 }}>
      <Typography variant="h3">{t('response.title')}</Typography>
      {times.responseMs === null ? (
        <Typography sx={{ color: 'quiet' }}>{t('response.none')}</Typography>
      ) : (
        <ResponseRuler response={times.responseMs} figure={figure} />
      )}
      <ResponseTable times={times} figure={figure} />
    </Stack>
  );
}

type ResponseRulerProps = {
  readonly response: NonNullable<ResponseTimes['responseMs']>;
  readonly figure: FigureText;
};

function ResponseRuler({ response: { p50, p95, samples }, figure }: ResponseRulerProps) {
  const { t } = useTranslation('quality');
  const end = rulerEnd(p95);
  const place = (ms: number) => placeAmong([0, end], ms);
  return (
    <Ruler
      name={t('response.p50')}
      value={figure.time(p50)}
      needle={place(p50)}
      whisker={{ from: place(p50).ratio, to: place(p95).ratio }}
      ticks={[0, end / 2, end].map((ms) => ({ ratio: place(ms).ratio, text: figure.plainTime(ms) }))}
    >
      {t('response.source', { count: samples, n: figure.count(samples), p95: figure.time(p95) })}
    </Ruler>
  );
}

type ResponseTableProps = { readonly times: ResponseTimes; readonly figure: FigureText };

function ResponseTable({ times, figure }: ResponseTableProps) {
  const { t } = useTranslation('quality');
  return (
    <FiguresTable
      label={t('response.title')}
      groups={[{ group: 'requests', rows: responseRows(times, { t, figure }) }]}
    />
  );
}
