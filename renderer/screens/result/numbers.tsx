// The numbers of a run, with units: the line, the answers of the server, and the check itself.
import { Box, Stack, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report/report.ts';
import { confidenceWord } from '../../components/confidence-line.tsx';
import { QualityPanel } from '../../components/quality/quality-panel.tsx';
import { ResponsePanel } from '../../components/quality/response-panel.tsx';
import { safeText } from '../../components/safe-text.ts';
import { formatCount, formatDateTime } from '../../language/format.ts';

export function Numbers({ report }: { readonly report: Report }) {
  return (
    <Stack sx={{ gap: 6, paddingBlockStart: 1 }}>
      <QualityPanel quality={report.quality} noise={report.selfNoise} />
      <ResponsePanel observations={report.observations} />
      <CheckFacts report={report} />
    </Stack>
  );
}

function CheckFacts({ report }: { readonly report: Report }) {
  const { t, i18n } = useTranslation('result');
  const rows = [...useCountRows(report), ...usePlaceRows(report)];
  return (
    <Stack component="section" aria-label={t('numbers.check')} sx={{ gap: 1.5 }}>
      <Typography variant="h3">{t('numbers.check')}</Typography>
      <Box component="dl" sx={listStyles}>
        {rows.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('numbers.date')}</dt>
          <dd className="words">{formatDateTime(report.createdAt, i18n.language)}</dd>
        </div>
      </Box>
    </Stack>
  );
}

const listStyles = (theme: Theme) => ({
  margin: 0,
  maxWidth: 640,
  '& > div': {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: '24px',
    paddingBlock: '7px',
    borderBlockStart: `1px solid ${theme.vars.palette.line}`,
  },
  '& dd': {
    ...theme.typography.mono,
    margin: 0,
    fontSize: '0.9375rem',
    overflowWrap: 'anywhere',
    textAlign: 'end',
  },
  '& dd.words': { fontFamily: theme.typography.fontFamily },
});

type NumberRow = { readonly name: string; readonly value: string };

function useCountRows({ budget, observations, alg }: Report): readonly NumberRow[] {
  const { t, i18n } = useTranslation('result');
  const { t: verdict } = useTranslation('verdict');
  const count = (value: number): string => formatCount(value, i18n.language);
  const received = observations.filter((o) => o.kind === 'reply-received').length;
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  const word = verdict(`confidence.${confidenceWord(alg.confidence)}`);
  return [
    { name: t('numbers.sent'), value: count(budget.requestsSent) },
    { name: t('numbers.received'), value: count(received) },
    { name: t('numbers.flows'), value: count(budget.newFlows) },
    { name: t('numbers.strikes'), value: count(budget.strikesSuspected) },
    {
      name: t('numbers.confidence'),
      value: alg.confidence === null ? word : percent.format(alg.confidence),
    },
  ];
}

function usePlaceRows({ target, environment }: Report): readonly NumberRow[] {
  const { t } = useTranslation('result');
  return [
    { name: t('numbers.server'), value: safeText(target.server) },
    ...(target.addresses.length === 0
      ? []
      : [{ name: t('numbers.address'), value: target.addresses.map(safeText).join(', ') }]),
    ...(environment === null ? [] : [{ name: t('numbers.own'), value: safeText(environment.localAddress) }]),
  ];
}
