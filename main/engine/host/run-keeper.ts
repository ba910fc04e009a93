// The one run of this host: it holds the engine of a running check, and its result until the window clears it.
import type { Result } from '../../../shared/base/result.ts';
import type { RunState, WindowCheckRequest } from '../../../shared/ipc/contract.ts';
import type { Report, ReportedRun } from '../../../shared/report/report.ts';
import { portsUsedBy } from '../fresh-ports.ts';
import { shownComparison } from './comparing.ts';
import { createEngineKeeper, type EngineKeeper, type EngineKeeperDeps } from './engine-keeper.ts';
import type { StartMessage } from './engine-messages.ts';
import type { Outcome } from './engine-watch.ts';
import { firstProgress } from './progress-meter.ts';

export type RunKeeperDeps = EngineKeeperDeps<RunState> & {
  readonly folder: string;
  readonly host: 'loopback' | 'electron';
  readonly version: string;
  /** Every report is sealed before anybody sees it. */
  readonly sealReport: (report: Report) => Report;
  /** Puts a report into the history; false when that is not possible. */
  readonly save: (report: Report) => Promise<boolean>;
};

export type RunKeeper = Omit<EngineKeeper<RunState>, 'start'> & {
  /** The password of the request's account goes to the engine and nowhere else; `before` goes into the report. */
  start(
    request: WindowCheckRequest,
    password: string | null,
    before: ReportedRun | null,
  ): Result<void, 'busy'>;
  /** The last result, also while the next check runs or after it failed; null when it was cleared. */
  lastReport(): Report | null;
};

/** What a run is about. */
type Asked = { readonly request: WindowCheckRequest; readonly before: ReportedRun | null };

/** At most ten events a second. */
const changeGapMs = 100;
/** A dead engine's lock goes stale after ten seconds. */
const lockPatienceMs = 12_000;

/** A keeper in phase `idle`. */
export function createRunKeeper(deps: RunKeeperDeps): RunKeeper {
  const keeper = createEngineKeeper<RunState>({ phase: 'idle' }, { isCancelling: true }, changeGapMs, deps);
  let hasCrashed = false;
  let last: Report | null = null;
  return {
    ...keeper,
    lastReport: () => last,
    clear: () => {
      keeper.clear();
      if (!keeper.isRunning()) last = null;
    },
    start: (request, password, before) =>
      keeper.start({
        message: startMessage(deps, { request, before }, password, hasCrashed),
        first: { phase: 'running', request, progress: firstProgress(request), isCancelling: false },
        unlaunched: { phase: 'failed', request, code: 'engine-stopped' },
        onInterim: (message) => (message.kind === 'progress' ? { progress: message.progress } : {}),
        onEnd: async (outcome) => {
          hasCrashed = outcome.kind === 'failed' && outcome.code === 'engine-stopped';
          const end = await endState({ request, before }, outcome, deps);
          if (end.phase === 'done') last = end.report;
          return end;
        },
      }),
  };
}

/** A result that cannot be kept is still a result. */
async function endState(
  { request, before }: Asked,
  outcome: Outcome,
  { sealReport, save }: RunKeeperDeps,
): Promise<RunState> {
  if (outcome.kind !== 'done')
    return { phase: 'failed', request, code: outcome.kind === 'failed' ? outcome.code : 'internal' };
  const report = sealReport({ ...outcome.report, before });
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
