// What must be settled before Electron is ready: later it has no effect, or none without a trace.
import { join } from 'node:path';
import electron, { app } from 'electron';
import { bundleScheme } from './app-protocol.ts';

/** The id that Windows and the installers know the program by; electron-builder.yml has the same. */
const appId = 'net.sip-alg-checker.desktop';

/** Sandbox for every process, the program's name and folders, and the page's scheme. */
export function prepareApp(stateFolder: string, isStandIn: boolean): void {
  app.enableSandbox();
  app.setName('SIP ALG Checker');
  app.setAppUserModelId(appId);
  // Chromium's own files stay out of the folders that roam between computers, and beside nothing of ours.
  const chromiumFolder = join(stateFolder, 'window');
  app.setPath('userData', chromiumFolder);
  app.setPath('sessionData', chromiumFolder);
  if (isStandIn) return;
  // Standard, so that it has an origin; secure, so that it counts as one. Nothing else: no fetch, no service worker.
  electron.protocol.registerSchemesAsPrivileged([
    { scheme: bundleScheme, privileges: { standard: true, secure: true } },
  ]);
}
