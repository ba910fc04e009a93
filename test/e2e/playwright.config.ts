// The window in a real browser on the loopback host with the real engine; with an Electron runtime the same
// journeys run there too (ELECTRON_OVERRIDE_DIST_PATH names its folder).
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/e2e',
  timeout: 30_000,
  retries: 0,
  // Each test starts its own host; two at a time is what two cores carry.
  workers: 2,
  fullyParallel: true,
  reporter: [['line'], ['json', { outputFile: '../../out/test-results/e2e.json' }]],
  use: { trace: 'retain-on-failure' },
});
