// One state of each phase.

import type { RunState, WindowCheckRequest } from '../../../shared/ipc/contract.ts';
import { buildReport } from '../../../shared/report/report.ts';

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
export const doneRun: Phase<'done'> = { phase: 'done', request, report, isSaved: true };
export const failedRun: Phase<'failed'> = { phase: 'failed', request, code: 'unknown-name' };
