// One host and one page a test, in Debian's or the installed Chromium; every breach of the page's policy and every
// error on its console fails the test.
import { existsSync } from 'node:fs';
import { test as base, expect, type Page } from '@playwright/test';
import { type Host, startHost } from './host.ts';

/** Debian's Chromium where it is installed; else the one that comes with the test runner. */
const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const reportPolicyBreaches = `document.addEventListener('securitypolicyviolation', (event) => {
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI);
});`;

type Fixtures = {
  /** Arguments of the host; a spec may override them. */
  hostArgs: readonly string[];
  host: Host;
  app: Page;
};

export const test = base.extend<Fixtures>({
  launchOptions: async ({ launchOptions }, use) => {
    const found = existsSync(chromium) ? { executablePath: chromium } : {};
    const quiet = [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ];
    await use({ ...launchOptions, ...found, args: quiet });
  },
  hostArgs: [['--demo'], { option: true }],
  host: async ({ hostArgs }, use) => {
    const host = await startHost(hostArgs);
    await use(host);
    await host.close();
  },
  app: async ({ page, host }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()}`);
    });
    await page.addInitScript({ content: reportPolicyBreaches });
    await page.goto(host.url);
    await use(page);
    expect(faults).toEqual([]);
  },
});

export { expect };
