// axe on every screen and every level, in both colour schemes: no violation of WCAG 2.2 A and AA.
import { violations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { expectResult, startDemo } from './steps.ts';
import { words } from './words.ts';

// Five or six pages, each looked at twice: about a second a look on a busy machine.
test.describe.configure({ timeout: 60_000 });

const headlines: Readonly<Record<string, string>> = {
  'kernel-alg': 'confirmed',
  'server-snat-one-port': 'possible',
  'plain-nat': 'unlikely',
  blocked: 'blocked',
  silent: 'no-answer',
  vpn: 'vpn',
};

test('the start, the symptoms, and the pages beside the wizard', async ({ app }) => {
  expect(await violations(app)).toEqual([]);
  for (const page of ['monitor', 'history', 'workspace', 'settings', 'about']) {
    await app.getByRole('button', { name: words(`shell.pages.${page}`) }).click();
    // Also where the page comes in a part of its own, after the click.
    await expect(app.locator('h1'), page).toBeFocused();
    await expect(app).toHaveTitle(new RegExp(`^${await app.locator('h1').textContent()} – `));
    expect(await violations(app), page).toEqual([]);
  }
});

for (const [scenario, headline] of Object.entries(headlines))
  test(`the pages of a check that ends with ${headline}`, async ({ app }) => {
    await startDemo(app, scenario);
    expect(await violations(app), 'testing').toEqual([]);
    await expectResult(app, headline);
    expect(await violations(app), 'result').toEqual([]);
    for (const fold of ['numbers', 'notTested'])
      await app.getByRole('button', { name: words(`result.fold.${fold}`) }).click();
    expect(await violations(app), 'unfolded').toEqual([]);
    for (const step of ['share', 'fix']) {
      await app
        .getByRole('button', { name: words(`shell.steps.${step}`) })
        .first()
        .click();
      await expect(app.locator('h1'), step).toBeFocused();
      expect(await violations(app), step).toEqual([]);
    }
  });
