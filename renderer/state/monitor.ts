// The measurement over minutes or hours, as the host tells it, and what the next one would be asked for. Server and
// account are those of the start form.
import type { MonitorState } from '../../shared/ipc/contract.ts';
import type { MonitorRequest } from '../../shared/ipc/monitor.ts';
import { codeOf } from '../client/answer.ts';
import { isUserName } from './account.ts';
import { type Draft, type DraftFaults, draftOfMonitor, readDraft } from './draft.ts';
import { credentialsFor, readSecret, rememberIfWanted } from './secrets.ts';
import type { App, AppStore } from './store.ts';

/** Between two packets, ms. */
export const paceChoicesMs = [20, 100, 1000, 10_000] as const;
/** How long it goes on, s. */
export const durationChoicesSeconds = [60, 600, 3600, 28_800] as const;

export type MonitorPace = {
  readonly intervalMs: (typeof paceChoicesMs)[number];
  readonly durationSeconds: (typeof durationChoicesSeconds)[number];
};

export type MonitorSlice = {
  /** Null until the host answered for the first time. */
  readonly monitor: MonitorState | null;
  readonly monitorPace: MonitorPace;
};

export const initialMonitor: MonitorSlice = {
  monitor: null,
  monitorPace: { intervalMs: 100, durationSeconds: 600 },
};

export const editPace = (store: AppStore, change: Partial<MonitorPace>): void =>
  store.setState(({ monitorPace }) => ({ monitorPace: { ...monitorPace, ...change } }));

/** Takes over what the host says. A window that opens onto a monitor and no check shows the monitor. */
export function mirrorMonitor(app: App, monitor: MonitorState): void {
  const { monitor: before, run, screen } = app.store.getState();
  const isFirst = before === null && monitor.phase !== 'idle';
  const hasNothingElse = screen === 'start' && run?.phase === 'idle';
  app.store.setState({ monitor, ...(isFirst && hasNothingElse ? { screen: 'monitor' } : {}) });
}

type MonitorResult =
  | { readonly ok: true; readonly request: MonitorRequest }
  | { readonly ok: false; readonly faults: DraftFaults };

/** The request that form and pace stand for. Fields that only a check has are left out; a bad port shows at the server. */
export function readMonitorDraft(draft: Draft, pace: MonitorPace, isRemembered = false): MonitorResult {
  const probeUser = isUserName(draft.probeUser.trim()) ? draft.probeUser : '';
  const result = readDraft({ ...draft, probeUser, altPort: '', readbackExtension: '' }, isRemembered);
  if (!result.ok) {
    const { port, ...faults } = result.faults;
    return { ok: false, faults: port === undefined ? faults : { server: port, ...faults } };
  }
  const { server, port, probeUser: user, account } = result.request;
  return { ok: true, request: { server, port, probeUser: user, account, ...pace } };
}

/** Asks the host to begin; without its password an account waits in the form. */
export async function startMonitor(app: App, request: MonitorRequest): Promise<void> {
  const credentials = credentialsFor(app.store.getState(), request);
  if (credentials === null) return askForPassword(app, request);
  await rememberIfWanted(app, request);
  try {
    await app.client.call('monitor.start', { ...request, ...credentials });
  } catch (error) {
    const code = codeOf(error);
    app.store.setState({ notice: code });
    if (code !== 'secret-unreadable') return;
    await readSecret(app);
    await askForPassword(app, request);
  }
}

/** What failed or ended gives way to the form that asks. */
function askForPassword(app: App, request: MonitorRequest): Promise<void> {
  const { draft } = app.store.getState();
  app.store.setState({ draft: draftOfMonitor(request, draft), isPasswordAsked: true });
  return clearMonitor(app);
}

/** Asks the host to end it now; what was measured stays. */
export const stopMonitor = (app: App): Promise<void> => ask(app, () => app.client.call('monitor.stop', {}));

/** Puts an ended measurement away. */
export const clearMonitor = (app: App): Promise<void> => ask(app, () => app.client.call('monitor.clear', {}));

/** A refusal becomes the notice of the window. */
async function ask(app: App, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}
