// What goes wrong: a dead engine, and files that somebody sent.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.ts';
import { expectResult, heading, startDemo } from './steps.ts';
import { words } from './words.ts';

const folder = mkdtempSync(join(tmpdir(), 'salg-files-'));
const cliFile = fileURLToPath(new URL('../../out/cli/sip-alg-checker.mjs', import.meta.url));

/** A real report of a demo run, changed as text where a test wants that. */
function reportFile(name: string, change: (text: string) => string = (text) => text): string {
  const run = ['check', '--demo', 'vpn', '--json', '--quiet'];
  let text = '';
  try {
    text = execFileSync(process.execPath, [cliFile, ...run], { encoding: 'utf8' });
  } catch (error) {
    // The exit status tells the level; what was printed is the report all the same.
    text = (error as { stdout: string }).stdout;
  }
  const file = join(folder, name);
  writeFileSync(file, change(text));
  return file;
}

/** Process ids of the children of a process (Linux). */
const childrenOf = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );

test('an engine that dies in mid-run is said, and the next check works', async ({ app, host }) => {
  await startDemo(app, 'lossy');
  await expect(heading(app, words('testing.title', { server: 'pbx.example' }))).toBeVisible();
  await expect.poll(() => childrenOf(host.pid).length).toBeGreaterThan(0);
  for (const pid of childrenOf(host.pid)) process.kill(pid, 'SIGKILL');
  await expect(app.getByText(words('errors.run.engine-stopped.title'))).toBeVisible({ timeout: 10_000 });
  await app.getByRole('button', { name: words('errors.tryAgain') }).click();
  await expect(heading(app, words('testing.title', { server: 'pbx.example' }))).toBeVisible({
    timeout: 20_000,
  });
});

test.describe('a report that somebody sent', () => {
  test.use({ hostArgs: ['--demo', reportFile('good.sipreport')] });
  test('opens read-only, with its verdict run again', async ({ app }) => {
    await expect(app.getByText(words('report.follows'))).toBeVisible();
    await expect(app.getByText('good.sipreport')).toBeVisible();
  });
});

test.describe('a report whose verdict was changed', () => {
  const forged = reportFile('forged.sipreport', (text) => text.replaceAll('"not-applicable"', '"confirmed"'));
  test.use({ hostArgs: ['--demo', forged] });
  test('opens with the words that it does not follow', async ({ app }) => {
    await expect(app.getByText(words('report.differs'))).toBeVisible();
  });
});

test.describe('a file that is no report', () => {
  const hostile = reportFile(
    'evil.sipreport',
    () => `{"format":"sip-alg-report","version":1,"<img src=x>":${'['.repeat(500)}`,
  );
  test.use({ hostArgs: ['--demo', hostile] });
  test('is refused in words, and the start page stays', async ({ app }) => {
    await expect(app.getByText(words('errors.file.title'))).toBeVisible();
    await app.keyboard.press('Escape');
    await expect(heading(app, words('start.title'))).toBeVisible();
  });
});

test('a finished result is still there after the engine is gone', async ({ app, host }) => {
  await startDemo(app, 'vpn');
  await expectResult(app, 'vpn');
  for (const pid of childrenOf(host.pid)) process.kill(pid, 'SIGKILL');
  await app.reload();
  await expectResult(app, 'vpn');
});
