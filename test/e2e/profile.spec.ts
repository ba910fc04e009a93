// A provider's profile: made by support, opened by a customer, agreed to, and put away again.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { heading, openPage } from './steps.ts';
import { words } from './words.ts';

const field = (page: Page, name: string) => page.locator(`#profile-${name}`);
const button = (page: Page, key: string) =>
  page.getByRole('button', { name: words(`profile.${key}`), exact: true });
const question = (page: Page) => page.getByRole('dialog', { name: words('profile.question.title') });

async function openEditor(page: Page): Promise<void> {
  await openPage(page, 'settings');
  await button(page, 'section.make').click();
  await expect(heading(page, words('profile.editor.title'))).toBeVisible();
}

/** Makes a profile and gives its code. */
async function makeCode(page: Page): Promise<string> {
  await openEditor(page);
  await field(page, 'name').fill('Example Telecom');
  await field(page, 'server').fill('sip.provider.example');
  await field(page, 'port').fill('5070');
  await field(page, 'probeUser').fill('probe');
  await field(page, 'supportName').fill('Help desk');
  await field(page, 'supportEmail').fill('help@provider.example');
  await button(page, 'editor.make').click();
  const code = page.getByText('sipprofile1:');
  await expect(code).toBeVisible();
  return (await code.textContent()) ?? '';
}

test('support makes a profile, a customer pastes it, agrees, keeps it over a reload, and removes it', async ({
  app,
}) => {
  const code = await makeCode(app);
  await button(app, 'editor.back').click();
  await field(app, 'code').fill(code.slice(0, -12));
  await button(app, 'section.show').click();
  await expect(app.getByText(words('profile.read.cut-code'))).toBeVisible();
  await field(app, 'code').fill(`${code.slice(0, 50)}\n${code.slice(50)}`);
  await button(app, 'section.show').click();
  await expect(question(app)).toContainText('sip.provider.example');
  await expect(question(app)).toContainText('5070');

  await button(app, 'question.no').click();
  await expect(question(app)).toBeHidden();
  await expect(app.getByText(words('profile.section.none'))).toBeVisible();

  await button(app, 'section.show').click();
  await button(app, 'question.yes').click();
  await expect(app.locator('#server')).toHaveValue('sip.provider.example');
  await app.reload();
  await expect(app.locator('#server')).toHaveValue('sip.provider.example');

  await openPage(app, 'settings');
  await expect(app.getByText('help@provider.example')).toBeVisible();
  await button(app, 'section.remove').click();
  await expect(app.getByText(words('profile.section.none'))).toBeVisible();
  await app.reload();
  await expect(app.locator('#server')).toHaveValue('');
});

test('what is wrong stands beside its field, and the first such field has the focus', async ({ app }) => {
  await openEditor(app);
  await field(app, 'name').fill('Example');
  await field(app, 'server').fill('probe:secret@pbx.example');
  await field(app, 'supportUrl').fill('http://provider.example');
  await button(app, 'editor.make').click();
  await expect(app.getByText(words('profile.fault.user-in-server'))).toBeVisible();
  await expect(app.getByText(words('profile.fault.not-a-link'))).toBeVisible();
  await expect(field(app, 'server')).toBeFocused();
});

test('editor, question and settings pass the accessibility rules, at both widths', async ({ app }) => {
  const code = await makeCode(app);
  const clean = async () => expect(await violations(app)).toEqual([]);
  for (const width of [400, 1280]) {
    await app.setViewportSize({ width, height: 800 });
    await clean();
    const overflow = await app.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  }
  await button(app, 'editor.back').click();
  await clean();
  await field(app, 'code').fill(code);
  await button(app, 'section.show').click();
  await expect(question(app)).toBeVisible();
  await clean();
});

test.describe('a double-clicked profile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'salg-profile-'));
  const path = join(folder, 'mine.sipprofile');
  writeFileSync(
    path,
    JSON.stringify({
      format: 'sip-alg-profile',
      version: 1,
      name: 'Double Click',
      server: 'sip.provider.example',
    }),
  );
  test.use({ hostArgs: [path] });
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is shown as a question, and nothing is filled in before the answer', async ({ app }) => {
    await expect(question(app)).toContainText('Double Click');
    await app.keyboard.press('Escape');
    await expect(question(app)).toBeHidden();
    await expect(app.locator('#server')).toHaveValue('');
  });
});
