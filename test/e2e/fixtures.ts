// One host and one window a test; every error on its console, breaches of the page's policy among them, fails the
// test. The project says which host: the loopback host in Debian's or the installed Chromium, or Electron.
import { existsSync } from 'node:fs';
import { type Browser, test as base, expect, type Page } from '@playwright/test';
import { startElectron } from './electron-host.ts';
import type { Host } from './host.ts';
import { startLoopback } from './loopback-host.ts';

/** Debian's Chromium where it is installed; else the one that comes with the test runner. */
const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export type HostOptions = {
  hostKind: 'loopback' | 'electron';
};

type Fixtures = {
  /** Arguments of the program; a spec may override them. */
  hostArgs: readonly string[];
  host: Host;
  app: Page;
};

type WorkerFixtures = {
  /** The worker's browser, started when a test first needs it; Electron brings its own. */
  openBrowser: () => Promise<Browser>;
};

export const test = base.extend<HostOptions & Fixtures, WorkerFixtures>({
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
  openBrowser: [
    async ({ playwright, launchOptions }, use) => {
      const browsers: Promise<Browser>[] = [];
      await use(() => {
        if (browsers.length === 0) browsers.push(playwright.chromium.launch(launchOptions));
        return browsers[0] as Promise<Browser>;
      });
      for (const browser of browsers) await (await browser).close();
    },
    { scope: 'worker' },
  ],
  hostKind: ['loopback', { option: true }],
  hostArgs: [['--demo'], { option: true }],
  host: async ({ hostKind, hostArgs, openBrowser, locale, colorScheme }, use) => {
    const look = { locale: locale ?? 'en-US', colorScheme: colorScheme ?? null };
    const host =
      hostKind === 'electron'
        ? await startElectron(hostArgs, look)
        : await startLoopback(hostArgs, look, await openBrowser());
    await use(host);
    await host.close();
  },
  app: async ({ host: { page } }, use) => {
    await use(page);
    // Read at the end, because Electron's window loads its page before a test can listen to it.
    const errors = (await page.pageErrors({ filter: 'all' })).map(({ message }) => message);
    const lines = (await page.consoleMessages({ filter: 'all' })).filter((line) => line.type() === 'error');
    expect([...errors, ...lines.map((line) => line.text())]).toEqual([]);
  },
});

export { expect };
