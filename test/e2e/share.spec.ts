// The Share screen: a page to save, a print view, a letter; and axe on the documents themselves.
import type { Page } from '@playwright/test';
import { documentViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { changeAnswers } from './played-answers.ts';
import { expectResult, startDemo } from './steps.ts';
import { type Language, languages, words } from './words.ts';

// Documents are looked at twice by axe: about a second a look on a busy machine.
test.describe.configure({ timeout: 60_000 });

const openShare = (app: Page): Promise<void> =>
  app
    .getByRole('button', { name: words('shell.steps.share') })
    .first()
    .click();

async function chooseLanguage(app: Page, language: Language): Promise<void> {
  const own = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? '';
  await app.getByRole('combobox', { name: words('share.document.language') }).click();
  await app.getByRole('option', { name: new RegExp(own, 'i') }).click();
}

test('a report is saved as a page in the language of its reader', async ({ app, host }) => {
  await startDemo(app, 'kernel-alg');
  await expectResult(app, 'confirmed');
  await openShare(app);
  await chooseLanguage(app, 'fr');
  const button = app.getByRole('button', { name: words('share.document.save') });
  const saved = await host.save(() => button.click());
  expect(saved.name).toMatch(/^sip-alg-pbx\.example-.*\.html$/);
  expect(saved.text).toContain('<html lang="fr">');
  expect(saved.text).toContain(words('verdict.headline.confirmed', {}, 'fr'));
  await expect(app.getByText(words('share.saved', { name: saved.name }))).toBeVisible();
  // A simulated router has no provider to write to.
  await expect(app.getByRole('heading', { name: words('share.letter.title') })).toHaveCount(0);
});

test('the print view is the document under a policy of its own, and the browser is asked to print it (the desktop makes a PDF file)', {
  tag: '@loopback',
}, async ({ app }) => {
  await startDemo(app, 'plain-nat');
  await expectResult(app, 'unlikely');
  await openShare(app);
  await app.context().addInitScript({
    content: "window.print = () => document.documentElement.setAttribute('data-was-printed', '')",
  });
  const opened = app.waitForEvent('popup');
  await app.getByRole('button', { name: words('share.document.print'), exact: true }).click();
  const view = await opened;
  await expect(view.locator('h1')).toHaveText(words('verdict.headline.unlikely'));
  await expect(view.locator('html')).toHaveAttribute('data-was-printed', '');
  const answer = await view.reload();
  expect(answer?.headers()['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'unsafe-inline'/,
  );
  await expect(app.getByText(words('share.document.opened'))).toBeVisible();
});

test('a browser that holds the print view back leaves a link to it (only a browser opens views)', {
  tag: '@loopback',
}, async ({ app }) => {
  await startDemo(app, 'vpn');
  await expectResult(app, 'vpn');
  await openShare(app);
  await app.evaluate('window.open = () => null');
  await app.getByRole('button', { name: words('share.document.print'), exact: true }).click();
  const link = app.getByRole('link', { name: words('share.document.open') });
  const opened = app.waitForEvent('popup');
  await link.click();
  await expect((await opened).locator('h1')).toHaveText(words('verdict.headline.vpn'));
});

/** The result of the demo as if the network were real: the host is asked, its answer is changed on the way. */
async function pretendReal(app: Page): Promise<void> {
  await changeAnswers(app, 'run.state', '"isSimulated":true', '"isSimulated":false');
  await app.reload();
}

test('a proven finding makes a letter to copy and to print (a test can change the answers of a browser’s host only)', {
  tag: '@loopback',
}, async ({ app }) => {
  await startDemo(app, 'kernel-alg');
  await expectResult(app, 'confirmed');
  await pretendReal(app);
  await expectResult(app, 'confirmed');
  await openShare(app);
  await expect(app.getByRole('heading', { name: words('share.letter.title') })).toBeVisible();
  for (const language of languages) {
    await chooseLanguage(app, language);
    await expect(app.getByText(words('letter.subject.confirmed', {}, language))).toBeVisible();
  }
  await app.getByRole('button', { name: words('share.letter.copy') }).click();
  await expect(app.getByText(words('share.summary.copied'), { exact: true })).toBeVisible();
  const opened = app.waitForEvent('popup');
  await app.getByRole('button', { name: words('share.letter.print') }).click();
  const view = await opened;
  await expect(view.locator('h1')).toHaveText(words('letter.subject.confirmed', {}, 'de'));
  expect(await documentViolations(view)).toEqual([]);
});

for (const [scenario, headline] of [
  ['kernel-alg', 'confirmed'],
  ['server-snat-one-port', 'possible'],
  ['plain-nat', 'unlikely'],
  ['blocked', 'blocked'],
  ['silent', 'no-answer'],
  ['vpn', 'vpn'],
] as const)
  test(`axe finds nothing in the document of ${scenario}, and it fits a narrow window (a browser shows it)`, {
    tag: '@loopback',
  }, async ({ app }) => {
    await startDemo(app, scenario);
    await expectResult(app, headline);
    await openShare(app);
    const opened = app.waitForEvent('popup');
    await app.getByRole('button', { name: words('share.document.print'), exact: true }).click();
    const view = await opened;
    await view.locator('summary').first().click();
    expect(await documentViolations(view)).toEqual([]);
    await view.setViewportSize({ width: 400, height: 800 });
    expect(await view.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
  });

test('the desktop saves a PDF file (a browser prints instead)', { tag: '@electron' }, async ({
  app,
  host,
}) => {
  await startDemo(app, 'blocked');
  await expectResult(app, 'blocked');
  await openShare(app);
  const saved = await host.save(() => app.getByRole('button', { name: words('share.document.pdf') }).click());
  expect(saved.name).toMatch(/^sip-alg-pbx\.example-.*\.pdf$/);
  expect(saved.text.slice(0, 5)).toBe('%PDF-');
});
