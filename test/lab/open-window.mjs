// The window on the client of the lab: the loopback host and Chromium, started where this runs.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** English words of a namespace. */
export const words = (namespace) =>
  JSON.parse(readFileSync(join(root, `renderer/language/en/${namespace}.json`), 'utf8'));

/** Shows the start page to `visit`, and puts everything away afterwards, whatever happened. */
export async function withWindow(visit) {
  const state = mkdtempSync(join(tmpdir(), 'salg-journey-'));
  const host = spawn(process.execPath, [join(root, 'out/loopback/loopback.mjs'), '--no-open'], {
    env: { ...process.env, SIP_ALG_CHECKER_STATE_DIR: state },
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    const url = await new Promise((resolve, reject) => {
      host.stdout.on('data', (chunk) => resolve(/http:\S+/.exec(chunk.toString())?.[0] ?? ''));
      host.once('exit', () => reject(new Error('the host ended')));
    });
    const page = await browser.newPage({ locale: 'en', reducedMotion: 'reduce' });
    await page.goto(url);
    await visit(page);
  } finally {
    await browser.close();
    host.kill();
    rmSync(state, { recursive: true, force: true });
  }
}
