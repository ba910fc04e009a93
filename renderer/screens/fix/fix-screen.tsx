// How to turn the editing off: on the router that the person names where the catalogue has steps for it, else in general.
import { Button, Stack } from '@mui/material';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { isAccused } from '../../../shared/reading/headline.ts';
import type { Report } from '../../../shared/report/report.ts';
import { AdviceList, useSymptomAdvice } from '../../components/advice-list.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useAppState } from '../../state/app-context.tsx';
import { DemoSwitch } from '../compare/demo-switch.tsx';
import { WaitNote } from '../compare/wait-note.tsx';
import { Note, ReportPicture } from '../result/report-head.tsx';
import { BeforeYouStart } from './before-you-start.tsx';
import { Checklist } from './checklist.tsx';
import { GeneralGuide } from './general-guide.tsx';

/** With the catalogue, apart from the first page; what holds for any router stands in where it cannot be loaded. */
const RouterGuide = lazy(() =>
  import('./router-guide.tsx').then(
    ({ RouterGuide }) => ({ default: RouterGuide }),
    () => ({ default: GeneralGuide }),
  ),
);

type FixScreenProps = {
  readonly report: Report;
  readonly onCheckAgain: () => void;
  readonly onBack: () => void;
};

export function FixScreen({ report, onCheckAgain, onBack }: FixScreenProps) {
  const { t } = useTranslation('fix');
  const { t: result } = useTranslation('result');
  const advice = useSymptomAdvice(report);
  const accused = isAccused(report.alg);
  // A check now would find nobody and use up requests; whoever knows better ends the wait.
  const isWaiting = useAppState((state) => state.routerWait.phase === 'waiting');
  return (
    <Screen
      title={t(accused ? 'title' : 'titleNothing')}
      lead={t(accused ? 'lead' : 'leadNothing')}
      picture={<ReportPicture report={report} />}
      quietActions={<Button onClick={onBack}>{t('backToResult')}</Button>}
      action={
        <Button
          variant="contained"
          size="large"
          disabled={accused && isWaiting}
          onClick={onCheckAgain}
          sx={{ minWidth: 160 }}
        >
          {t('again')}
        </Button>
      }
    >
      {accused ? <Guide report={report} /> : <AdviceList advice={advice} title={result('now')} />}
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
      <Suspense fallback={null}>
        <RouterGuide report={report} />
      </Suspense>
      <Checklist />
      <DemoSwitch />
      <WaitNote report={report} />
    </Stack>
  );
}
