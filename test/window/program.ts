// Starts the built window as a user does and drives it from outside. ELECTRON_OVERRIDE_DIST_PATH names the folder of
// an Electron; a look-alike there proves the wiring only, since it has no app://, no header policy, no permissions.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronRuntime } from '../../main/loopback/electron-runtime.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** True when somebody named an Electron or installed one; a name that leads nowhere fails at the launch. */
export const isElectronExpected = (): boolean =>
  Boolean(process.env['ELECTRON_OVERRIDE_DIST_PATH']) ||
  existsSync(join(root, 'node_modules/electron/path.txt'));

type Runtime = { readonly program: string; readonly isStandIn: boolean };
let found: Runtime | null = null;

/** The Electron to run, and whether it is a look-alike. Throws, with what to do, when there is none; never downloads. */
export function runtime(): Runtime {
  if (found !== null) return found;
  const program = electronRuntime(root, process.env, process.platform);
  if (program === null)
    throw new Error("Electron's runtime is not installed: node node_modules/electron/install.js");
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  found = { program, isStandIn: stdout.includes('0.0.0-shim') };
  return found;
}

/** What the system tells a window about its user. */
export type Look = {
  readonly locale: string;
  readonly colorScheme: 'light' | 'dark' | 'no-preference' | null;
};

/** Launches the built program with a state folder of its own; `args` as on its command line. */
export function launch(
  args: readonly string[],
  stateFolder: string,
  { locale, colorScheme }: Look = { locale: 'en-US', colorScheme: null },
): Promise<ElectronApplication> {
  const { program, isStandIn } = runtime();
  return _electron.launch({
    executablePath: program,
    args: [`--lang=${locale}`, join(root, 'out/main/main.mjs'), ...args],
    env: { ...(process.env as Record<string, string>), SIP_ALG_CHECKER_STATE_DIR: stateFolder },
    locale,
    colorScheme,
    // Electron's own downloads pass its session; the look-alike has only Chromium's.
    ...(isStandIn ? { acceptDownloads: true } : {}),
  });
}

/** As much of a page as the tests inside it touch; the tests themselves run in Node and know no DOM. */
export type PageWindow = {
  readonly sipAlgChecker: { call(method: string, request: unknown): Promise<unknown> };
  readonly Notification: { requestPermission(): Promise<string> };
  readonly navigator: {
    readonly clipboard: { writeText(text: string): Promise<void>; readText(): Promise<string> };
  };
  open(url: string): unknown;
  [name: string]: unknown;
};
type PageElement = { src: string; textContent: string; readonly contentWindow: object };
export type PageDocument = {
  readonly location: { href: string };
  readonly title: string;
  readonly body: { append(element: PageElement): void };
  createElement(name: string): PageElement;
};
declare const window: PageWindow;
export type Started = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly faults: readonly string[];
};

/** Starts the program with the demo and a report to open; its state lives below `folder`. */
export async function start(folder: string): Promise<Started> {
  const file = join(folder, 'from-a-friend.sipreport');
  writeFileSync(file, '{"not":"a report"}');
  const app = await launch(['--demo', file], join(folder, 'state'));
  const page = await app.firstWindow();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  await page.waitForFunction(() => window.sipAlgChecker !== undefined);
  return { app, page, faults };
}

/** Calls a method of the contract from inside the page. */
export const call = (page: Page, method: string, request: unknown = {}): Promise<unknown> =>
  page.evaluate(
    ([method, request]) => window.sipAlgChecker.call(method as string, request),
    [method, request],
  );
