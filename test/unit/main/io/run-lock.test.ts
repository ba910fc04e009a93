import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acquireRunLock, type RunLock } from '../../../../main/io/run-lock.ts';
import { later, until } from './loopback.ts';
import { tempFolder } from './temp-folder.ts';

async function acquired(folder: string, staleMs?: number): Promise<RunLock> {
  const result = await acquireRunLock(folder, staleMs);
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.detail}`);
  later(() => void result.value.release());
  return result.value;
}

// Another process on plain node, which cannot run TypeScript; it holds the same lock as acquireRunLock does.
const holder = `
const { lock } = require(${JSON.stringify(createRequire(import.meta.url).resolve('proper-lockfile'))});
const folder = process.argv[1];
const lockfilePath = require('node:path').join(folder, 'run.lock');
const onSignal = async () => {
  console.log('stopping');
  await new Promise((resolve) => setTimeout(resolve, 200));
  console.log('stopped');
  process.exit(7);
};
const how = process.argv[2];
if (how === 'on') process.on('SIGINT', onSignal);
if (how === 'once') process.once('SIGINT', onSignal);
lock(folder, { lockfilePath, realpath: false, stale: 10000, onCompromised() {} }).then(() => console.log('held'));
setInterval(() => undefined, 1000);
`;

type Holder = { readonly child: ChildProcess; readonly output: () => string };

async function startHolder(folder: string, how: 'on' | 'once' | 'none'): Promise<Holder> {
  const child = spawn(process.execPath, ['-e', holder, folder, how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  later(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (chunk: unknown) => (text += String(chunk)));
  await until(() => text.includes('held'));
  return { child, output: () => text };
}

describe('the run lock', () => {
  it('is held by one at a time and can be taken again after its release', async () => {
    const folder = join(await tempFolder(), 'deep', 'state');
    const first = await acquired(folder);
    expect(first.isHeld()).toBe(true);
    expect(await acquireRunLock(folder)).toMatchObject({ ok: false, error: { code: 'busy' } });
    await first.release();
    await first.release();
    expect(first.isHeld()).toBe(false);
    expect(await readdir(folder)).toEqual([]);
    expect((await acquired(folder)).isHeld()).toBe(true);
  });

  it('is taken by exactly one of many that try together', async () => {
    const folder = await tempFolder();
    const results = await Promise.all(Array.from({ length: 10 }, () => acquireRunLock(folder)));
    const holders = results.filter((result) => result.ok);
    for (const held of holders) later(() => void held.value.release());
    expect(holders).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.error.code === 'busy')).toHaveLength(9);
  });

  it('of another folder is another lock', async () => {
    const [a, b] = [await tempFolder(), await tempFolder()];
    await acquired(a);
    expect((await acquired(b)).isHeld()).toBe(true);
  });

  it('cannot be taken where no folder can be', async () => {
    const file = join(await tempFolder(), 'file');
    await writeFile(file, '');
    expect(await acquireRunLock(join(file, 'state'))).toMatchObject({ error: { code: 'not-writable' } });
  });

  it('tells its release without trouble when somebody has removed it', async () => {
    const folder = await tempFolder();
    const lock = await acquired(folder);
    await rm(join(folder, 'run.lock'), { recursive: true });
    await lock.release();
    expect(lock.isHeld()).toBe(false);
  });

  it('is renewed while it is held, and knows when it was lost', async () => {
    const [kept, lost] = [await tempFolder(), await tempFolder()];
    const [keptLock, lostLock] = [await acquired(kept, 2000), await acquired(lost, 2000)];
    const before = (await stat(join(kept, 'run.lock'))).mtimeMs;
    await rm(join(lost, 'run.lock'), { recursive: true });
    await mkdir(join(lost, 'run.lock'));
    await utimes(join(lost, 'run.lock'), 1, 1);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect((await stat(join(kept, 'run.lock'))).mtimeMs).toBeGreaterThan(before + 900);
    expect([keptLock.isHeld(), lostLock.isHeld()]).toEqual([true, false]);
  });
});

describe.skipIf(process.platform === 'win32')('the run lock of another process', () => {
  it('counts, is busy right after a crash, and is free ten seconds later', async () => {
    const folder = await tempFolder();
    const { child } = await startHolder(folder, 'none');
    expect(await acquireRunLock(folder)).toMatchObject({ error: { code: 'busy' } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await acquireRunLock(folder)).toMatchObject({ error: { code: 'busy' } });
    const elevenSecondsAgo = new Date(Date.now() - 11_000);
    await utimes(join(folder, 'run.lock'), elevenSecondsAgo, elevenSecondsAgo);
    expect((await acquired(folder)).isHeld()).toBe(true);
  });

  it.each(['on', 'once'] as const)(
    'is given back on Ctrl-C, after the program has finished its own handler (process.%s)',
    async (how) => {
      const folder = await tempFolder();
      const { child, output } = await startHolder(folder, how);
      child.kill('SIGINT');
      await until(() => output().includes('stopping'));
      expect(await readdir(folder)).toEqual(['run.lock']);
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
      expect([code, signal]).toEqual([7, null]);
      expect(output()).toContain('stopped');
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('is given back on Ctrl-C of a program without a handler, which still dies of it', async () => {
    const folder = await tempFolder();
    const { child } = await startHolder(folder, 'none');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
    expect(await readdir(folder)).toEqual([]);
  });
});
