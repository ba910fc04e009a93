// The one monitor of this host: it holds the engine of a running one, and its last reading until the window clears it.
import type { Result } from '../../../shared/base/result.ts';
import type { MonitorState } from '../../../shared/ipc/contract.ts';
import type { MonitorRequest } from '../../../shared/ipc/monitor.ts';
import { createEngineKeeper, type EngineKeeper, type EngineKeeperDeps } from './engine-keeper.ts';
import type { Outcome } from './engine-watch.ts';

export type MonitorKeeperDeps = EngineKeeperDeps<MonitorState> & {
  readonly folder: string;
  readonly host: 'loopback' | 'electron';
  readonly version: string;
};

export type MonitorKeeper = Omit<EngineKeeper<MonitorState>, 'start'> & {
  /** The password of the request's account goes to the engine and nowhere else. */
  start(request: MonitorRequest, password: string | null): Result<void, 'busy'>;
};

/** At most four events a second. */
const changeGapMs = 250;

/** A keeper in phase `idle`. */
export function createMonitorKeeper(deps: MonitorKeeperDeps): MonitorKeeper {
  const { folder, host, version } = deps;
  const keeper = createEngineKeeper<MonitorState>({ phase: 'idle' }, { isStopping: true }, changeGapMs, deps);
  return {
    ...keeper,
    start: (request, password) =>
      keeper.start({
        message: { kind: 'monitor', request, password, folder, app: { host, version } },
        first: { phase: 'running', request, reading: null, isStopping: false },
        unlaunched: { phase: 'failed', request, code: 'engine-stopped' },
        onInterim: (message) => (message.kind === 'reading' ? { reading: message.reading } : {}),
        onEnd: (outcome, last) => endState(last, request, outcome),
      }),
  };
}

/** A dead engine takes nothing with it that was told already. */
function endState(before: MonitorState, request: MonitorRequest, outcome: Outcome): MonitorState {
  const reading = before.phase === 'running' ? before.reading : null;
  switch (outcome.kind) {
    case 'monitored':
      return { phase: 'done', request, reading: outcome.reading, endedBy: outcome.endedBy };
    case 'done':
      return { phase: 'failed', request, code: 'internal' };
    case 'failed':
      return reading === null
        ? { phase: 'failed', request, code: outcome.code }
        : { phase: 'done', request, reading, endedBy: 'network-failed' };
  }
}
