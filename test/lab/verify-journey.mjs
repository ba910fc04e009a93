// The window against a real server, over a change: check, steps, a pause in which the test switches the router, check
// again; prints both headlines and the rows of the table. `node verify-journey.mjs SERVER FOLDER`: makes FOLDER/ready,
// waits for FOLDER/switched, leaves a picture of the last page there.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [server = '', folder = ''] = process.argv.slice(2);
const words = (namespace) =>
  JSON.parse(readFileSync(join(root, `renderer/language/en/${namespace}.json`), 'utf8'));
const [start, result, fix, compare] = ['start', 'result', 'fix', 'compare'].map(words);

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
  page.setDefaultTimeout(90_000);
  const press = (name) => page.locator('#main').getByRole('button', { name, exact: true }).click();
  const headline = async () => (await page.locator('h1').textContent()) ?? '';
  await page.goto(url);
  await page.getByRole('textbox', { name: start.server.label }).fill(server);
  await page.getByRole('button', { name: start.advanced.title }).click();
  await page.locator('#probeUser').fill('probe');
  await press(start.check);
  await press(words('symptoms').startWithout);
  await page
    .getByText(result.details)
    .or(page.getByRole('button', { name: result.fix }))
    .first()
    .waitFor();
  console.log(await headline());
  await press(result.fix);
  await page.getByText(fix.after.title).waitFor();
  for (const change of ['saved', 'router-restarted']) await page.getByLabel(fix.after[change]).check();
  writeFileSync(join(folder, 'ready'), '');
  while (!existsSync(join(folder, 'switched'))) await page.waitForTimeout(100);
  await press(fix.again);
  await page.getByText(compare.thisCheck).waitFor();
  console.log(await headline());
  for (const row of await page.getByRole('table').locator('tbody tr').all())
    console.log((await row.locator('th, td').allTextContents()).join(' | '));
  await page.screenshot({ path: join(folder, 'result.png'), fullPage: true });
} finally {
  await browser.close();
  host.kill();
  rmSync(state, { recursive: true, force: true });
}
