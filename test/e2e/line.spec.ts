// The account in the form and the pages about the line, as far as a window gets without a server that takes calls.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectResult, heading, openPage, startDemo } from './steps.ts';
import { words } from './words.ts';

const field = (app: Page, key: string) => app.getByLabel(words(key), { exact: true });

async function openAccount(app: Page): Promise<void> {
  await field(app, 'start.server.label').fill('pbx.example');
  await app.getByRole('button', { name: words('start.advanced.title') }).click();
  await field(app, 'account.username.label').fill('anna');
}

const check = (app: Page) => app.getByRole('button', { name: words('start.check'), exact: true }).click();

/** Runs in the page: its markup, its address, and all that it stores. */
const everywhere = `[
  document.documentElement.outerHTML,
  location.href,
  JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state]),
]`;

test('a password is in no markup, no address and no storage, and goes with its account', async ({ app }) => {
  await openAccount(app);
  const password = field(app, 'account.password.label');
  await password.fill('correct horse');
  await app.getByRole('button', { name: words('account.password.showLong') }).click();
  await expect(password).toHaveValue('correct horse');
  const places = await app.evaluate<string[]>(everywhere);
  expect(places.filter((place) => place.includes('correct horse'))).toEqual([]);
  await app.getByRole('button', { name: words('account.remove') }).click();
  await expect(password).toHaveValue('');
  await expect(field(app, 'account.username.label')).toHaveValue('');
});

test('an account without its password is asked for it, and what would be sent is said', async ({ app }) => {
  await openAccount(app);
  await expect(app.getByText(words('start.smallPrint.sent.account'))).toBeVisible();
  await check(app);
  await expect(app.getByText(words('start.fault.no-password'))).toBeVisible();
  await expect(field(app, 'account.password.label')).toBeFocused();
});

test('a reload takes the password out of the form', async ({ app }) => {
  await openAccount(app);
  await field(app, 'account.password.label').fill('correct horse');
  await app.reload();
  await app.getByRole('button', { name: words('start.advanced.title') }).click();
  await expect(field(app, 'account.password.label')).toHaveValue('');
});

test('a check without an account says why the line has no class', async ({ app }) => {
  await startDemo(app, 'vpn');
  await expectResult(app, 'vpn');
  const fold = app.getByRole('button', { name: words('result.fold.numbers') });
  await expect(fold).toContainText(words('quality.short.not-measured'));
  await fold.click();
  await expect(app.getByRole('heading', { name: words('quality.title') })).toBeVisible();
  await expect(app.getByRole('table', { name: words('quality.response.title') })).toBeVisible();
});

test('the line monitor asks for a server first, and shares it with the first page', async ({ app }) => {
  await openPage(app, 'monitor');
  await expect(heading(app, words('monitor.form.title'))).toBeVisible();
  await app.getByRole('button', { name: words('monitor.form.start') }).click();
  await expect(app.getByText(words('start.fault.empty'))).toBeVisible();
  await field(app, 'start.server.label').fill('pbx.example');
  await expect(app.getByText(words('monitor.form.costRequests'))).toBeVisible();
  await app
    .getByRole('button', { name: words('shell.steps.start') })
    .first()
    .click();
  await expect(field(app, 'start.server.label')).toHaveValue('pbx.example');
});

test('a program without a store for secrets says so beside the box', async ({ app }) => {
  await openAccount(app);
  const box = app.getByRole('checkbox', { name: words('secrets.remember') });
  await expect(box).toBeDisabled();
  await expect(box).toHaveAccessibleDescription(words('secrets.unavailable.no-store'));
  await expect(app.getByText(words('secrets.unavailable.no-store'))).toBeVisible();
});
