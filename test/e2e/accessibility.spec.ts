// axe on every screen and every level, in both colour schemes: no violation of WCAG 2.2 A and AA.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectResult, startDemo } from './steps.ts';
import { words } from './words.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page as it stands, one line a finding. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

const headlines: Readonly<Record<string, string>> = {
  'kernel-alg': 'confirmed',
  'server-snat-one-port': 'possible',
  'plain-nat': 'unlikely',
  blocked: 'blocked',
  silent: 'no-answer',
  vpn: 'vpn',
};

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('the start, the symptoms, and the pages beside the wizard', async ({ app }) => {
      expect(await violations(app)).toEqual([]);
      for (const page of ['history', 'settings', 'about']) {
        await app.getByRole('button', { name: words(`shell.pages.${page}`) }).click();
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
          expect(await violations(app), step).toEqual([]);
        }
      });
  });
