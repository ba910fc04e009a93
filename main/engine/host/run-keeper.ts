// The one run of this host: it holds the engine of a running check, and its result until the window clears it.
// Whatever happens to the engine, the state ends in `done` or `failed`.
import type { Clock } from '../../../shared/base/clock.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { RunState, WindowCheckRequest } from '../../../shared/ipc/contract.ts';
import type { Report } from '../../../shared/report/report.ts';
import type { EngineLauncher } from './engine-link.ts';
import type { StartMessage } from './engine-messages.ts';
import { type Interim, type Outcome, type WatchedEngine, watchEngine } from './engine-watch.ts';
import { createPacer } from './pace.ts';
import { firstProgress } from './progress-meter.ts';

export type RunKeeperDeps = {
  readonly launchEngine: EngineLauncher;
  readonly folder: string;
  readonly host: 'loopback' | 'electron';
  readonly version: string;
  readonly clock: Clock;
  /** Every report is sealed before anybody sees it. */
  readonly sealReport: (report: Report) => Report;
  /** Puts a report into the history; false when that is not possible. */
  readonly save: (report: Report) => Promise<boolean>;
  readonly onChange: (state: RunState) => void;
};

export type RunKeeper = {
  state(): RunState;
  /** The password of the request's account goes to the engine and nowhere else. */
  start(request: WindowCheckRequest, password: string | null): Result<void, 'busy'>;
  cancel(): void;
  clear(): void;
  isRunning(): boolean;
  close(): Promise<void>;
};

type Running = Extract<RunState, { phase: 'running' }>;

/** At most ten events a second. */
const changeGapMs = 100;
/** A dead engine's lock goes stale after ten seconds. */
const lockPatienceMs = 12_000;

/** A keeper in phase `idle`. */
export function createRunKeeper(deps: RunKeeperDeps): RunKeeper {
  let state: RunState = { phase: 'idle' };
  let engine: WatchedEngine | null = null;
  let isOver: Promise<void> = Promise.resolve();
  let hasCrashed = false;
  const pacer = createPacer(changeGapMs, deps.clock, deps.onChange);
  const change = (next: RunState): void => {
    state = next;
    pacer.push(next);
  };
  const update = (part: Partial<Running>): void => {
    if (state.phase === 'running') change({ ...state, ...part });
  };
  const onInterim = (message: Interim): void =>
    message.kind === 'progress' ? update({ progress: message.progress }) : undefined;
  const end = async (request: WindowCheckRequest, outcome: Outcome): Promise<void> => {
    hasCrashed = outcome.kind === 'failed' && outcome.code === 'engine-stopped';
    const next = await endState(request, outcome, deps);
    engine = null;
    change(next);
  };
  const cancel = (): void => {
    if (engine === null) return;
    update({ isCancelling: true });
    engine.cancel();
  };
  return {
    state: () => state,
    isRunning: () => engine !== null,
    start: (request, password) => {
      if (engine !== null) return err('busy');
      change({ phase: 'running', request, progress: firstProgress(request), isCancelling: false });
      try {
        const start = startMessage(deps, request, password, hasCrashed);
        engine = watchEngine(deps.launchEngine(), start, onInterim);
        isOver = engine.outcome.then((outcome) => end(request, outcome));
      } catch {
        change({ phase: 'failed', request, code: 'engine-stopped' });
      }
      return ok(undefined);
    },
    cancel,
    clear: () => (engine === null && state.phase !== 'idle' ? change({ phase: 'idle' }) : undefined),
    close: async () => {
      cancel();
      await isOver;
      pacer.flush();
    },
  };
}

/** A result that cannot be kept is still a result. */
async function endState(
  request: WindowCheckRequest,
  outcome: Outcome,
  { sealReport, save }: RunKeeperDeps,
): Promise<RunState> {
  if (outcome.kind !== 'done')
    return { phase: 'failed', request, code: outcome.kind === 'failed' ? outcome.code : 'internal' };
  const report = sealReport(outcome.report);
  const isSaved = await save(report).catch(() => false);
  return { phase: 'done', request, report, isSaved };
}

const startMessage = (
  { folder, host, version }: RunKeeperDeps,
  request: WindowCheckRequest,
  password: string | null,
  hasCrashed: boolean,
): StartMessage => ({
  kind: 'start',
  request,
  password,
  folder,
  app: { host, version },
  lockPatienceMs: hasCrashed ? lockPatienceMs : 0,
});
