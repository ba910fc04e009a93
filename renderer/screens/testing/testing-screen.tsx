// The check while it runs, or why it could not run.
import { Box, Button, LinearProgress, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../../../shared/ipc/contract.ts';
import { PathPicture } from '../../components/path-picture/path-picture.tsx';
import { Icon, type IconName } from '../../shell/icons.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { cancelCheck } from '../../state/run.ts';
import { FailedRun } from './failed-run.tsx';
import { StepLines } from './step-lines.tsx';

type Running = Extract<RunState, { phase: 'running' }>;

export function TestingScreen() {
  const { t } = useTranslation('testing');
  const run = useAppState((state) => state.run);
  if (run?.phase === 'failed') return <FailedRun run={run} />;
  if (run?.phase === 'running') return <RunningCheck run={run} />;
  return <Screen title={t('idle.title')} lead={t('idle.text')} />;
}

function RunningCheck({ run }: { readonly run: Running }) {
  const { t } = useTranslation('testing');
  const { progress, request } = run;
  const isSimulated = request.demo !== null;
  return (
    <Screen
      title={t('title', { server: request.server })}
      lead={isSimulated ? t('simulated') : t('lead')}
      picture={
        <PathPicture
          state="testing"
          server={request.server}
          sent={progress.sent}
          received={progress.received}
          isSimulated={isSimulated}
        />
      }
      action={<CancelButton isCancelling={run.isCancelling} />}
    >
      <StepLines step={progress.step} />
      <ProgressBar run={run} />
    </Screen>
  );
}

function CancelButton({ isCancelling }: { readonly isCancelling: boolean }) {
  const { t } = useTranslation('testing');
  const app = useApp();
  return (
    <Button
      variant="outlined"
      size="large"
      aria-disabled={isCancelling}
      onClick={() => !isCancelling && void cancelCheck(app)}
    >
      {isCancelling ? t('cancelling') : t('cancel')}
    </Button>
  );
}

function ProgressBar({ run }: { readonly run: Running }) {
  const { t } = useTranslation('testing');
  const { sent, planned, secondsLeft, pause, hint } = run.progress;
  const percent = Math.min(100, Math.round((sent / planned) * 100));
  return (
    <Box sx={{ marginBlockStart: 4 }}>
      <LinearProgress variant="determinate" value={percent} aria-label={t('progress')} />
      <Stack
        direction="row"
        sx={{
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          columnGap: 3,
          marginBlockStart: 1,
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        <Typography variant="body2" sx={{ color: 'quiet' }}>
          {t('ofPlanned', { sent, planned })}
        </Typography>
        <Typography variant="body2" sx={{ color: 'quiet' }}>
          {run.isCancelling ? t('keeping') : t('secondsLeft', { count: secondsLeft })}
        </Typography>
      </Stack>
      {/* As high as both notes, so that nothing below jumps when one comes or goes. */}
      <Box sx={{ minHeight: 72, marginBlockStart: 3, display: 'grid', alignContent: 'start', gap: 1 }}>
        {hint !== null && hint !== 'inconclusive' && <Note icon="sign">{t(`hint.${hint}`)}</Note>}
        {pause !== null && !run.isCancelling && (
          <Note icon="pause">{t(`pause.${pause.reason}`, { count: pause.secondsLeft })}</Note>
        )}
      </Box>
    </Box>
  );
}

function Note({ icon, children }: { readonly icon: IconName; readonly children: ReactNode }) {
  return (
    <Typography sx={{ display: 'flex', gap: 1.5 }}>
      <Icon name={icon} sx={{ color: 'quiet', marginInline: 0.25, marginBlockStart: 0.25 }} />
      <span>{children}</span>
    </Typography>
  );
}
