// The window against a real server: starts the loopback host and Chromium where this runs, types the server's name,
// says what was noticed,
// and prints the headline of the result and what it means for what was noticed. `node window-journey.mjs SERVER`; a lab test runs it on the client.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [server = ''] = process.argv.slice(2);
const words = (namespace) =>
  JSON.parse(readFileSync(join(root, `renderer/language/en/${namespace}.json`), 'utf8'));

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
  const page = await browser.newPage({ locale: 'en' });
  await page.goto(url);
  await page.getByRole('textbox', { name: words('start').server.label }).fill(server);
  await page.getByRole('button', { name: words('start').check, exact: true }).click();
  await page.getByRole('radio', { name: words('symptoms').tile['cannot-hear'].title }).check();
  await page.getByRole('button', { name: words('symptoms').start, exact: true }).click();
  const headlines = Object.values(words('verdict').headline);
  const headline = page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: new RegExp(headlines.map((text) => text.replace(/[.?]/g, '.')).join('|')) });
  console.log(await headline.textContent({ timeout: 30_000 }));
  const { noticed } = words('result');
  const title = noticed.title.replace('{{symptom}}', words('symptoms').tile['cannot-hear'].title);
  console.log(await page.locator('section', { hasText: title }).locator('p').nth(1).textContent());
} finally {
  await browser.close();
  host.kill();
  rmSync(state, { recursive: true, force: true });
}
