// The same journeys on every host that is here: the loopback host in a real browser, and Electron where it is
// installed or ELECTRON_OVERRIDE_DIST_PATH names it. Both run the real engine. What only one host can do carries
// that host's name as a tag, with the reason in its title.
import { defineConfig } from '@playwright/test';
import { isElectronExpected } from '../window/program.ts';
import type { HostOptions } from './fixtures.ts';

export default defineConfig<HostOptions>({
  testDir: '.',
  outputDir: '../../out/e2e',
  timeout: 30_000,
  retries: 0,
  // Each test starts its own host; two at a time is what two cores carry.
  workers: 2,
  fullyParallel: true,
  reporter: [['line'], ['json', { outputFile: '../../out/test-results/e2e.json' }]],
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'loopback', use: { hostKind: 'loopback' }, grepInvert: /@electron/ },
    ...(isElectronExpected()
      ? [{ name: 'electron', use: { hostKind: 'electron' as const }, grepInvert: /@loopback/ }]
      : []),
  ],
});
