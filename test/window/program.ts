// Starts the built window as a user does and drives it from outside. ELECTRON_OVERRIDE_DIST_PATH names the folder of
// an Electron; a look-alike there proves the wiring only, since it has no app://, no header policy, no permissions.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program to run; throws, with what to do, when no Electron is there. Never downloads one. */
function electronProgram(): string {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const nameFile = join(root, 'node_modules/electron/path.txt');
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8') : null;
  if (override !== undefined) return join(override, name ?? 'electron');
  if (name === null)
    throw new Error("Electron's runtime is not installed: node node_modules/electron/install.js");
  return join(root, 'node_modules/electron/dist', name);
}

const program = electronProgram();
/** True for a look-alike of Electron. */
export const isStandIn = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.includes(
  '0.0.0-shim',
);

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
  const app = await _electron.launch({
    executablePath: program,
    args: [join(root, 'out/main/main.mjs'), '--demo', file],
    env: { ...(process.env as Record<string, string>), SIP_ALG_CHECKER_STATE_DIR: join(folder, 'state') },
  });
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
