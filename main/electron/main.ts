// The desktop window: a list of what is set up, in order. Each step has its own file.
// No `await` at the top level: in an ES module Electron would wait for it before becoming ready (electron#40719).
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import electron, { app, type BrowserWindow, dialog, ipcMain, session } from 'electron';
import { type EventName, settingsSchema } from '../../shared/ipc/contract.ts';
import type { HostService } from '../engine/host/host-service.ts';
import { secureIds } from '../io/ids.ts';
import { stateFolder } from '../io/state-folder.ts';
import { readPageFiles } from '../page/page-files.ts';
import { setMenu } from './app-menu.ts';
import { bundleScheme, createResponder } from './app-protocol.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { prepareApp } from './before-ready.ts';
import { eventChannel } from './channels.ts';
import { openGate } from './ipc-gate.ts';
import { type NativeWords, nativeWords } from './native-words.ts';
import { guardNavigation } from './navigation-guards.ts';
import { filesInArguments, readOpenedFile } from './open-file.ts';
import { closeNetwork } from './page-network.ts';
import { bundlePageSource, type PageSource, standInPageSource } from './page-source.ts';
import { limitPermissions } from './permissions.ts';
import { isStandIn } from './runtime.ts';
import { startHost } from './start-host.ts';
import { focusWindow, openWindow, shownWindows } from './window.ts';

// This file is out/main/main.mjs; the same holds inside the program's archive.
const root = fileURLToPath(new URL('../..', import.meta.url));
const onStandIn = isStandIn(process.versions['electron'], app.isPackaged);
const state = stateFolder();
// A host that does not stop by then is left to the system.
const closeLimitMs = 3000;

prepareApp(state, onStandIn);
if (app.requestSingleInstanceLock()) {
  const arrivals = collectArrivals();
  app
    .whenReady()
    .then(() => start(arrivals))
    .catch(giveUp);
} else {
  app.quit();
}

async function start(arrivals: Arrivals): Promise<void> {
  const page = onStandIn ? standInPageSource(join(root, 'out/renderer/index.html')) : await serveBundle();
  limitPermissions(session.defaultSession, onStandIn);
  await closeNetwork(session.defaultSession, isDeveloperUrl, onStandIn);
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents, page.isOwnPage));

  const isDemo = process.argv.includes('--demo');
  const host = await startHost({ root, stateFolder: state, isDemo, isStandIn: onStandIn });
  closeBeforeQuit(host);
  const window = openWindow({
    page,
    preloadFile: join(root, 'out/preload/preload.cjs'),
    stateFile: join(state, 'window.json'),
    hasDeveloperTools: !app.isPackaged,
  });
  connect(window, host, page);
  const words = nativeWords(await preferredLanguages(host));
  setMenu(window, words, (path) => arrivals.add(path));
  arrivals.deliverTo((path) => void openPath(path, window, host, words));
  await page.load(window);
}

/** The page's files under app://, from now on. */
async function serveBundle(): Promise<PageSource> {
  const files = await readPageFiles(join(root, 'out/renderer'));
  const respond = createResponder(files, () => secureIds.token(32));
  electron.protocol.handle(bundleScheme, ({ url, method }) => {
    const { status, headers, body } = respond(url, method);
    return new Response(body, { status, headers });
  });
  return bundlePageSource;
}

/** Calls in, events out. */
function connect(window: BrowserWindow, host: HostService, page: PageSource): void {
  openGate((channel, listener) => ipcMain.handle(channel, listener), {
    isOwnContents: (sender) => !window.isDestroyed() && sender === window.webContents,
    isOwnPage: page.isOwnPage,
    call: (method, request) => host.call(method, request),
  });
  host.on((event: EventName, payload: unknown) => {
    if (!window.isDestroyed()) window.webContents.send(eventChannel(event), payload);
  });
}

/** Files from this start, from a second start, and from the system's own message. */
function collectArrivals(): Arrivals {
  const arrivals = createArrivals();
  const addFrom = (argv: readonly string[], folder: string): void => {
    for (const path of filesInArguments(argv, folder)) arrivals.add(path);
  };
  addFrom(process.argv, process.cwd());
  app.on('open-file', (event, path) => {
    event.preventDefault();
    arrivals.add(path);
  });
  app.on('second-instance', (_event, argv, folder) => {
    addFrom(argv, folder);
    for (const window of shownWindows()) focusWindow(window);
  });
  // One window is the whole program, on every system.
  app.on('window-all-closed', () => app.quit());
  return arrivals;
}

async function openPath(
  path: string,
  window: BrowserWindow,
  host: HostService,
  words: NativeWords,
): Promise<void> {
  const file = await readOpenedFile(path);
  if (file.ok) {
    host.openFile(file.value.name, file.value.bytes);
    focusWindow(window);
  } else if (!window.isDestroyed()) {
    const detail = `${basename(path)}\n${words[file.error]}`;
    await dialog.showMessageBox(window, { type: 'warning', message: words.cannotOpen, detail });
  }
}

/** The user's choice, then the system's. */
async function preferredLanguages(host: HostService): Promise<readonly string[]> {
  const answer = await host.call('settings.read', {});
  const settings = answer.ok ? settingsSchema.safeParse(answer.value) : null;
  const chosen = settings?.success === true ? settings.data.language : null;
  return [...(chosen === null ? [] : [chosen]), ...app.getPreferredSystemLanguages()];
}

/** A running check is ended and stored before the program goes. */
function closeBeforeQuit(host: HostService): void {
  let phase: 'open' | 'closing' | 'closed' = 'open';
  const leave = (): void => {
    phase = 'closed';
    app.quit();
  };
  app.on('before-quit', (event) => {
    if (phase === 'closed') return;
    event.preventDefault();
    if (phase === 'closing') return;
    phase = 'closing';
    const limit = new Promise((resolve) => setTimeout(resolve, closeLimitMs));
    Promise.race([host.close(), limit]).then(leave, leave);
  });
}

function isDeveloperUrl(url: string): boolean {
  return !app.isPackaged && url.startsWith('devtools://');
}

function giveUp(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox('SIP ALG Checker could not start', reason);
  app.exit(1);
}
