// The window against a real server, over a change: check, steps, a pause in which the test switches the router, check
// again; prints both headlines and the rows of the table. `node verify-journey.mjs SERVER FOLDER`: makes FOLDER/ready,
// waits for FOLDER/switched, leaves a picture of the last page there.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withWindow, words } from './open-window.mjs';

const [server = '', folder = ''] = process.argv.slice(2);
const [start, result, fix, compare] = ['start', 'result', 'fix', 'compare'].map(words);

await withWindow(async (page) => {
  page.setDefaultTimeout(90_000);
  const press = (name) => page.locator('#main').getByRole('button', { name, exact: true }).click();
  const headline = async () => (await page.locator('h1').textContent()) ?? '';
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
});
