// Language, colours, keyboard.
import { expect, test } from './fixtures.ts';
import { expectResult, heading } from './steps.ts';
import { languages, words } from './words.ts';

test('every language can be chosen and stays after a reload', async ({ app }) => {
  await app.getByRole('button', { name: words('shell.pages.settings') }).click();
  for (const language of languages) {
    await app.locator('#language').click();
    await app.locator(`li[lang="${language}"]`).click();
    await expect(heading(app, words('settings.title', {}, language))).toBeVisible();
  }
  await app.reload();
  await expect(app.locator('html')).toHaveAttribute('lang', 'de');
});

test('the colours follow the choice at once, and stay after a reload', async ({ app }) => {
  const settings = app.getByRole('button', { name: words('shell.pages.settings') });
  const choose = (name: string) =>
    app.getByRole('button', { name: words(`settings.theme.${name}`), exact: true });
  const scheme = app.locator('html');
  await expect(scheme).toHaveAttribute('data-scheme', 'light');
  await settings.click();
  await choose('dark').click();
  await expect(scheme).toHaveAttribute('data-scheme', 'dark');
  await app.reload();
  await expect(scheme).toHaveAttribute('data-scheme', 'dark');
  await settings.click();
  await expect(choose('dark')).toHaveAttribute('aria-pressed', 'true');
  await choose('system').click();
  await expect(scheme).toHaveAttribute('data-scheme', 'light');
});

test('the keyboard alone leads through the demo to the result', async ({ app }) => {
  await expect(heading(app, words('start.title'))).toBeVisible();
  const demo = app.getByRole('button', { name: words('start.demo.try') });
  for (let i = 0; i < 30 && !(await demo.evaluate((node) => node === node.ownerDocument.activeElement)); i++)
    await app.keyboard.press('Tab');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('menu')).toBeVisible();
  await app.keyboard.press('Enter');
  await expectResult(app, 'confirmed');
  const focused = app.locator(':focus');
  await expect(focused).toBeVisible();
});
