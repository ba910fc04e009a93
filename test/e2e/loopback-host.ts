// Starts the loopback host as a user would and opens its page in Chromium.
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { forkedEngines, type Host, type Look, newStateFolder, savedByBrowser } from './host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const hostFile = join(root, 'out/loopback/loopback.mjs');

const reportPolicyBreaches = `document.addEventListener('securitypolicyviolation', (event) => {
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI);
});`;

/** A host and a browser window on it; `args` as on its command line. */
export async function startLoopback(args: readonly string[], look: Look, browser: Browser): Promise<Host> {
  const stateFolder = newStateFolder();
  const child = spawn(process.execPath, [hostFile, '--no-open', ...args], {
    env: { ...process.env, SIP_ALG_CHECKER_STATE_DIR: stateFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await firstUrl(child);
  const context = await browser.newContext(look);
  const page = await context.newPage();
  await page.addInitScript({ content: reportPolicyBreaches });
  await page.goto(url);
  return {
    page,
    url,
    engines: async () => forkedEngines(child.pid ?? 0),
    save: (press) => savedByBrowser(page, press),
    close: async () => {
      await context.close();
      await stop(child);
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

function firstUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let noise = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      noise += chunk.toString();
    });
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${noise}`)));
    if (child.stdout === null) return reject(new Error('the host has no output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)?.[0];
      if (url !== undefined) resolve(url);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}
