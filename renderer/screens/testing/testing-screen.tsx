// The check while it runs, or why it could not run.
import { Box, Button, LinearProgress, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../../../shared/ipc/contract.ts';
import { FailedRun } from '../../components/failed-run.tsx';
import { PathPicture } from '../../components/path-picture/path-picture.tsx';
import { Icon, type IconName } from '../../shell/icons.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { cancelCheck, checkAgain, clearRun } from '../../state/run.ts';
import { LiveSound, soundPackets } from './live-sound.tsx';
import { StepLines } from './step-lines.tsx';

type Running = Extract<RunState, { phase: 'running' }>;

export function TestingScreen() {
  const { t } = useTranslation('testing');
  const run = useAppState((state) => state.run);
  const app = useApp();
  if (run?.phase === 'failed')
    return (
      <FailedRun
        {...run}
        words="run"
        onChange={() => void clearRun(app)}
        onAgain={() => void checkAgain(app)}
      />
    );
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
      <StepLines
        step={progress.step}
        hasSound={hasSound(request)}
        sound={<LiveSound stream={progress.stream} seconds={request.streamSeconds} />}
      />
      <ProgressBar run={run} />
    </Screen>
  );
}

/** A check with an account, an extension that echoes, and a time for the sound. */
const hasSound = ({ account, streamSeconds }: Running['request']): boolean =>
  account?.echoExtension != null && streamSeconds !== null;

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
  const { sent, planned, secondsLeft, pause, hint, stream } = run.progress;
  const sound =
    stream === null ? null : { sent: stream.sent, planned: soundPackets(run.request.streamSeconds) };
  const [part, whole] = sound === null ? [sent, planned] : [sound.sent, sound.planned];
  const percent = Math.min(100, Math.round((part / Math.max(1, whole)) * 100));
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
          {sound === null ? t('ofPlanned', { sent, planned }) : t('ofSound', sound)}
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
