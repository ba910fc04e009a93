// The one run of this host: it holds the engine of a running check, and its result until the window clears it.
// Whatever happens to the engine, the state ends in `done` or `failed`.
import type { Clock } from '../../../shared/base/clock.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { RunState, WindowCheckRequest } from '../../../shared/ipc/contract.ts';
import type { Report, ReportedRun } from '../../../shared/report/report.ts';
import { portsUsedBy } from '../fresh-ports.ts';
import { shownComparison } from './comparing.ts';
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
  /** Puts a report into the history; false when that is not possible. */
  readonly save: (report: Report) => Promise<boolean>;
  readonly onChange: (state: RunState) => void;
};

export type RunKeeper = {
  state(): RunState;
  /** The password of the request's account goes to the engine and nowhere else; `before` goes into the report. */
  start(
    request: WindowCheckRequest,
    password: string | null,
    before: ReportedRun | null,
  ): Result<void, 'busy'>;
  /** The last result, also while the next check runs or after it failed; null when it was cleared. */
  lastReport(): Report | null;
  cancel(): void;
  clear(): void;
  isRunning(): boolean;
  close(): Promise<void>;
};

/** What a run is about. */
type Asked = { readonly request: WindowCheckRequest; readonly before: ReportedRun | null };
type Running = Extract<RunState, { phase: 'running' }>;

/** At most ten events a second. */
const changeGapMs = 100;
/** A dead engine's lock goes stale after ten seconds. */
const lockPatienceMs = 12_000;

/** What the window is told of the run, and the last result for a check that is compared with it. */
function createRunBook({ clock, onChange }: Pick<RunKeeperDeps, 'clock' | 'onChange'>) {
  let state: RunState = { phase: 'idle' };
  let last: Report | null = null;
  const pacer = createPacer(changeGapMs, clock, onChange);
  const change = (next: RunState): void => {
    if (next.phase === 'done') last = next.report;
    if (next.phase === 'idle') last = null;
    state = next;
    pacer.push(next);
  };
  return {
    state: () => state,
    lastReport: () => last,
    change,
    update: (part: Partial<Running>): void => {
      if (state.phase === 'running') change({ ...state, ...part });
    },
    flush: () => pacer.flush(),
  };
}

/** A keeper in phase `idle`. */
export function createRunKeeper(deps: RunKeeperDeps): RunKeeper {
  const book = createRunBook(deps);
  let engine: WatchedEngine | null = null;
  let isOver: Promise<void> = Promise.resolve();
  let hasCrashed = false;
  const onInterim = (message: Interim): void =>
    message.kind === 'progress' ? book.update({ progress: message.progress }) : undefined;
  const end = async (asked: Asked, outcome: Outcome): Promise<void> => {
    hasCrashed = outcome.kind === 'failed' && outcome.code === 'engine-stopped';
    const next = await endState(asked, outcome, deps.save);
    engine = null;
    book.change(next);
  };
  const cancel = (): void => {
    if (engine === null) return;
    book.update({ isCancelling: true });
    engine.cancel();
  };
  return {
    state: book.state,
    lastReport: book.lastReport,
    isRunning: () => engine !== null,
    start: (request, password, before) => {
      if (engine !== null) return err('busy');
      book.change({ phase: 'running', request, progress: firstProgress(request), isCancelling: false });
      try {
        const start = startMessage(deps, { request, before }, password, hasCrashed);
        engine = watchEngine(deps.launchEngine(), start, onInterim);
        isOver = engine.outcome.then((outcome) => end({ request, before }, outcome));
      } catch {
        book.change({ phase: 'failed', request, code: 'engine-stopped' });
      }
      return ok(undefined);
    },
    cancel,
    clear: () =>
      engine === null && book.state().phase !== 'idle' ? book.change({ phase: 'idle' }) : undefined,
    close: async () => {
      cancel();
      await isOver;
      book.flush();
    },
  };
}

/** A result that cannot be kept is still a result. */
async function endState(
  { request, before }: Asked,
  outcome: Outcome,
  save: RunKeeperDeps['save'],
): Promise<RunState> {
  if (outcome.kind !== 'done')
    return { phase: 'failed', request, code: outcome.kind === 'failed' ? outcome.code : 'internal' };
  const report = { ...outcome.report, before };
  const isSaved = await save(report).catch(() => false);
  return { phase: 'done', request, report, comparison: shownComparison(report), isSaved };
}

const startMessage = (
  { folder, host, version }: RunKeeperDeps,
  { request, before }: Asked,
  password: string | null,
  hasCrashed: boolean,
): StartMessage => ({
  kind: 'start',
  request,
  password,
  folder,
  app: { host, version },
  lockPatienceMs: hasCrashed ? lockPatienceMs : 0,
  usedPorts: [...portsUsedBy(before?.observations ?? [])],
});
