// The result of a check after a change on the router. A further check stays possible, and is compared with where the
// chain began unless the person wants it otherwise.
import { Box, Button, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { ShownComparison } from '../../../shared/ipc/compare.ts';
import { isAccused } from '../../../shared/reading/headline.ts';
import type { Report } from '../../../shared/report/report.ts';
import { formatDateTime } from '../../language/format.ts';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { baseOf, chooseBase } from '../../state/compare.ts';
import { ReportFolds } from '../result/report-folds.tsx';
import { type Compared, ComparedHead } from './compared-head.tsx';

type Next = 'fix' | 'share' | 'checkAgain';

/** The one button that fits what came out: fix what is still edited, share what is settled, else look again. */
function nextOf({ alg }: Report, outcome: ShownComparison['outcome']): Next {
  if (isAccused(alg)) return 'fix';
  return outcome === 'fixed' || outcome === 'unchanged-clean' ? 'share' : 'checkAgain';
}

type ComparedResultProps = Compared & {
  readonly onFix: () => void;
  readonly onShare: () => void;
  /** A check of something else. */
  readonly onAgain: () => void;
  readonly onCheckAgain: () => void;
};

export function ComparedResult({ report, before, comparison, ...on }: ComparedResultProps) {
  const { t } = useTranslation('compare');
  const { t: result } = useTranslation('result');
  const main = nextOf(report, comparison.outcome);
  const acts: Readonly<Record<Next, readonly [label: string, act: () => void]>> = {
    fix: [result('fix'), on.onFix],
    share: [result('share'), on.onShare],
    checkAgain: [t('checkAgain'), on.onCheckAgain],
  };
  const quiet = (['checkAgain', 'share'] as const).filter((next) => next !== main);
  const [label, act] = acts[main];
  return (
    <>
      <ComparedHead
        report={report}
        before={before}
        comparison={comparison}
        quietActions={
          <>
            {quiet.map((next) => (
              <Button key={next} onClick={acts[next][1]}>
                {acts[next][0]}
              </Button>
            ))}
            {main === 'share' && <Button onClick={on.onAgain}>{result('again')}</Button>}
          </>
        }
        action={
          <Button variant="contained" size="large" onClick={act} sx={{ minWidth: 160 }}>
            {label}
          </Button>
        }
      >
        {main !== 'share' && <NextBase report={report} comparison={comparison} />}
      </ComparedHead>
      <ReportFolds report={report} />
    </>
  );
}

/** Says what the next check is compared with, and lets the person choose the other one. */
function NextBase({ report, comparison }: Pick<Compared, 'report' | 'comparison'>) {
  const { t, i18n } = useTranslation('compare');
  const { store } = useApp();
  const isLatestBase = useAppState((state) => state.isLatestBase);
  const isComparable = comparison.outcome !== 'not-comparable';
  const base = baseOf(report, isComparable, isLatestBase);
  const usual = baseOf(report, isComparable, false);
  if (base === null) return null;
  // A choice exists only where the usual base is not the latest run anyway.
  const hasChoice = usual?.id !== report.id && !report.partial;
  return (
    <Box>
      <Typography variant="body2" sx={{ color: 'quiet' }}>
        {t('base.text', { date: formatDateTime(base.createdAt, i18n.language) })}
      </Typography>
      {hasChoice && (
        <Button
          size="small"
          sx={{ marginInlineStart: -1.25 }}
          onClick={() => chooseBase(store, !isLatestBase)}
        >
          {t(isLatestBase ? 'base.first' : 'base.latest')}
        </Button>
      )}
    </Box>
  );
}
