// The result: picture, one sentence, how sure, one button. Everything else lies below, folded.
import { Button } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { ShownComparison } from '../../../shared/ipc/compare.ts';
import { headlineKey, isAccused } from '../../../shared/reading/headline.ts';
import type { Report } from '../../../shared/report/report.ts';
import { useSymptomAdvice } from '../../components/advice-list.tsx';
import { ConfidenceLine } from '../../components/confidence-line.tsx';
import { Screen } from '../../shell/screen.tsx';
import { ComparedResult } from '../compare/compared-result.tsx';
import { Noticed } from './noticed.tsx';
import { ReminderOffer } from './reminder-offer.tsx';
import { ReportFolds } from './report-folds.tsx';
import { ReportNotes, ReportPicture } from './report-head.tsx';

type OneResultProps = {
  readonly report: Report;
  readonly onFix: () => void;
  readonly onShare: () => void;
  readonly onAgain: () => void;
};

type ResultScreenProps = OneResultProps & {
  /** Null where the report holds no run before. */
  readonly comparison: ShownComparison | null;
  readonly onCheckAgain: () => void;
};

export function ResultScreen({ comparison, onCheckAgain, ...rest }: ResultScreenProps) {
  const { before } = rest.report;
  if (before === null || comparison === null) return <OneResult {...rest} />;
  return <ComparedResult {...rest} before={before} comparison={comparison} onCheckAgain={onCheckAgain} />;
}

function OneResult({ report, ...next }: OneResultProps) {
  const { t } = useTranslation('verdict');
  const { alg } = report;
  const advice = useSymptomAdvice(report);
  return (
    <>
      <Screen
        title={t(headlineKey(alg))}
        lead={<ConfidenceLine confidence={alg.confidence} reason={alg.reason} />}
        picture={<ReportPicture report={report} />}
        quietActions={<QuietActions report={report} {...next} />}
        action={<NextButton report={report} {...next} />}
      >
        <ReportNotes report={report} hasSteps advice={advice}>
          <Noticed report={report} />
          <ReminderOffer report={report} />
        </ReportNotes>
      </Screen>
      <ReportFolds report={report} />
    </>
  );
}

/** Fix what was found, share what is settled, or check again where nothing could be said. */
function nextOf({ alg, partial }: Report): 'fix' | 'share' | 'again' {
  if (isAccused(alg)) return 'fix';
  const isSettled = alg.level === 'unlikely' || alg.level === 'possible' || alg.level === 'blocked';
  return isSettled && !partial ? 'share' : 'again';
}

function NextButton({ report, onFix, onShare, onAgain }: OneResultProps) {
  const { t } = useTranslation('result');
  const next = nextOf(report);
  const act = { fix: onFix, share: onShare, again: onAgain }[next];
  return (
    <Button variant="contained" size="large" onClick={act} sx={{ minWidth: 160 }}>
      {t(next)}
    </Button>
  );
}

function QuietActions({ report, onShare, onAgain }: OneResultProps) {
  const { t } = useTranslation('result');
  const next = nextOf(report);
  return (
    <>
      {next !== 'again' && <Button onClick={onAgain}>{t('again')}</Button>}
      {next !== 'share' && <Button onClick={onShare}>{t('share')}</Button>}
    </>
  );
}
