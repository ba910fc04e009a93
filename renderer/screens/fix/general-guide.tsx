// How to turn it off on any router, and what else helps.
import { Stack, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report/report.ts';
import { Answers } from './answers.tsx';
import { Steps } from './steps.tsx';
import { WorkAround } from './work-around.tsx';

export const GeneralGuide = ({ report }: { readonly report: Report }) => (
  <>
    <GeneralSteps />
    <WorkAround advice={report.advice} />
    <Answers report={report} />
  </>
);

export function GeneralSteps(known: Parameters<typeof Steps>[0]) {
  const { t } = useTranslation('fix');
  return (
    <Stack component="section" sx={{ gap: 2 }}>
      <Typography variant="h3" component="h2">
        {t('steps.title')}
      </Typography>
      <Steps {...known} />
    </Stack>
  );
}
