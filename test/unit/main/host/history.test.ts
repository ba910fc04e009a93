import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openHistory } from '../../../../main/engine/host/history.ts';
import { systemClock } from '../../../../main/io/clock.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { reportFileText } from '../../../../shared/report/seal.ts';
import { tempFolder } from '../io/temp-folder.ts';
import { codeOf, demoRequest, exists, freshReport, openBench, until, valueOf } from './bench.ts';

// Files and sockets: on a busy machine they take what they take.
vi.setConfig({ testTimeout: 60_000 });

const ago = (days: number): string => new Date(systemClock.wallMs() - days * 86_400_000).toISOString();

async function folderWith(...reports: readonly Report[]): Promise<string> {
  const folder = await tempFolder();
  const history = await openHistory(folder, systemClock);
  for (const report of reports) expect(await history.save(report, 3650)).toBe(true);
  return folder;
}

describe('the history', () => {
  test('survives a restart, newest first', async () => {
    const [older, newer] = [freshReport({ createdAt: ago(2) }), freshReport({ createdAt: ago(1) })];
    const folder = await folderWith(newer, older);
    const { call } = await openBench({ folder });
    expect(valueOf(await call('history.list'))).toEqual(
      [newer, older].map((report) => ({
        id: report.id,
        createdAt: report.createdAt,
        server: 'pbx.example',
        level: report.alg.level,
        isPartial: false,
        isSimulated: false,
        gateway: null,
      })),
    );
    expect(valueOf(await call('history.open', { id: older.id }))).toMatchObject({ report: older });
  });

  test('removes one report', async () => {
    const report = freshReport();
    const { call } = await openBench({ folder: await folderWith(report) });
    expect((await call('history.remove', { id: report.id })).ok).toBe(true);
    expect(codeOf(await call('history.remove', { id: report.id }))).toBe('not-found');
    expect(codeOf(await call('history.open', { id: report.id }))).toBe('not-found');
    expect(valueOf(await call('history.list'))).toEqual([]);
  });

  test.each([
    '../settings',
    '..%2fsettings',
    'a/b/c/d/e',
    '..\\..\\settings',
    'report\x00001',
    '',
    'x',
    '........',
    '__proto__',
    'C:report01',
    'a'.repeat(41),
  ])('cannot be asked for %j', async (id) => {
    const { call } = await openBench();
    expect(codeOf(await call('history.open', { id }))).toBe('bad-request');
    expect(codeOf(await call('history.remove', { id }))).toBe('bad-request');
  });

  test('leaves alone what is no report of ours, and does not list it', async () => {
    const report = freshReport();
    const folder = await folderWith(report);
    const history = join(folder, 'history');
    const strange: Readonly<Record<string, string>> = {
      'notes.txt': 'mine',
      'broken00.json': '{"format":"sip-alg-report"',
      'othername.json': JSON.stringify(report),
      'newer0001.json': JSON.stringify({ ...report, version: 2 }),
      'empty0001.json': '',
      'bad name.json': JSON.stringify(report),
    };
    for (const [name, text] of Object.entries(strange)) await writeFile(join(history, name), text);
    await mkdir(join(history, 'folder001.json'));
    await symlink('/dev/zero', join(history, 'endless01.json'));
    const { call } = await openBench({ folder });
    expect(valueOf(await call('history.list'))).toMatchObject([{ id: report.id }]);
    await call('settings.write', { language: null, theme: 'dark', keepHistoryDays: 1 });
    for (const [name, text] of Object.entries(strange))
      expect(await readFile(join(history, name), 'utf8')).toBe(text);
    expect(codeOf(await call('history.open', { id: 'othername' }))).toBe('not-found');
    expect(codeOf(await call('history.open', { id: 'endless01' }))).toBe('not-found');
  });

  test('sees a file that changed since it was listed', async () => {
    const report = freshReport();
    const folder = await folderWith(report);
    const { call } = await openBench({ folder });
    expect(valueOf(await call('history.list'))).toHaveLength(1);
    const path = join(folder, 'history', `${report.id}.json`);
    await writeFile(path, 'broken');
    await utimes(path, 1, 1);
    expect(valueOf(await call('history.list'))).toEqual([]);
  });

  test('is private and leaves no temporary file', async () => {
    const folder = await folderWith(freshReport());
    await writeFile(join(folder, 'history', '.abcdefghijklmnop.tmp'), 'half');
    await openHistory(folder, systemClock);
    const names = await readdir(join(folder, 'history'));
    expect(names).toHaveLength(1);
    const { mode } = await stat(join(folder, 'history', names[0] ?? ''));
    expect(mode & 0o077).toBe(0);
  });

  test('forgets what is older than the user wants', async () => {
    const [old, young] = [freshReport({ createdAt: ago(10) }), freshReport({ createdAt: ago(2) })];
    const folder = await folderWith(old, young);
    const { call } = await openBench({ folder });
    expect(valueOf(await call('history.list'))).toHaveLength(2);
    await call('settings.write', { language: null, theme: 'dark', keepHistoryDays: 5 });
    expect(valueOf(await call('history.list'))).toMatchObject([{ id: young.id }]);
    expect(await exists(join(folder, 'history', `${old.id}.json`))).toBe(false);
  });

  test('keeps the newest 500', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'history'));
    const [first] = [freshReport({ createdAt: ago(100) })];
    const write = (report: Report) =>
      writeFile(join(folder, 'history', `${report.id}.json`), JSON.stringify(report));
    await write(first);
    for (let count = 0; count < 500; count++) await write(freshReport());
    const history = await openHistory(folder, systemClock);
    const added = freshReport();
    await history.save(added, 3650);
    const ids = (await history.list()).map(({ id }) => id);
    expect(ids).toHaveLength(500);
    expect(ids).toContain(added.id);
    expect(ids).not.toContain(first.id);
  });

  test('does not write over a report with the same id', async () => {
    const report = freshReport();
    const folder = await folderWith(report);
    const history = await openHistory(folder, systemClock);
    expect(await history.save({ ...report, partial: true }, 3650)).toBe(false);
    expect(await history.open(report.id)).toMatchObject({ ok: true, value: { report } });
  });
});

const opened = async (bench: Awaited<ReturnType<typeof openBench>>, id: string) =>
  valueOf(await bench.call('history.open', { id }));

async function checked() {
  const bench = await openBench();
  const report = freshReport();
  await bench.call('run.start', demoRequest);
  bench.engine().say({ kind: 'done', report });
  await until(async () => (await bench.state()).phase === 'done');
  const state = await bench.state();
  if (state.phase !== 'done') throw new Error('not done');
  return { bench, report: state.report, path: join(bench.folder, 'history', `${report.id}.json`) };
}

describe('the seal of a saved report', () => {
  test('is put on by the host, and the file on the disk is what the window saves', async () => {
    const { bench, report, path } = await checked();
    expect(report.seal).toMatchObject({ algorithm: 'ed25519' });
    expect(await readFile(path, 'utf8')).toBe(reportFileText(report));
    expect(await opened(bench, report.id)).toMatchObject({ replays: true, seal: { state: 'intact' } });
    const other = await openBench();
    expect(valueOf(await other.call('report.read', { text: reportFileText(report) }))).toMatchObject({
      seal: { state: 'other', fingerprint: expect.stringMatching(/^[0-9a-f ]{19}$/) },
    });
  });

  test.each([
    ['a space', (text: string) => `${text} `],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['another version of the program', (text: string) => text.replace('"version": "0', '"version": "9')],
  ])('breaks with %s, on the disk and in a file that is opened', async (_name, edit) => {
    const { bench, report, path } = await checked();
    const text = edit(await readFile(path, 'utf8'));
    await writeFile(path, text);
    const seal = { state: 'edited', fingerprint: null };
    expect(await opened(bench, report.id)).toMatchObject({ seal });
    expect(valueOf(await bench.call('report.read', { text }))).toMatchObject({ isReport: true, seal });
    bench.service.openFile('a.sipreport', new TextEncoder().encode(text));
    expect(valueOf(await bench.call('file.pending'))).toEqual({ name: 'a.sipreport', text });
  });

  test('is missing where no key can be kept, and the report is saved all the same', async () => {
    const folder = await tempFolder();
    for (const name of ['seal-key.json', ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `seal-key-${n}.json`)])
      await mkdir(join(folder, name));
    const bench = await openBench({ folder });
    const report = freshReport();
    await bench.call('run.start', demoRequest);
    bench.engine().say({ kind: 'done', report });
    await until(async () => (await bench.state()).phase === 'done');
    expect(await bench.state()).toMatchObject({ report: { seal: null }, isSaved: true });
    expect(await opened(bench, report.id)).toMatchObject({ seal: { state: 'unsealed', fingerprint: null } });
  });
});
