// One state of each phase.
import type { MonitorState, RunState, WindowCheckRequest } from '../../../shared/ipc/contract.ts';
import type { MonitorReading, MonitorRequest } from '../../../shared/ipc/monitor.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import type { SealFinding } from '../../../shared/report/seal.ts';

type Phase<P extends RunState['phase']> = Extract<RunState, { phase: P }>;

export const request: WindowCheckRequest = {
  server: 'pbx.example',
  port: null,
  altPort: null,
  transports: ['udp'],
  probeUser: null,
  demo: null,
  account: null,
  streamSeconds: null,
  lookAtRouter: false,
  compareWith: null,
};

export const report = buildReport({
  id: 'abcdefgh12345678',
  createdAt: '2026-11-20T14:05:00.000Z',
  app: { name: 'sip-alg-checker', version: '0.1.0', host: 'loopback', os: 'linux', arch: 'x64' },
  target: { server: 'pbx.example', port: null, altPort: null, mode: 'anonymous' },
  observations: [],
  isPartial: false,
});

export const idleRun: Phase<'idle'> = { phase: 'idle' };
export const runningRun: Phase<'running'> = {
  phase: 'running',
  request,
  progress: {
    step: 'reaching-server',
    probe: null,
    path: null,
    sent: 0,
    received: 0,
    planned: 4,
    secondsLeft: 8,
    pause: null,
    hint: null,
    stream: null,
  },
  isCancelling: false,
};
export const doneRun: Phase<'done'> = { phase: 'done', request, report, comparison: null, isSaved: true };
export const failedRun: Phase<'failed'> = { phase: 'failed', request, code: 'unknown-name' };

/** A check with an account that echoes. */
export const accountRequest: WindowCheckRequest = {
  ...request,
  account: { username: 'anna', echoExtension: '600', readbackExtension: null },
  streamSeconds: 10,
};

export const monitorRequest: MonitorRequest = {
  server: 'pbx.example',
  port: null,
  probeUser: null,
  account: accountRequest.account,
  intervalMs: 20,
  durationSeconds: 60,
};

const oneSecond = { lengthMs: 1000, sent: 50, received: 50, lost: 0, jitterMs: 1.5, wasBusy: false };
const delayMs = { min: 20, p50: 23.4, max: 41 };

/** Four windows: a usual one, one with losses, one without an echo, one of a busy computer. */
export const reading: MonitorReading = {
  source: 'echo-call',
  intervalMs: 20,
  startedAt: '2026-11-20T14:05:00.000Z',
  elapsedMs: 3500,
  totals: {
    sent: 175,
    received: 120,
    lost: 55,
    lossRatio: 55 / 175,
    duplicates: 0,
    reordered: 1,
    rttMs: { min: 20, p50: 23, max: 41, samples: 120 },
    jitterMs: { mean: 1.5, max: 4, samples: 110 },
  },
  windows: [
    { ...oneSecond, startMs: 0, delayMs },
    { ...oneSecond, startMs: 1000, received: 45, lost: 5, delayMs },
    { ...oneSecond, startMs: 2000, received: 0, lost: 50, delayMs: null, jitterMs: null },
    { ...oneSecond, startMs: 3000, sent: 25, received: 25, delayMs, wasBusy: true },
  ],
};

export const runningMonitor: Extract<MonitorState, { phase: 'running' }> = {
  phase: 'running',
  request: monitorRequest,
  reading,
  isStopping: false,
};

export const sealedHere: SealFinding = { state: 'intact', fingerprint: 'ab12 cd34 ef56 7890' };
