// What axe finds: WCAG 2.2 A and AA, in both colour schemes.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const schemes = ['light', 'dark'] as const;

/** What axe finds on a page of the window as it stands, in light and in dark, one line a finding. */
export async function violations(page: Page): Promise<string[]> {
  const lines: string[] = [];
  for (const colorScheme of schemes) {
    // Without motion, so that no colour is measured on its way to another.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-scheme', colorScheme);
    lines.push(...(await findings(page)).map((line) => `${colorScheme}: ${line}`));
  }
  return lines;
}

/** The same for a document of the program's, which has no scheme of its own. */
export async function documentViolations(page: Page): Promise<string[]> {
  const lines: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    lines.push(...(await findings(page)).map((line) => `${colorScheme}: ${line}`));
  }
  return lines;
}

async function findings(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(rules)
    // Without a page of its own for the summary, which Electron cannot open; it matters for foreign frames only.
    .setLegacyMode()
    .analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}
