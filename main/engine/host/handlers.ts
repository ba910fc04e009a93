// What each method of the contract does. Requests have passed their schema; answers will pass theirs.
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CallError, CallErrorCode, CheckedRequestOf, ResponseOf } from '../../../shared/ipc/contract.ts';
import { demoScenarios, isDemoScenario } from '../../demo/scenarios.ts';
import { earlierRun } from './comparing.ts';
import type { Answer, HandlerDeps, Handlers } from './handler-types.ts';
import { readLedgerView } from './ledger-view.ts';
import { openedReport, readReport } from './opened-report.ts';
import { profileHandlers } from './profile-handlers.ts';
import { redactHandlers } from './redact-handlers.ts';
import { passwordFor, secretHandlers } from './secret-handlers.ts';
import { shareHandlers } from './share-handlers.ts';
import { createWorkspace } from './workspace.ts';
import { workspaceHandlers } from './workspace-handlers.ts';

const refuse = (code: CallErrorCode, message: string): Result<never, CallError> => err({ code, message });
const done = ok({});

/** One function for each method. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { run, settings, history, file, sealer } = deps;
  return {
    'app.info': async () => ok(appInfo(deps)),
    'run.state': async () => ok(run.state()),
    'run.start': (request) => startRun(deps, request),
    'run.cancel': async () => {
      run.cancel();
      return done;
    },
    'run.clear': async () => {
      run.clear();
      return done;
    },
    'monitor.state': async () => ok(deps.monitor.state()),
    'monitor.start': async (request) => startMonitor(deps, request),
    'monitor.stop': async () => {
      deps.monitor.cancel();
      return done;
    },
    'monitor.clear': async () => {
      deps.monitor.clear();
      return done;
    },
    ...historyHandlers(deps),
    'report.read': async ({ text }) => ok(readReport(text, sealer)),
    'file.pending': async () => ok(file.take()),
    ...profileHandlers(deps.profile, deps.openInBrowser),
    ...workspaceHandlers(createWorkspace(sealer)),
    'settings.read': async () => ok(settings.current()),
    'settings.write': async (wanted) => {
      const written = await settings.write(wanted);
      if (!written.ok) return refuse('not-writable', written.error.slice(0, 500));
      await history.prune(wanted.keepHistoryDays);
      return written;
    },
    ...shareHandlers(deps.paper),
    'ledger.read': async () => ok(await readLedgerView(deps.folder, deps.clock)),
    ...secretHandlers(deps.secrets),
    ...deps.router.handlers,
    ...deps.reminder.handlers,
    ...redactHandlers(deps),
  };
}

type HistoryMethods = Pick<Handlers, Extract<keyof Handlers, `history.${string}`>>;

const historyHandlers = ({ history, sealer }: HandlerDeps): HistoryMethods => ({
  'history.list': async () => ok([...(await history.list())]),
  'history.open': async ({ id }) => {
    const stored = await history.open(id);
    return stored.ok
      ? ok(openedReport(stored.value, sealer))
      : refuse('not-found', 'There is no such report.');
  },
  'history.remove': async ({ id }) => {
    const removed = await history.remove(id);
    return removed.ok ? done : refuse(removed.error, 'The report was not removed.');
  },
});

async function startRun(
  { run, monitor, history, router, reminder, secrets }: HandlerDeps,
  { password: typed, useRemembered, ...request }: CheckedRequestOf<'run.start'>,
): Promise<Answer<'run.start'>> {
  if (request.demo !== null && !isDemoScenario(request.demo))
    return refuse('bad-request', 'There is no such demo scenario.');
  const { compareWith } = request;
  const before = compareWith === null ? null : await earlierRun(compareWith, run.lastReport(), history);
  if (compareWith !== null && before === null)
    return refuse('not-found', 'There is no such report to compare with.');
  const password = await passwordFor(request, typed, useRemembered, secrets);
  if (!password.ok) return password;
  if (monitor.isRunning()) return refuse('busy', 'A monitor is running.');
  if (!run.start(request, password.value, before).ok) return refuse('busy', 'A check is running.');
  router.stopWaiting();
  if (request.demo === null) void reminder.checkBegins(request.server);
  return done;
}

async function startMonitor(
  { run, monitor, secrets }: HandlerDeps,
  { password: typed, useRemembered, ...request }: CheckedRequestOf<'monitor.start'>,
): Promise<Answer<'monitor.start'>> {
  const password = await passwordFor(request, typed, useRemembered, secrets);
  if (!password.ok) return password;
  if (run.isRunning()) return refuse('busy', 'A check is running.');
  return monitor.start(request, password.value).ok ? done : refuse('busy', 'A monitor is running.');
}

function appInfo({ host, isDemo, version, profile, dragOut }: HandlerDeps): ResponseOf<'app.info'> {
  const inUse = profile.current();
  return {
    version,
    host,
    os: process.platform,
    arch: process.arch,
    isDemo,
    canDrag: dragOut !== null,
    demoScenarios: [...demoScenarios],
    profile: inUse.profile,
    profileOrigin: inUse.origin,
  };
}
