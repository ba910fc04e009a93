// After a change on the router: the whole way through the demo to "fixed", and what else a new check can say.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { expectResult, heading, openEntry, startDemo } from './steps.ts';
import { type Language, languages, words } from './words.ts';

// Two checks, or three.
test.describe.configure({ timeout: 90_000 });

const cli = fileURLToPath(new URL('../../out/cli/sip-alg-checker.mjs', import.meta.url));

const button = (page: Page, key: string, language: Language = 'en'): Locator =>
  page.locator('#main').getByRole('button', { name: words(key, {}, language), exact: true });
const demoSwitch = (page: Page, language: Language = 'en'): Locator =>
  page.getByRole('checkbox', { name: words('compare.demo.on', {}, language) });

async function openFix(page: Page, scenario: string, language: Language = 'en'): Promise<void> {
  await startDemo(page, scenario, language);
  await expectResult(page, 'confirmed', language);
  await button(page, 'result.fix', language).click();
}

async function expectOutcome(page: Page, outcome: string, language: Language = 'en'): Promise<void> {
  const sentence = words(`compare.outcome.${outcome}`, {}, language);
  await expect(heading(page, sentence)).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText(words(`compare.todo.${outcome}`, {}, language))).toBeVisible();
}

const table = (page: Page): Locator => page.getByRole('table', { name: words('compare.table.title') });

/** Names of the pictures: each says in one sentence what it shows. */
const pictures = (page: Page): Locator => page.locator('#main figure').getByRole('img');

for (const language of languages)
  test.describe(`in ${language}`, () => {
    test.use({ locale: language });
    test('the demo leads the whole way to "fixed"', async ({ app }) => {
      await openFix(app, 'kernel-alg', language);
      await demoSwitch(app, language).uncheck();
      await button(app, 'fix.again', language).click();
      await expectOutcome(app, 'fixed', language);
      await expect(button(app, 'result.share', language)).toBeVisible();
    });
  });

test('"fixed" shows both ways, what differs, and stays in the history as it was', async ({ app }) => {
  await openFix(app, 'kernel-alg');
  await demoSwitch(app).uncheck();
  await button(app, 'fix.again').click();
  await expectOutcome(app, 'fixed');
  await expect(heading(app, words('compare.outcome.fixed'))).toBeFocused();
  await expect(pictures(app)).toHaveCount(2);
  const simulated = `${words('path.demo')}: ${words('path.simulated')}`;
  const name = (key: string): string =>
    `${words(`path.text.${key}`, { server: 'pbx.example' })} ${simulated}`;
  await expect(pictures(app).nth(0)).toHaveAccessibleName(name('edited.first-router-or-this-computer'));
  await expect(pictures(app).nth(1)).toHaveAccessibleName(name('unlikely'));
  const origin = table(app).getByRole('row', { name: words('compare.field.origin') });
  await expect(origin.getByRole('cell')).toHaveText([
    words('compare.value.own-pair'),
    words('compare.value.translated'),
  ]);
  await openEntry(app, 'unlikely');
  await expectOutcome(app, 'fixed');
  await expect(app.getByText(words('report.follows'))).toBeVisible();
  await expect(table(app)).toBeVisible();
});

test('nothing was switched: said so, and the next check is compared with the first', async ({ app }) => {
  await openFix(app, 'kernel-alg-all-ports');
  await button(app, 'fix.again').click();
  await expectOutcome(app, 'not-applied-or-second-box');
  await expect(app.getByText(words('compare.more.second-box'))).toBeVisible();
  await expect(app.getByText('SIP passthrough')).toBeVisible();
  await button(app, 'compare.base.latest').click();
  await button(app, 'compare.base.first').click();
  await button(app, 'result.fix').click();
  await demoSwitch(app).uncheck();
  await button(app, 'fix.again').click();
  await expectOutcome(app, 'fixed');
  // The result goes on: a third check says the same of the first one.
  await button(app, 'compare.checkAgain').click();
  await expect(app.getByRole('progressbar')).toBeVisible();
  await expectOutcome(app, 'fixed');
});

test('two boxes: with the nearer one off another one is left, with both off it is fixed', async ({ app }) => {
  await openFix(app, 'double-nat-both');
  await demoSwitch(app).uncheck();
  await button(app, 'fix.again').click();
  await expectOutcome(app, 'other-alg-left');
  await button(app, 'result.fix').click();
  await expect(demoSwitch(app)).toBeChecked();
  await demoSwitch(app).uncheck();
  await button(app, 'fix.again').click();
  await expectOutcome(app, 'fixed');
});

test('works with the keyboard alone', async ({ app }) => {
  await openFix(app, 'kernel-alg');
  await demoSwitch(app).focus();
  await app.keyboard.press('Space');
  await expect(demoSwitch(app)).not.toBeChecked();
  for (let tabs = 0; tabs < 6; tabs++) {
    await app.keyboard.press('Tab');
    if (await button(app, 'fix.again').evaluate((node) => node === node.ownerDocument.activeElement)) break;
  }
  await expect(button(app, 'fix.again')).toBeFocused();
  await app.keyboard.press('Enter');
  await expectOutcome(app, 'fixed');
});

test('axe finds nothing', async ({ app }) => {
  await openFix(app, 'kernel-alg');
  expect(await violations(app), 'fix').toEqual([]);
  await button(app, 'fix.again').click();
  await expectOutcome(app, 'port-bound-alg');
  expect(await violations(app), 'as before').toEqual([]);
  await button(app, 'result.fix').click();
  await demoSwitch(app).uncheck();
  await button(app, 'fix.again').click();
  await expectOutcome(app, 'fixed');
  expect(await violations(app), 'fixed').toEqual([]);
});

test('fits a small window', { tag: '@loopback' }, async ({ app }) => {
  await app.setViewportSize({ width: 320, height: 600 });
  await openFix(app, 'kernel-alg');
  await demoSwitch(app).uncheck();
  await button(app, 'fix.again').click();
  await expectOutcome(app, 'fixed');
  expect(await app.evaluate(`document.documentElement.scrollWidth`)).toBeLessThanOrEqual(320);
});

test.describe('a report file with a run before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'salg-compare-'));
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Exit codes say the level; any of them is fine here. */
  const check = (scenario: string, file: string, more: readonly string[] = []): string => {
    const path = join(mkdtempSync(join(folder, 'run-')), `${file}.sipreport`);
    const args = [cli, 'check', '--quiet', '--demo', scenario, '--report', path, ...more];
    try {
      execFileSync(process.execPath, args);
    } catch {
      // Its report is what counts; a missing one fails below.
    }
    return path;
  };

  for (const [scenario, outcome] of [
    ['blocked', 'now-blocked'],
    ['vpn', 'not-comparable'],
    ['silent', 'unclear'],
  ] as const)
    test(`is shown as the result was: ${outcome}`, async ({ app }) => {
      const before = check('kernel-alg', 'before');
      const after = check(scenario, 'after', ['--compare', before]);
      await app.locator('input[type="file"]').setInputFiles(after);
      await expectOutcome(app, outcome);
      await expect(app.getByText(words('report.follows'))).toBeVisible();
      await expect(pictures(app)).toHaveCount(2);
      if (outcome === 'not-comparable')
        await expect(app.getByText(words('compare.reason.vpn-changed'))).toBeVisible();
      else await expect(table(app)).toBeVisible();
    });
});
