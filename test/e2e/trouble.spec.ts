// What goes wrong: a dead engine, and files that somebody sent.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from './fixtures.ts';
import { expectResult, heading, startDemo } from './steps.ts';
import { words } from './words.ts';

const cliFile = fileURLToPath(new URL('../../out/cli/sip-alg-checker.mjs', import.meta.url));
let written = '';

/** The text of a real report of a demo run, made once for each worker. */
function demoReport(): string {
  if (written !== '') return written;
  try {
    written = execFileSync(process.execPath, [cliFile, 'check', '--demo', 'vpn', '--json', '--quiet'], {
      encoding: 'utf8',
    });
  } catch (error) {
    // The exit status tells the level; what was printed is the report all the same.
    written = (error as { stdout: string }).stdout;
  }
  return written;
}

type Change = (report: string) => string;
const unchanged: Change = (report) => report;
const forged: Change = (report) => report.replaceAll('"not-applicable"', '"confirmed"');
const hostile: Change = () => `{"format":"sip-alg-report","version":1,"<img src=x>":${'['.repeat(500)}`;

const test = base.extend<{
  /** Writes a report, changed as text, into a file of this name, and gives its path. */
  reportFile: (name: string, change: Change) => string;
}>({
  // oxlint-disable-next-line no-empty-pattern -- the test runner reads from the pattern what a fixture needs
  reportFile: async ({}, use, testInfo) => {
    await use((name, change) => {
      const file = testInfo.outputPath(name);
      writeFileSync(file, change(demoReport()));
      return file;
    });
  },
});

/** The program is started with this file on its command line, as a double-click does. */
const startedWith = (name: string, change: Change): void =>
  test.use({
    hostArgs: async ({ reportFile }, use) => {
      await use(['--demo', reportFile(name, change)]);
    },
  });

test('an engine that dies in mid-run is said, and the next check works', async ({ app, host }) => {
  await startDemo(app, 'lossy');
  await expect(heading(app, words('testing.title', { server: 'pbx.example' }))).toBeVisible();
  await expect.poll(async () => (await host.engines()).length).toBeGreaterThan(0);
  for (const pid of await host.engines()) process.kill(pid, 'SIGKILL');
  await expect(app.getByText(words('errors.run.engine-stopped.title'))).toBeVisible({ timeout: 10_000 });
  await app.getByRole('button', { name: words('errors.tryAgain') }).click();
  await expect(heading(app, words('testing.title', { server: 'pbx.example' }))).toBeVisible({
    timeout: 20_000,
  });
});

test.describe('a report that somebody sent', () => {
  startedWith('good.sipreport', unchanged);
  test('opens read-only, with its verdict run again', async ({ app }) => {
    await expect(app.getByText(words('report.follows'))).toBeVisible();
    await expect(app.getByText('good.sipreport')).toBeVisible();
  });
});

test.describe('a report whose verdict was changed', () => {
  startedWith('forged.sipreport', forged);
  test('opens with the words that it does not follow', async ({ app }) => {
    await expect(app.getByText(words('report.differs'))).toBeVisible();
  });
});

test.describe('a file that is no report', () => {
  startedWith('evil.sipreport', hostile);
  test('is refused in words, and the start page stays', async ({ app }) => {
    await expect(app.getByText(words('errors.file.title'))).toBeVisible();
    await app.keyboard.press('Escape');
    await expect(heading(app, words('start.title'))).toBeVisible();
  });
});

test('a file chosen with the button opens, and one that is no report is refused (the test fills the chooser in)', async ({
  app,
  reportFile,
}) => {
  const chooser = app.locator('input[type="file"]');
  await chooser.setInputFiles(reportFile('evil.sipreport', hostile));
  await expect(app.getByText(words('errors.file.title'))).toBeVisible();
  await expect(app.getByText('evil.sipreport')).toBeVisible();
  await app.keyboard.press('Escape');
  await chooser.setInputFiles(reportFile('good.sipreport', unchanged));
  await expect(app.getByText(words('report.follows'))).toBeVisible();
});

test('a finished result is still there after the engine is gone', async ({ app, host }) => {
  await startDemo(app, 'vpn');
  await expectResult(app, 'vpn');
  for (const pid of await host.engines()) process.kill(pid, 'SIGKILL');
  await app.reload();
  await expectResult(app, 'vpn');
});
