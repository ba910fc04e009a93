// The running check, as the host tells it. The window never guesses ahead of the host.
import type { ResponseOf, RunState, WindowCheckRequest } from '../../shared/ipc/contract.ts';
import { codeOf } from '../client/answer.ts';
import type { Connection } from '../client/connected-client.ts';
import { readRouter } from './at-router.ts';
import { draftOfRequest } from './draft.ts';
import { readHistory } from './history.ts';
import { screenAfter } from './navigation.ts';
import { takeGuess } from './router.ts';
import { credentialsFor, readSecret, rememberIfWanted } from './secrets.ts';
import type { App } from './store.ts';

export type AppInfo = ResponseOf<'app.info'>;

export type RunSlice = {
  /** Null until the host answered for the first time. */
  readonly info: AppInfo | null;
  readonly run: RunState | null;
  readonly connection: Connection;
};

export const initialRun: RunSlice = { info: null, run: null, connection: 'connected' };

/** Takes over what the host says about the run, and moves to the screen that shows it. */
export function mirrorRun(app: App, run: RunState): void {
  const before = app.store.getState();
  const hasJustEnded = run.phase === 'done' && before.run?.phase !== 'done';
  if (run.phase === 'done' && hasJustEnded) takeGuess(app.store, run.report);
  app.store.setState({ run, screen: screenAfter(before.screen, before.run, run) });
  if (run.phase === 'done' && hasJustEnded) void readRouter(app, run.report);
  if (hasJustEnded && before.history !== null) void readHistory(app);
  // A result that could not be kept is still shown, but not silently.
  if (run.phase === 'done' && !run.isSaved && before.run?.phase === 'running')
    app.store.setState({ notice: 'not-writable' });
}

/** Asks the host to check; its refusal becomes the notice of the window. Without its password an account waits in the form. */
export async function startCheck(app: App, wanted: WindowCheckRequest): Promise<void> {
  const before = app.store.getState();
  const request = wanted.compareWith === null ? continued(wanted, before.waitingCheck) : wanted;
  const credentials = credentialsFor(before, request);
  if (credentials === null) return askForPassword(app, request);
  await rememberIfWanted(app, request);
  try {
    await app.client.call('run.start', { ...request, ...credentials });
    app.store.setState({ waitingCheck: null });
  } catch (error) {
    const code = codeOf(error);
    app.store.setState({ notice: code });
    if (code !== 'secret-unreadable') return;
    await readSecret(app);
    askForPassword(app, request);
  }
}

function askForPassword(app: App, request: WindowCheckRequest): void {
  const { draft } = app.store.getState();
  const asked = draftOfRequest(request, draft) ?? draft;
  app.store.setState({ draft: asked, waitingCheck: request, isPasswordAsked: true, screen: 'start' });
}

/** A check of the form is the one that waited for its password, when it asks the same server. */
const continued = (request: WindowCheckRequest, waiting: WindowCheckRequest | null): WindowCheckRequest =>
  waiting?.server === request.server && waiting.port === request.port
    ? { ...request, compareWith: waiting.compareWith }
    : request;

/** The check that failed once more. */
export async function checkAgain(app: App): Promise<void> {
  const { run } = app.store.getState();
  if (run?.phase === 'failed') await startCheck(app, run.request);
}

/** Asks the host to stop; what was measured so far stays. */
export async function cancelCheck(app: App): Promise<void> {
  try {
    await app.client.call('run.cancel', {});
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}

/** Puts the result away and goes back to the start. */
export async function clearRun(app: App): Promise<void> {
  try {
    await app.client.call('run.clear', {});
    app.store.setState({ screen: 'start', waitingCheck: null });
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}
