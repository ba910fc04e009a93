// A report that somebody sent: whether its verdict follows from its data, then the same content, read only.
import { Box, Button, Stack, type Theme, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import type { ShownComparison } from '../../../shared/ipc/compare.ts';
import { headlineKey } from '../../../shared/reading/headline.ts';
import type { Report } from '../../../shared/report/report.ts';
import type { SealFinding } from '../../../shared/report/seal.ts';
import type { Level } from '../../../shared/verdict/level.ts';
import { AdviceList } from '../../components/advice-list.tsx';
import { ConfidenceLine } from '../../components/confidence-line.tsx';
import { formatDateTime } from '../../language/format.ts';
import { Icon } from '../../shell/icons.tsx';
import { columnPx, Screen } from '../../shell/screen.tsx';
import { ComparedHead } from '../compare/compared-head.tsx';
import { ReportFolds } from '../result/report-folds.tsx';
import { ReportNotes, ReportPicture } from '../result/report-head.tsx';
import { SealLine } from './seal-line.tsx';

type ReportScreenProps = {
  readonly report: Report;
  /** Null where the report holds no run before. */
  readonly comparison: ShownComparison | null;
  /** The verdict was calculated again from the observations and came out the same. */
  readonly replays: boolean;
  readonly seal: SealFinding;
  /** Null when it does not come from a file. */
  readonly fileName: string | null;
  /** What today's rules say; null where it was not asked, or is the same. */
  readonly levelToday?: Level | null;
  readonly backText?: string;
  readonly onBack: () => void;
  /** Further quiet actions. */
  readonly actions?: ReactNode;
  /** Further folds. */
  readonly children?: ReactNode;
};

export function ReportScreen(props: ReportScreenProps) {
  const { report, comparison, backText, onBack, actions, children } = props;
  const { t } = useTranslation('report');
  const { before } = report;
  const quiet = (
    <>
      <Button onClick={onBack}>{backText ?? t('back')}</Button>
      {actions}
    </>
  );
  return (
    <>
      <Banner {...props} />
      {before === null || comparison === null ? (
        <OneReport report={report} quietActions={quiet} />
      ) : (
        <ComparedHead report={report} before={before} comparison={comparison} quietActions={quiet} />
      )}
      <ReportFolds report={report} />
      {children}
    </>
  );
}

type OneReportProps = { readonly report: Report; readonly quietActions: ReactNode };

function OneReport({ report, quietActions }: OneReportProps) {
  const { t: verdict } = useTranslation('verdict');
  const { t: result } = useTranslation('result');
  const { alg, advice } = report;
  return (
    <Screen
      title={verdict(headlineKey(alg))}
      lead={<ConfidenceLine confidence={alg.confidence} reason={alg.reason} />}
      picture={<ReportPicture report={report} />}
      quietActions={quietActions}
    >
      <Stack sx={{ gap: 2 }}>
        <ReportNotes report={report} hasSteps={false} />
        <AdviceList advice={advice} title={result('now')} />
      </Stack>
    </Screen>
  );
}

type BannerProps = Pick<ReportScreenProps, 'report' | 'replays' | 'seal' | 'fileName' | 'levelToday'>;

/** Says first what a reader must know about the file, before its verdict can be believed. */
function Banner({ report, replays, seal, fileName, levelToday = null }: BannerProps) {
  const { t } = useTranslation('report');
  const tone = replays ? 'clean' : 'edited';
  const frame = seal.state === 'edited' ? 'edited' : tone;
  return (
    <Box
      component="section"
      aria-label={t('title')}
      sx={(theme: Theme) => ({
        maxWidth: columnPx,
        boxSizing: 'border-box',
        marginBlockEnd: 5,
        padding: 2.5,
        border: `1px solid ${theme.vars.palette.line}`,
        borderInlineStart: `4px solid ${theme.vars.palette[frame]}`,
        borderRadius: '10px',
        backgroundColor: theme.vars.palette.surface,
      })}
    >
      <Typography variant="body2" sx={{ color: 'quiet' }}>
        {t('title')}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1, marginBlock: 0.5, color: tone }}>
        <Icon name={replays ? 'check' : 'close'} sx={{ marginBlockStart: '2px' }} />
        <Typography sx={{ fontWeight: 650 }}>{t(replays ? 'follows' : 'differs')}</Typography>
      </Box>
      <Typography sx={{ maxWidth: '62ch' }}>{t(replays ? 'followsNote' : 'differsNote')}</Typography>
      <SealLine seal={seal} />
      {levelToday !== null && levelToday !== report.alg.level && (
        <LevelsDiffer stored={report.alg.level} today={levelToday} />
      )}
      <FileFacts report={report} fileName={fileName} />
      <Typography variant="body2" sx={{ color: 'quiet', marginBlockStart: 1.5 }}>
        {t('readOnly')}
      </Typography>
    </Box>
  );
}

function LevelsDiffer({ stored, today }: { readonly stored: Level; readonly today: Level }) {
  const { t } = useTranslation('report');
  const { t: verdict } = useTranslation('verdict');
  const names = { stored: verdict(`levelName.${stored}`), today: verdict(`levelName.${today}`) };
  return <Typography sx={{ marginBlockStart: 1, fontWeight: 550 }}>{t('today', names)}</Typography>;
}

function FileFacts({ report, fileName }: Pick<BannerProps, 'report' | 'fileName'>) {
  const { t, i18n } = useTranslation('report');
  const { app, createdAt, target } = report;
  const facts = [
    ...(fileName === null ? [] : [{ name: t('file'), value: fileName }]),
    { name: t('server'), value: target.server },
    { name: t('made'), value: formatDateTime(createdAt, i18n.language) },
    { name: t('with'), value: t('withText', { version: app.version, os: app.os }) },
  ];
  return (
    <Box
      component="dl"
      sx={(theme: Theme) => ({
        display: 'grid',
        gridTemplateColumns: 'max-content minmax(0, 1fr)',
        columnGap: 2,
        rowGap: 0.5,
        margin: 0,
        marginBlockStart: 2,
        fontSize: '0.875rem',
        '& dt': { color: theme.vars.palette.quiet },
        '& dd': { margin: 0, overflowWrap: 'anywhere' },
      })}
    >
      {facts.map(({ name, value }) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{safeText(value)}</dd>
        </Box>
      ))}
    </Box>
  );
}
