// What stands between the headline and the folds: notes that must not be missed, and what to do now.
import { Box, Stack, type Theme, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isAccused } from '../../../shared/reading/headline.ts';
import type { Report } from '../../../shared/report/report.ts';
import type { Advice } from '../../../shared/router/advice-codes.ts';
import { AdviceList } from '../../components/advice-list.tsx';
import { PathPicture } from '../../components/path-picture/path-picture.tsx';

/** The path picture of a report. */
export const ReportPicture = ({ report }: { readonly report: Report }) => (
  <PathPicture
    state="result"
    server={report.target.server}
    level={report.alg.level}
    where={report.alg.where}
    isSimulated={report.environment?.isSimulated ?? false}
  />
);

/** Notes and steps; an accused router has its own page for the steps. */
type ReportNotesProps = {
  readonly report: Report;
  readonly hasSteps: boolean;
  /** In the order for what the person noticed; a report that is only read keeps its own. */
  readonly advice?: readonly Advice[];
  readonly children?: ReactNode;
};

export function ReportNotes({ report, hasSteps, advice = report.advice, children }: ReportNotesProps) {
  const { t } = useTranslation('result');
  const { alg, partial } = report;
  return (
    <Stack sx={{ gap: 2, '&:empty': { marginBlockStart: -2 } }}>
      {partial && <Note>{t('partial')}</Note>}
      {alg.reason === 'answers-stopped' && <Note>{t('banned')}</Note>}
      {hasSteps && !isAccused(alg) && <AdviceList advice={advice} title={t('now')} />}
      {children}
    </Stack>
  );
}

export const Note = ({ children }: { readonly children: ReactNode }) => (
  <Box
    sx={(theme: Theme) => ({
      paddingInlineStart: 2,
      borderInlineStart: `3px solid ${theme.vars.palette.lineStrong}`,
      maxWidth: '62ch',
    })}
  >
    <Typography>{children}</Typography>
  </Box>
);
