// The one monitor of this host: it holds the engine of a running one, and its last reading until the window clears it.
import type { Clock } from '../../../shared/base/clock.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { MonitorState } from '../../../shared/ipc/contract.ts';
import type { MonitorRequest } from '../../../shared/ipc/monitor.ts';
import type { EngineLauncher } from './engine-link.ts';
import { type Outcome, type WatchedEngine, watchEngine } from './engine-watch.ts';
import { createPacer } from './pace.ts';

export type MonitorKeeperDeps = {
  readonly launchEngine: EngineLauncher;
  readonly folder: string;
  readonly host: 'loopback' | 'electron';
  readonly version: string;
  readonly clock: Clock;
  readonly onChange: (state: MonitorState) => void;
};

export type MonitorKeeper = {
  state(): MonitorState;
  isRunning(): boolean;
  /** The password of the request's account goes to the engine and nowhere else. */
  start(request: MonitorRequest, password: string | null): Result<void, 'busy'>;
  stop(): void;
  clear(): void;
  close(): Promise<void>;
};

type Running = Extract<MonitorState, { phase: 'running' }>;

/** At most four events a second. */
const changeGapMs = 250;

/** A keeper in phase `idle`. */
export function createMonitorKeeper(deps: MonitorKeeperDeps): MonitorKeeper {
  let state: MonitorState = { phase: 'idle' };
  let engine: WatchedEngine | null = null;
  let isOver: Promise<void> = Promise.resolve();
  const pacer = createPacer(changeGapMs, deps.clock, deps.onChange);
  const change = (next: MonitorState): void => {
    state = next;
    pacer.push(next);
  };
  const update = (part: Partial<Running>): void => {
    if (state.phase === 'running') change({ ...state, ...part });
  };
  const end = (request: MonitorRequest, outcome: Outcome): void => {
    engine = null;
    change(endState(state, request, outcome));
  };
  const stop = (): void => {
    if (engine === null) return;
    update({ isStopping: true });
    engine.cancel();
  };
  return {
    state: () => state,
    isRunning: () => engine !== null,
    start: (request, password) => {
      if (engine !== null) return err('busy');
      change({ phase: 'running', request, reading: null, isStopping: false });
      const { folder, host, version } = deps;
      const start = { kind: 'monitor', request, password, folder, app: { host, version } } as const;
      try {
        engine = watchEngine(deps.launchEngine(), start, (message) => {
          if (message.kind === 'reading') update({ reading: message.reading });
        });
        isOver = engine.outcome.then((outcome) => end(request, outcome));
      } catch {
        change({ phase: 'failed', request, code: 'engine-stopped' });
      }
      return ok(undefined);
    },
    stop,
    clear: () => {
      if (engine === null && state.phase !== 'idle') change({ phase: 'idle' });
    },
    close: async () => {
      stop();
      await isOver;
      pacer.flush();
    },
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
