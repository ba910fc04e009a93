// The line over minutes or hours: the form, the running measurement, its end, or why it could not begin.
import { Button } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import type { MonitorState } from '../../../shared/ipc/contract.ts';
import { FailedRun } from '../../components/failed-run.tsx';
import { formatUnit } from '../../language/format.ts';
import { Screen } from '../../shell/screen.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { clearMonitor, startMonitor, stopMonitor } from '../../state/monitor.ts';
import { Course } from './course.tsx';
import { durationText } from './duration-text.ts';
import { MonitorForm } from './monitor-form.tsx';

export function MonitorScreen() {
  const monitor = useAppState((state) => state.monitor);
  const app = useApp();
  switch (monitor?.phase) {
    case 'running':
      return <Running monitor={monitor} />;
    case 'done':
      return <Ended monitor={monitor} />;
    case 'failed':
      return (
        <FailedRun
          {...monitor}
          words="monitor"
          onChange={() => void clearMonitor(app)}
          onAgain={() => void startMonitor(app, monitor.request)}
        />
      );
    default:
      return <MonitorForm />;
  }
}

type Phase<P extends MonitorState['phase']> = Extract<MonitorState, { phase: P }>;

function Running({ monitor }: { readonly monitor: Phase<'running'> }) {
  const { t } = useTranslation('monitor');
  const app = useApp();
  const { request, reading, isStopping } = monitor;
  const stop = (
    <Button
      variant="contained"
      size="large"
      aria-disabled={isStopping}
      onClick={() => !isStopping && void stopMonitor(app)}
    >
      {isStopping ? t('stopping') : t('stop')}
    </Button>
  );
  return (
    <>
      <Screen
        title={t('running.title', { server: safeText(request.server) })}
        lead={useSourceWords(monitor)}
        action={reading === null ? stop : undefined}
      />
      {reading !== null && <Course reading={reading} request={request} isRunning action={stop} />}
    </>
  );
}

/** What is sent, and how often it may be. */
function useSourceWords({ reading, request }: Phase<'running'>): string {
  const { t, i18n } = useTranslation('monitor');
  if (reading === null) return t('running.starting');
  const { source, intervalMs } = reading;
  const every =
    intervalMs < 1000
      ? formatUnit(intervalMs, 'millisecond', i18n.language)
      : durationText(Math.round(intervalMs / 1000), i18n.language);
  if (source === 'echo-call') return t('source.echo-call', { every });
  if (intervalMs <= request.intervalMs) return t('source.sip-requests', { every });
  return t(request.account === null ? 'source.limitedNoAccount' : 'source.limited', { every });
}

function Ended({ monitor }: { readonly monitor: Phase<'done'> }) {
  const { t } = useTranslation('monitor');
  const app = useApp();
  const { endedBy, reading, request } = monitor;
  const again = (
    <Button variant="contained" size="large" onClick={() => void clearMonitor(app)}>
      {t('again')}
    </Button>
  );
  return (
    <>
      <Screen
        title={t(`ended.${endedBy}.title`)}
        lead={t(`ended.${endedBy}.text`)}
        action={reading === null ? again : undefined}
      />
      {reading !== null && <Course reading={reading} request={request} isRunning={false} action={again} />}
    </>
  );
}
