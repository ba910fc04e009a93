// The journeys of a user through the window, against the real engine and the embedded demo.
import { verdictReplays } from '../../shared/report/build-report.ts';
import { parseReport } from '../../shared/report/report.ts';
import { expect, test } from './fixtures.ts';
import { expectResult, heading, openEntry, startDemo } from './steps.ts';
import { words } from './words.ts';

test('the demo finds its SIP ALG, shows the changed bytes, and saves a report that replays', async ({
  app,
  host,
}) => {
  await startDemo(app, 'kernel-alg');
  await expectResult(app, 'confirmed');
  await app.getByRole('button', { name: words('result.fold.changed') }).click();
  await expect(app.getByText('203.0.113.2').first()).toBeVisible();
  await app
    .getByRole('button', { name: words('shell.steps.share') })
    .first()
    .click();
  const saved = await host.save(() => app.getByRole('button', { name: words('share.save') }).click());
  expect(saved.name).toMatch(/^sip-alg-pbx\.example-.*\.sipreport$/);
  const report = parseReport(saved.text);
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

test('a second window shows the check that the first one started (only a browser can open two windows of one host)', {
  tag: '@loopback',
}, async ({ app, host }) => {
  await startDemo(app, 'plain-nat');
  const second = await app.context().newPage();
  await second.goto(host.url ?? '');
  await expect(heading(second, words('testing.title', { server: 'pbx.example' }))).toBeVisible();
});

// A look-alike of Electron asks nobody for permission to copy; test/window/locks.test.ts tries it on Electron itself.
test('the ten-line summary is copied as a user copies it, and pasted again', async ({ app }) => {
  await startDemo(app, 'vpn');
  await expectResult(app, 'vpn');
  await app
    .getByRole('button', { name: words('shell.steps.share') })
    .first()
    .click();
  const summary = (await app.locator('pre').textContent()) ?? '';
  expect(summary.trim().split('\n')).toHaveLength(10);
  await app.getByRole('button', { name: words('share.summary.copy') }).click();
  await expect(app.getByText(words('share.summary.copied'), { exact: true })).toBeVisible();
  await app
    .getByRole('button', { name: words('shell.steps.start') })
    .first()
    .click();
  const field = app.getByRole('textbox', { name: words('start.server.label') });
  await field.fill('');
  await field.press('ControlOrMeta+V');
  // A field of one line makes a space of a line end, and this one takes 400 characters.
  await expect(field).toHaveValue(summary.replaceAll('\n', ' ').slice(0, 400));
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
  await openEntry(app, 'not-applicable');
  await expectResult(app, 'vpn');
  await expect(app.getByText(words('report.follows'))).toBeVisible();
});
