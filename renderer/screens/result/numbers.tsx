// The numbers of a run, with units; what was not measured says so and why.
import { Box, Stack, type Theme } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report/report.ts';
import { confidenceWord } from '../../components/confidence-line.tsx';
import { ReplyTimes, summaryOfTimes } from '../../components/reply-times.tsx';
import { safeText } from '../../components/safe-text.ts';
import { formatCount, formatDateTime } from '../../language/format.ts';

/** Response times of replies that answer a request of ours, each once, ms. */
export const replyTimes = ({ observations }: Report): readonly number[] =>
  observations
    .filter((o) => o.kind === 'reply-received')
    .filter((o) => !o.isDuplicate && !o.isLate)
    .map((o) => o.sinceRequestMs);

export function Numbers({ report }: { readonly report: Report }) {
  const { t, i18n } = useTranslation('result');
  const times = replyTimes(report);
  const rows = [...useCountRows(report), ...useTimeRows(times), ...usePlaceRows(report)];
  return (
    <Stack sx={{ gap: 4 }}>
      <Box component="dl" sx={tableStyles}>
        {rows.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('numbers.quality')}</dt>
          <dd className="words">{t('numbers.qualityReason')}</dd>
        </div>
        <div>
          <dt>{t('numbers.date')}</dt>
          <dd className="words">{formatDateTime(report.createdAt, i18n.language)}</dd>
        </div>
      </Box>
      <ReplyTimes times={times} />
    </Stack>
  );
}

const tableStyles = (theme: Theme) => ({
  margin: 0,
  '& > div': {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    columnGap: '24px',
    paddingBlock: '8px',
    borderBlockStart: `1px solid ${theme.vars.palette.line}`,
  },
  '& dt': { color: theme.vars.palette.quiet },
  '& dd': { ...theme.typography.mono, margin: 0, fontSize: '0.9375rem', overflowWrap: 'anywhere' },
  '& dd.words': { fontFamily: theme.typography.fontFamily },
});

type NumberRow = { readonly name: string; readonly value: ReactNode };

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

function useTimeRows(times: readonly number[]): readonly NumberRow[] {
  const { t, i18n } = useTranslation('result');
  const summary = summaryOfTimes(times);
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const ms = (value: number): string => t('numbers.milliseconds', { value: number.format(value) });
  if (summary === null) return [{ name: t('numbers.median'), value: t('numbers.noReply') }];
  return [
    { name: t('numbers.median'), value: ms(summary.medianMs) },
    { name: t('numbers.slowest'), value: ms(summary.slowestMs) },
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
