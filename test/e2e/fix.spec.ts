// The page that tells how to turn it off: on the person's own router where steps are known, in general elsewhere.
import type { Locator, Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { expectResult, heading, startDemo } from './steps.ts';
import { type Language, words } from './words.ts';

const step = (page: Page, name: 'fix' | 'start', language: Language = 'en'): Locator =>
  page.getByRole('button', { name: words(`shell.steps.${name}`, {}, language) }).first();

async function openFix(app: Page): Promise<void> {
  await startDemo(app, 'kernel-alg');
  await expectResult(app, 'confirmed');
  await step(app, 'fix').click();
}

const field = (page: Page): Locator => page.getByRole('combobox', { name: words('router.search.label') });

/** With the keyboard alone: what is typed is searched, Enter takes the first. */
async function choose(app: Page, text: string): Promise<void> {
  await field(app).focus();
  await app.keyboard.type(text);
  await app.keyboard.press('Enter');
}

const title = (page: Page, key: string, language: Language = 'en'): Locator =>
  page.getByRole('heading', { name: words(key, {}, language), exact: true });

const asus = 'ASUS ASUSWRT routers (RT-AC, RT-AX, RT-BE, TUF, ROG)';

test('without a choice the general steps are there, and the field to find a router', async ({ app }) => {
  await openFix(app);
  await expect(field(app)).toBeVisible();
  await expect(title(app, 'fix.steps.title')).toBeVisible();
  await expect(app.getByText(words('fix.steps.find.title'))).toBeVisible();
});

test('a router chosen by keyboard shows its own words, and the focus follows', async ({ app }) => {
  await openFix(app);
  await choose(app, 'RT-AX88U');
  await expect(app.getByRole('heading', { name: asus })).toBeFocused();
  await expect(title(app, 'router.steps.title')).toBeVisible();
  await expect(app.getByText('Advanced Settings › WAN › NAT Passthrough')).toBeVisible();
  await expect(app.getByText(words('router.trap.off-may-block-sip'))).toBeVisible();
  await expect(title(app, 'fix.steps.title')).toBeHidden();
  const tabs = app.getByRole('tab');
  await expect(tabs.first()).toHaveAttribute('aria-selected', 'true');
  await tabs.first().focus();
  await app.keyboard.press('ArrowRight');
  await app.keyboard.press('Enter');
  await expect(app.getByText('nvram set nf_sip=0')).toBeVisible();
  await app.getByRole('button', { name: words('router.card.change') }).click();
  await expect(field(app)).toBeFocused();
});

test('another language changes the sentences and leaves the words of the router', async ({ app }) => {
  await openFix(app);
  await choose(app, 'asuswrt');
  await expect(title(app, 'router.steps.title')).toBeVisible();
  await app.getByRole('button', { name: words('shell.pages.settings') }).click();
  await app.locator('#language').click();
  await app.locator('li[lang="fr"]').click();
  await step(app, 'fix', 'fr').click();
  await expect(app.getByRole('heading', { name: asus })).toBeVisible();
  await expect(title(app, 'router.steps.title', 'fr')).toBeVisible();
  await expect(app.getByText(words('router.do.log-in', {}, 'fr'))).toBeVisible();
  await expect(app.getByText('Advanced Settings › WAN › NAT Passthrough')).toBeVisible();
});

test('sources name their place and open beside the window, and nothing else does', async ({ app }) => {
  await openFix(app);
  await choose(app, 'asuswrt');
  await app.getByRole('button', { name: words('router.source.title') }).click();
  await expect(app.getByText('FusionPBX documentation: ASUS RT-AC66U')).toBeVisible();
  const isLinked = await app.evaluate(`window.sipAlgChecker === undefined`);
  const links = app.locator('#main a');
  // The desktop window opens no address of the page: there the host opens a source by its name.
  expect((await links.count()) > 0).toBe(isLinked);
  const asButton = app.getByRole('button', { name: 'FusionPBX documentation: ASUS RT-AC66U' });
  await expect(asButton).toHaveCount(isLinked ? 0 : 1);
  for (const link of await links.all()) {
    await expect(link).toHaveAttribute('href', /^https?:\/\//);
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  }
});

test('a router without steps says so, and what is known leads into the general steps', async ({ app }) => {
  await openFix(app);
  await choose(app, 'fritz box');
  await expect(title(app, 'router.noneTitle.unknown')).toBeVisible();
  await expect(title(app, 'fix.steps.title')).toBeVisible();
  await expect(app.getByText('http://fritz.box', { exact: true })).toBeVisible();
});

test('who does not know the router gets the general steps, and can choose later', async ({ app }) => {
  await openFix(app);
  await field(app).fill('no such box');
  await expect(app.getByText(words('router.search.nothing'))).toBeVisible();
  await app.keyboard.press('Escape');
  await app.getByRole('button', { name: words('router.card.unknown') }).click();
  await expect(title(app, 'router.card.noName')).toBeFocused();
  await expect(app.getByText(words('router.trap.negative-box'))).toBeVisible();
  await expect(title(app, 'fix.steps.title')).toBeVisible();
  await app.getByRole('button', { name: words('router.card.choose') }).click();
  await expect(field(app)).toBeFocused();
});

test('a box of the provider leads to the letter and the ways around, not to steps', async ({ app }) => {
  await openFix(app);
  await choose(app, 'bt home hub');
  await expect(title(app, 'router.noneTitle.no')).toBeVisible();
  await expect(title(app, 'router.instead.title')).toBeVisible();
  // The letter of a demo is not to be sent, which is said in its place.
  await expect(app.getByText(words('letter.refused.demo'))).toBeVisible();
  await expect(app.getByText(words('router.way.other-port'))).toBeVisible();
  await expect(app.getByText(words('fix.workAround.tested'))).toBeVisible();
  await expect(title(app, 'fix.steps.title')).toBeHidden();
});

test('what was ticked is forgotten when the check starts again, the router is not', async ({ app }) => {
  await openFix(app);
  await choose(app, 'asuswrt');
  const saved = app.getByRole('checkbox', { name: words('fix.after.saved') });
  await saved.check();
  await app.getByRole('button', { name: words('fix.again') }).click();
  await expect(heading(app, words('compare.outcome.port-bound-alg'))).toBeVisible({ timeout: 40_000 });
  await step(app, 'fix').click();
  await expect(app.getByRole('heading', { name: asus })).toBeVisible();
  await expect(saved).not.toBeChecked();
});

test('the widest page fits a small window: only commands scroll, in their own box', {
  tag: '@loopback',
}, async ({ app }) => {
  await app.setViewportSize({ width: 320, height: 600 });
  await openFix(app);
  await choose(app, 'fortigate');
  await expect(app.getByText('config system session-helper')).toBeVisible();
  expect(await app.evaluate(`document.documentElement.scrollWidth`)).toBeLessThanOrEqual(320);
});

for (const router of ['asuswrt', 'fortigate', 'bt home hub'])
  test(`axe finds nothing on the page for ${router}`, async ({ app }) => {
    await openFix(app);
    await field(app).fill('box');
    await expect(app.getByRole('listbox')).toBeVisible();
    expect(await violations(app), 'open list').toEqual([]);
    await field(app).fill(router);
    await app.keyboard.press('Enter');
    await app
      .getByRole('button', { name: words('router.source.title') })
      .first()
      .click();
    expect(await violations(app), 'chosen').toEqual([]);
  });
