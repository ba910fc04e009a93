// The window against a real server: types the server's name, says what was noticed, and prints the headline of the
// result and what it means for what was noticed. `node window-journey.mjs SERVER`; a lab test runs it on the client.
import { withWindow, words } from './open-window.mjs';

const [server = ''] = process.argv.slice(2);

await withWindow(async (page) => {
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
});
