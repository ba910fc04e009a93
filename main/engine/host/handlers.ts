// What each method of the contract does. Requests have passed their schema; answers will pass theirs.
import type { Clock } from '../../../shared/base/clock.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type {
  CallError,
  CallErrorCode,
  CheckedRequestOf,
  MethodName,
  ResponseOf,
} from '../../../shared/ipc/contract.ts';
import { type Profile, parseProfile } from '../../../shared/profile/profile.ts';
import { maxReportBytes, parseReport } from '../../../shared/report/report.ts';
import { demoScenarios, isDemoScenario } from '../../demo/scenarios.ts';
import { reportReplays } from '../check-report.ts';
import type { History } from './history.ts';
import { readLedgerView } from './ledger-view.ts';
import type { MonitorKeeper } from './monitor-keeper.ts';
import type { PendingFile } from './pending-file.ts';
import type { RunKeeper } from './run-keeper.ts';
import type { SettingsFile } from './settings-file.ts';
import { createWorkspace } from './workspace.ts';
import { workspaceHandlers } from './workspace-handlers.ts';

export type HandlerDeps = {
  readonly folder: string;
  readonly host: 'loopback' | 'electron';
  readonly isDemo: boolean;
  readonly version: string;
  readonly profileText: string | null;
  readonly clock: Clock;
  readonly run: RunKeeper;
  readonly monitor: MonitorKeeper;
  readonly settings: SettingsFile;
  readonly history: History;
  readonly file: PendingFile;
};

type Answer<M extends MethodName> = Result<ResponseOf<M>, CallError>;
export type Handlers = { readonly [M in MethodName]: (request: CheckedRequestOf<M>) => Promise<Answer<M>> };

const refuse = (code: CallErrorCode, message: string): Result<never, CallError> => err({ code, message });
const done = ok({});

/** One function for each method. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { run, settings, history, file } = deps;
  const info = appInfo(deps);
  return {
    'app.info': async () => ok(info),
    'run.state': async () => ok(run.state()),
    'run.start': async (request) => startRun(deps, request),
    'run.cancel': async () => {
      run.cancel();
      return done;
    },
    'run.clear': async () => {
      run.clear();
      return done;
    },
    'monitor.state': async () => ok(deps.monitor.state()),
    'monitor.start': async ({ password, ...request }) => {
      if (run.isRunning()) return refuse('busy', 'A check is running.');
      return deps.monitor.start(request, password).ok ? done : refuse('busy', 'A monitor is running.');
    },
    'monitor.stop': async () => {
      deps.monitor.stop();
      return done;
    },
    'monitor.clear': async () => {
      deps.monitor.clear();
      return done;
    },
    'history.list': async () => ok([...(await history.list())]),
    'history.open': async ({ id }) => {
      const report = await history.open(id);
      return report.ok ? report : refuse('not-found', 'There is no such report.');
    },
    'history.remove': async ({ id }) => {
      const removed = await history.remove(id);
      return removed.ok ? done : refuse(removed.error, 'The report was not removed.');
    },
    'report.read': async ({ text }) => ok(readReport(text)),
    'file.pending': async () => ok(file.take()),
    ...workspaceHandlers(createWorkspace()),
    'settings.read': async () => ok(settings.current()),
    'settings.write': async (wanted) => {
      const written = await settings.write(wanted);
      if (!written.ok) return refuse('not-writable', written.error.slice(0, 500));
      await history.prune(wanted.keepHistoryDays);
      return written;
    },
    'ledger.read': async () => ok(await readLedgerView(deps.folder, deps.clock)),
  };
}

function startRun(
  { run, monitor }: HandlerDeps,
  { password, ...request }: CheckedRequestOf<'run.start'>,
): Answer<'run.start'> {
  if (request.demo !== null && !isDemoScenario(request.demo))
    return refuse('bad-request', 'There is no such demo scenario.');
  if (monitor.isRunning()) return refuse('busy', 'A monitor is running.');
  return run.start(request, password).ok ? done : refuse('busy', 'A check is running.');
}

function appInfo({ host, isDemo, version, profileText }: HandlerDeps): ResponseOf<'app.info'> {
  return {
    version,
    host,
    os: process.platform,
    arch: process.arch,
    isDemo,
    demoScenarios: demoScenarios.map(({ name, description }) => ({ name, description })),
    profile: profileText === null ? null : readProfile(profileText),
  };
}

/** A profile that cannot be used is as good as none: the user can still type the server's name. */
function readProfile(text: string): Profile | null {
  const profile = parseProfile(text);
  return profile.ok ? profile.value : null;
}

function readReport(text: string): ResponseOf<'report.read'> {
  if (Buffer.byteLength(text) > maxReportBytes) return { isReport: false, message: 'It is too large.' };
  const report = parseReport(text);
  if (!report.ok) return { isReport: false, message: report.error.message.slice(0, 500) };
  return { isReport: true, report: report.value, replays: reportReplays(report.value) };
}
