// The head of a result that is compared with an earlier one: what became of the finding in one sentence, one thing to
// do now, and both ways as pictures. The result page and the reader of report files show the same.
import { Box, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownComparison } from '../../../shared/ipc/compare.ts';
import { headlineKey } from '../../../shared/reading/headline.ts';
import type { Report, ReportedRun } from '../../../shared/report/report.ts';
import { AdviceList } from '../../components/advice-list.tsx';
import { ConfidenceLine } from '../../components/confidence-line.tsx';
import { Screen } from '../../shell/screen.tsx';
import { Names } from '../fix/before-you-start.tsx';
import { usualNames } from '../fix/steps.tsx';
import { Note } from '../result/report-head.tsx';
import { Differences } from './differences.tsx';
import { PicturePair } from './picture-pair.tsx';

export type Compared = {
  readonly report: Report;
  readonly before: ReportedRun;
  readonly comparison: ShownComparison;
};

type ComparedHeadProps = Compared & {
  readonly quietActions: ReactNode;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
};

export function ComparedHead({ report, before, comparison, children, ...actions }: ComparedHeadProps) {
  const { t } = useTranslation('compare');
  const { outcome, reasons } = comparison;
  return (
    <>
      <Screen
        title={t(`outcome.${outcome}`)}
        lead={
          <Box component="span" sx={{ fontSize: '1.125rem', color: 'text.primary' }}>
            {t(`todo.${outcome}`)}
          </Box>
        }
        picture={<PicturePair before={before} after={report} />}
        {...actions}
      >
        <Stack sx={{ gap: 3 }}>
          {reasons.map((reason) => (
            <Note key={reason}>{t(`reason.${reason}`)}</Note>
          ))}
          <More report={report} outcome={outcome} />
          <ThisCheck report={report} />
          {children}
        </Stack>
      </Screen>
      <Differences comparison={comparison} />
    </>
  );
}

/** What else may help with this outcome. */
function More({
  report,
  outcome,
}: {
  readonly report: Report;
  readonly outcome: ShownComparison['outcome'];
}) {
  const { t } = useTranslation('compare');
  const { t: result } = useTranslation('result');
  switch (outcome) {
    case 'not-applied-or-second-box':
    case 'port-bound-alg':
      return (
        <Box>
          <Typography sx={{ maxWidth: '62ch' }}>{t('more.second-box')}</Typography>
          <Typography sx={{ maxWidth: '62ch', marginBlockStart: 1 }}>{t('more.names')}</Typography>
          <Names names={usualNames} />
        </Box>
      );
    case 'fixed':
    case 'now-blocked':
      return <Typography sx={{ maxWidth: '62ch' }}>{t(`more.${outcome}`)}</Typography>;
    case 'unclear':
      return <AdviceList advice={report.advice} title={result('now')} />;
    case 'unchanged-clean':
    case 'other-alg-left':
    case 'new-alg':
    case 'not-comparable':
      return null;
  }
}

/** The verdict of the later check by itself. */
function ThisCheck({ report }: { readonly report: Report }) {
  const { t } = useTranslation('compare');
  const { t: verdict } = useTranslation('verdict');
  const { alg } = report;
  return (
    <Box component="section">
      <Typography component="h2" variant="body2" sx={{ color: 'quiet', marginBlockEnd: 0.5 }}>
        {t('thisCheck')}
      </Typography>
      <Typography sx={{ fontWeight: 550 }}>{verdict(headlineKey(alg))}</Typography>
      <Typography sx={{ color: 'quiet', maxWidth: '62ch', '& > span': { fontSize: '1rem' } }}>
        <ConfidenceLine confidence={alg.confidence} reason={alg.reason} />
      </Typography>
    </Box>
  );
}
