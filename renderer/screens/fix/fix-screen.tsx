// How to turn the editing off, in general: this version knows no router menus and invents none.
import { Button, Stack, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report/report.ts';
import { AdviceList } from '../../components/advice-list.tsx';
import { Screen } from '../../shell/screen.tsx';
import { isAccused } from '../result/headline.ts';
import { Note, ReportPicture } from '../result/report-head.tsx';
import { Answers } from './answers.tsx';
import { BeforeYouStart } from './before-you-start.tsx';
import { Steps } from './steps.tsx';
import { WorkAround } from './work-around.tsx';

type FixScreenProps = {
  readonly report: Report;
  readonly onCheckAgain: () => void;
  readonly onBack: () => void;
};

export function FixScreen({ report, onCheckAgain, onBack }: FixScreenProps) {
  const { t } = useTranslation('fix');
  const { t: result } = useTranslation('result');
  const accused = isAccused(report.alg);
  return (
    <Screen
      title={t(accused ? 'title' : 'titleNothing')}
      lead={t(accused ? 'lead' : 'leadNothing')}
      picture={<ReportPicture report={report} />}
      quietActions={<Button onClick={onBack}>{t('backToResult')}</Button>}
      action={
        <Button variant="contained" size="large" onClick={onCheckAgain} sx={{ minWidth: 160 }}>
          {t('again')}
        </Button>
      }
    >
      {accused ? <Guide report={report} /> : <AdviceList advice={report.advice} title={result('now')} />}
    </Screen>
  );
}

function Guide({ report }: { readonly report: Report }) {
  const { t } = useTranslation('fix');
  const where = report.alg.where ?? 'unknown';
  return (
    <Stack sx={{ gap: 5 }}>
      <Note>{t(`where.${where}`)}</Note>
      <BeforeYouStart />
      <Stack component="section" sx={{ gap: 2 }}>
        <Typography variant="h3" component="h2">
          {t('steps.title')}
        </Typography>
        <Steps />
      </Stack>
      <WorkAround advice={report.advice} />
      <Answers report={report} />
    </Stack>
  );
}
