import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createArrivals } from '../../../../main/electron/arrivals.ts';
import { filesInArguments, readOpenedFile } from '../../../../main/electron/open-file.ts';

const mib = 1024 * 1024;

describe('command lines', () => {
  test('names of our files are found, relative to where they were typed', () => {
    expect(
      filesInArguments(
        ['program', '--demo', 'a.sipreport', '/b/C.SIPREPORT', 'my.sipprofile', 'notes.txt', '.'],
        '/home/me',
      ),
    ).toEqual([
      resolve('/home/me/a.sipreport'),
      resolve('/b/C.SIPREPORT'),
      resolve('/home/me/my.sipprofile'),
    ]);
  });

  test('the program’s own name and options are no files', () => {
    expect(filesInArguments(['x.sipreport', '--file=x.sipreport', '-x.sipreport'], '/')).toEqual([]);
  });
});

describe('reading', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'salg-open-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('gives the name and the bytes as they are', async () => {
    writeFileSync(at('x.sipreport'), Buffer.from([0, 255, 10]));
    expect(await readOpenedFile(at('x.sipreport'))).toEqual({
      ok: true,
      value: { name: 'x.sipreport', bytes: new Uint8Array([0, 255, 10]) },
    });
  });

  test.each([
    ['full.sipreport', 8 * mib, true],
    ['large.sipreport', 8 * mib + 1, false],
    ['full.sipprofile', 64 * 1024, true],
    ['large.sipprofile', 64 * 1024 + 1, false],
  ])('%s of %i bytes: %s', async (name, size, isRead) => {
    writeFileSync(at(name), '');
    truncateSync(at(name), size);
    const read = await readOpenedFile(at(name));
    expect(read.ok ? read.value.bytes.length : read.error).toBe(isRead ? size : 'too-large');
  });

  test.skipIf(process.platform === 'win32')('a device without an end is not read', async () => {
    execFileSync('ln', ['-s', '/dev/zero', at('zero.sipreport')]);
    expect(await readOpenedFile(at('zero.sipreport'))).toEqual({ ok: false, error: 'not-a-file' });
  });

  test('other things are refused by kind', async () => {
    mkdirSync(at('folder.sipreport'));
    writeFileSync(at('x.txt'), 'x');
    expect(await readOpenedFile(at('folder.sipreport'))).toEqual({ ok: false, error: 'not-a-file' });
    expect(await readOpenedFile(at('x.txt'))).toEqual({ ok: false, error: 'other-kind' });
    expect(await readOpenedFile(at('gone.sipreport'))).toEqual({ ok: false, error: 'unreadable' });
  });
});

describe('arrivals', () => {
  test('wait for somebody to open them, in order, and then pass at once', () => {
    const arrivals = createArrivals();
    const opened: string[] = [];
    arrivals.add('a');
    arrivals.add('b');
    arrivals.deliverTo((path) => opened.push(path));
    arrivals.add('c');
    expect(opened).toEqual(['a', 'b', 'c']);
  });

  test('a flood before the start is cut', () => {
    const arrivals = createArrivals();
    const opened: string[] = [];
    for (let i = 0; i < 1000; i++) arrivals.add(String(i));
    arrivals.deliverTo((path) => opened.push(path));
    expect(opened).toHaveLength(10);
  });
});
