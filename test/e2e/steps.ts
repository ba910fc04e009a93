// What a user does in the window, by the words on it.
import { expect, type Locator, type Page } from '@playwright/test';
import { type Language, words } from './words.ts';

export const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { level: 1, name });

const namedScenarios = ['kernel-alg', 'plain-nat', 'blocked', 'silent', 'lossy', 'double-nat-outer', 'vpn'];

/** Starts a demo scenario from the first page. */
export async function startDemo(page: Page, scenario: string, language: Language = 'en'): Promise<void> {
  await page.getByRole('button', { name: words('start.demo.try', {}, language) }).click();
  const label = namedScenarios.includes(scenario)
    ? words(`start.demo.scenario.${scenario}`, {}, language)
    : new RegExp(scenario);
  await page.getByRole('menuitem', { name: label }).first().click();
}

/** Waits for the result of a check: its one sentence in large type, by level, or by reason where that says more. */
export async function expectResult(page: Page, headline: string, language: Language = 'en'): Promise<void> {
  const sentence = words(`verdict.headline.${headline}`, {}, language);
  await expect(heading(page, sentence)).toBeVisible({ timeout: 30_000 });
}

/** Opens a page beside the wizard: from the rail, or from the menu of a narrow window. */
export async function openPage(
  page: Page,
  name: 'monitor' | 'history' | 'workspace' | 'settings' | 'about',
): Promise<void> {
  const inRail = page.getByRole('button', { name: words(`shell.pages.${name}`) });
  const menu = page.getByRole('button', { name: words('shell.otherLabel') });
  // A page that was just loaded has neither yet.
  await expect(inRail.or(menu)).toBeVisible();
  if (await inRail.isVisible()) return inRail.click();
  await menu.click();
  await page.getByRole('menuitem', { name: words(`shell.pages.${name}`) }).click();
}

/** Opens the newest result of that level from the history. */
export async function openEntry(page: Page, level: string): Promise<void> {
  await openPage(page, 'history');
  await page
    .getByRole('button', { name: words(`history.level.${level}`) })
    .first()
    .click();
}
