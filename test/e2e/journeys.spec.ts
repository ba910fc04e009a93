// The journeys of a user through the window, against the real engine and the embedded demo.
import { readFileSync } from 'node:fs';
import { parseReport, verdictReplays } from '../../shared/report/report.ts';
import { expect, test } from './fixtures.ts';
import { expectResult, heading, startDemo } from './steps.ts';
import { words } from './words.ts';

test('the demo finds its SIP ALG, shows the changed bytes, and saves a report that replays', async ({
  app,
}) => {
  await startDemo(app, 'kernel-alg');
  await expectResult(app, 'confirmed');
  await app.getByRole('button', { name: words('result.fold.changed') }).click();
  await expect(app.getByText('203.0.113.2').first()).toBeVisible();
  await app
    .getByRole('button', { name: words('shell.steps.share') })
    .first()
    .click();
  const download = app.waitForEvent('download');
  await app.getByRole('button', { name: words('share.save') }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^sip-alg-pbx\.example-.*\.sipreport$/);
  const report = parseReport(readFileSync(await saved.path(), 'utf8'));
  expect(report.ok && report.value.alg.level).toBe('confirmed');
  expect(report.ok && verdictReplays(report.value)).toBe(true);
});

for (const [scenario, headline] of [
  ['plain-nat', 'unlikely'],
  ['blocked', 'blocked'],
  ['vpn', 'vpn'],
  ['silent', 'no-answer'],
  ['hijack', 'possible'],
  ['banned-midway', 'answers-stopped'],
  ['no-nat', 'no-translation'],
] as const)
  test(`${scenario} ends on the page for ${headline}`, async ({ app }) => {
    await startDemo(app, scenario);
    await expectResult(app, headline);
    await expect(app.getByText(words('path.simulated'))).toBeVisible();
  });

test('Cancel keeps what was seen and says that it is partial', async ({ app }) => {
  await startDemo(app, 'lossy');
  await app.getByRole('button', { name: words('testing.cancel') }).click();
  await expect(app.getByText(words('result.partial'))).toBeVisible({ timeout: 5000 });
});

test('a reload in mid-run comes back to the running check, and later to its result', async ({ app }) => {
  await startDemo(app, 'plain-nat');
  await expect(heading(app, words('testing.title', { server: 'pbx.example' }))).toBeVisible();
  await app.reload();
  await expectResult(app, 'unlikely');
  await app.reload();
  await expectResult(app, 'unlikely');
});

test('a second check while one runs is not started', async ({ app, host }) => {
  await startDemo(app, 'plain-nat');
  const second = await app.context().newPage();
  await second.goto(host.url);
  await expect(heading(second, words('testing.title', { server: 'pbx.example' }))).toBeVisible();
});

test('an unknown server name is said in plain words, with a way back', async ({ app }) => {
  await app.getByRole('textbox', { name: words('start.server.label') }).fill('no-such-server.invalid');
  await app.getByRole('button', { name: words('start.check'), exact: true }).click();
  await app.getByRole('button', { name: words('symptoms.startWithout') }).click();
  await expect(app.getByText(/not known|does not answer|no way/i).first()).toBeVisible({ timeout: 15_000 });
});

test('what is no server name is refused before anything happens', async ({ app }) => {
  await app.getByRole('textbox', { name: words('start.server.label') }).fill('two words');
  await app.getByRole('button', { name: words('start.check'), exact: true }).click();
  await expect(app.getByText(words('start.fault.not-a-name'))).toBeVisible();
});

test('the result stays in the history and opens from there', async ({ app }) => {
  await startDemo(app, 'vpn');
  await expectResult(app, 'vpn');
  await app.getByRole('button', { name: words('shell.pages.history') }).click();
  await expect(app.getByText(words('history.level.not-applicable'))).toBeVisible();
});
