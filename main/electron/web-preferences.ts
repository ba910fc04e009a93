// What a page of this product may do; there is one set for every window.
import type { WebPreferences } from 'electron';

/** Defaults are written out, so that a changed default of Electron changes nothing here. */
export const lockedWebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  plugins: false,
  webgl: false,
  // A spell checker fetches dictionaries from the network.
  spellcheck: false,
  safeDialogs: true,
} as const satisfies WebPreferences;
