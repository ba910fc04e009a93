// The window in Electron, or in a look-alike of it where ELECTRON_OVERRIDE_DIST_PATH names one. Two things differ:
//  - the file to save: Electron's session says where it goes; on the look-alike Chromium's own download stands in;
//  - the engine: a utility process of Electron; the look-alike forks it, as the loopback host does.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { launch, runtime } from '../window/program.ts';
import {
  forkedEngines,
  type Host,
  type Look,
  newStateFolder,
  type SavedFile,
  savedByBrowser,
} from './host.ts';

/** Starts the built program; `args` as on its command line. */
export async function startElectron(args: readonly string[], look: Look): Promise<Host> {
  const stateFolder = newStateFolder();
  const app = await launch(args, stateFolder, look);
  const page = await app.firstWindow();
  // A window is there before its page is.
  await page.waitForURL(/\/index\.html$/);
  const { isStandIn } = runtime();
  return {
    page,
    url: null,
    engines: async () => (isStandIn ? forkedEngines(app.process().pid ?? 0) : utilityEngines(app)),
    save: (press) =>
      isStandIn ? savedByBrowser(page, press) : savedBySession(app, join(stateFolder, 'saved'), press),
    close: async () => {
      await app.close();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

/** Electron's own list of its processes, by the name that the program gives its engine. */
const utilityEngines = (app: ElectronApplication): Promise<readonly number[]> =>
  app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ name }) => name === 'SIP ALG Checker engine')
      .map(({ pid }) => pid),
  );

/** Without a path Electron would ask the user for one. */
async function savedBySession(
  app: ElectronApplication,
  path: string,
  press: () => Promise<void>,
): Promise<SavedFile> {
  // Inside an object, so that the listener is there before anything is pressed and the promise is not waited for yet.
  const waiting = await app.evaluateHandle(
    ({ session }, path) => ({
      name: new Promise<string>((resolve) => {
        session.defaultSession.once('will-download', (_event, item) => {
          item.setSavePath(path);
          item.once('done', () => resolve(item.getFilename()));
        });
      }),
    }),
    path,
  );
  await press();
  const name = await waiting.evaluate((saved) => saved.name);
  return { name, text: readFileSync(path, 'utf8') };
}
