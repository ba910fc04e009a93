import { defineConfig } from 'vitest/config';

// The layers, from fast to slow. Only `lab` needs root; what it needs is checked by test/run.
export default defineConfig({
  test: {
    projects: [
      // A property with a thousand cases takes its time on a busy machine.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'arch', include: ['test/arch/**/*.test.ts'], testTimeout: 60_000 } },
      // Many seeded cases for every reader of what strangers send; test/fuzz/fuzz.ts says how to run one of them alone.
      {
        test: {
          name: 'fuzz',
          include: ['test/fuzz/**/*.test.ts'],
          testTimeout: 600_000,
          globalSetup: ['test/build-cli.ts'],
        },
      },
      {
        test: {
          name: 'demo',
          include: ['test/demo/**/*.test.ts'],
          testTimeout: 60_000,
          globalSetup: ['test/build-cli.ts'],
        },
      },
      {
        test: {
          name: 'window',
          include: ['test/window/wiring.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      // Only on Electron itself: `npx vitest run --project electron` where its runtime is installed.
      {
        test: {
          name: 'electron',
          include: ['test/window/locks.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Namespaces carry the worker's number, so two files can run side by side; more would skew their timing.
          maxWorkers: 2,
          globalSetup: ['test/build-cli.ts'],
        },
      },
    ],
  },
});
