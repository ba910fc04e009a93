// The numbers of a run, with units: the line, the answers of the server, and the check itself.
import { Box, Stack, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { numberRows } from '../../../shared/reading/number-rows.ts';
import type { Report } from '../../../shared/report/report.ts';
import { QualityPanel } from '../../components/quality/quality-panel.tsx';
import { ResponsePanel } from '../../components/quality/response-panel.tsx';
import { formatDateTime, localeOf } from '../../language/format.ts';

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
  const { t: verdict } = useTranslation('verdict');
  const rows = numberRows(report, { result: t, verdict, locale: localeOf(i18n.language) });
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
