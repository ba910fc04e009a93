// The one window of the program.
import { BrowserWindow, nativeTheme, screen, session } from 'electron';
import type { PageSource } from './page-source.ts';
import { lockedWebPreferences } from './web-preferences.ts';
import { minimumSize, placeWindow, readWindowState, writeWindowState } from './window-state.ts';

// The page's own background colours, so that the window does not flash before the page is drawn.
const paper = { light: '#FAFAF7', dark: '#11161D' } as const;
// A page that crashes again this soon would do so for ever.
const crashPauseMs = 10_000;

export type WindowOptions = {
  readonly page: PageSource;
  readonly preloadFile: string;
  readonly stateFile: string;
  readonly hasDeveloperTools: boolean;
};

/** Opens the window; it shows itself when the page is drawn. */
export function openWindow({
  page,
  preloadFile,
  stateFile,
  hasDeveloperTools,
}: WindowOptions): BrowserWindow {
  const stored = readWindowState(stateFile);
  const window = new BrowserWindow({
    ...placeWindow(
      stored,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: 'SIP ALG Checker',
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: { ...lockedWebPreferences, preload: preloadFile, devTools: hasDeveloperTools },
  });
  window.once('ready-to-show', () => {
    if (stored?.isMaximized === true) window.maximize();
    window.show();
  });
  window.on('close', () => {
    const isMaximized = window.isMaximized();
    writeWindowState(stateFile, {
      bounds: isMaximized ? window.getNormalBounds() : window.getBounds(),
      isMaximized,
    });
  });
  reloadAfterCrash(window, page);
  return window;
}

/** The window, while it is open; one that draws a document for paper has a session of its own and is never shown. */
export const shownWindows = (): readonly BrowserWindow[] =>
  BrowserWindow.getAllWindows().filter((one) => one.webContents.session === session.defaultSession);

/** Brings the window to the front. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Loads the page again when its process died: the host still knows what the window showed. */
function reloadAfterCrash(window: BrowserWindow, page: PageSource): void {
  let mayReload = true;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || !mayReload || window.isDestroyed()) return;
    mayReload = false;
    setTimeout(() => (mayReload = true), crashPauseMs).unref();
    page.load(window).catch(() => window.destroy());
  });
}
