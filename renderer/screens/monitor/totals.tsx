// All of it so far, in words.
import { Box, type Theme } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { MonitorTotals } from '../../../shared/ipc/monitor.ts';
import { useFigures } from '../../components/quality/use-figures.ts';

export function Totals({ totals }: { readonly totals: MonitorTotals }) {
  const { t } = useTranslation('monitor');
  const lines = useTotalLines(totals);
  return (
    <Box component="dl" aria-label={t('totals.label')} sx={totalStyles}>
      {lines.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </Box>
  );
}

function useTotalLines(totals: MonitorTotals) {
  const { t } = useTranslation('monitor');
  const figure = useFigures(null);
  const { sent, received, lost, lossRatio, duplicates, reordered, rttMs, jitterMs } = totals;
  const percent = lossRatio === null ? null : figure.percent(lossRatio);
  return [
    {
      name: t('totals.packets'),
      value: t('totals.packetsText', { sent: figure.count(sent), received: figure.count(received) }),
    },
    {
      name: t('totals.lost'),
      value:
        percent === null
          ? t('totals.lostUnknown')
          : t('totals.lostText', { lost: figure.count(lost), percent }),
    },
    {
      name: t('totals.delay'),
      value:
        rttMs === null
          ? t('totals.nothing')
          : t('totals.delayText', {
              p50: figure.time(rttMs.p50),
              min: figure.time(rttMs.min),
              max: figure.time(rttMs.max),
            }),
    },
    {
      name: t('totals.jitter'),
      value:
        jitterMs === null
          ? t('totals.nothing')
          : t('totals.jitterText', { mean: figure.time(jitterMs.mean), max: figure.time(jitterMs.max) }),
    },
    {
      name: t('totals.order'),
      value: t('totals.orderText', {
        duplicates: figure.count(duplicates),
        reordered: figure.count(reordered),
      }),
    },
  ];
}

const totalStyles = (theme: Theme) => ({
  margin: 0,
  maxWidth: 640,
  fontVariantNumeric: 'tabular-nums',
  '& > div': {
    display: 'grid',
    gridTemplateColumns: { xs: '1fr', sm: '168px minmax(0, 1fr)' },
    columnGap: '24px',
    paddingBlock: '7px',
    borderBlockStart: `1px solid ${theme.vars.palette.line}`,
  },
  '& dt': { color: theme.vars.palette.quiet },
  '& dd': { margin: 0 },
});
