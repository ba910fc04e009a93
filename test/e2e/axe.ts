// What axe finds: WCAG 2.2 A and AA, in both colour schemes.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page as it stands, in light and in dark, one line a finding. */
export async function violations(page: Page): Promise<string[]> {
  const lines: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion, so that no colour is measured on its way to another.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-scheme', colorScheme);
    const { violations: found } = await new AxeBuilder({ page })
      .withTags(rules)
      // Without a page of its own for the summary, which Electron cannot open; it matters for foreign frames only.
      .setLegacyMode()
      .analyze();
    for (const { id, nodes } of found)
      for (const { target, failureSummary } of nodes)
        lines.push(`${colorScheme}: ${id} ${target.join(' ')} ${failureSummary ?? ''}`);
  }
  return lines;
}
