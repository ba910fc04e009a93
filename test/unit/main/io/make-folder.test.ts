// A folder of our own, also where it cannot be made.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../../../main/io/make-folder.ts';
import { tempFolder } from './temp-folder.ts';

const isLinux = process.platform === 'linux';

describe('a folder', () => {
  it('is made with those above it, for its owner alone, and may be there already', async () => {
    const root = await tempFolder();
    const folder = join(root, 'a', 'b', 'c');
    await makeFolder(folder);
    await makeFolder(folder);
    const modes = await Promise.all(
      ['a', 'a/b', 'a/b/c'].map(async (name) => (await stat(join(root, name))).mode & 0o777),
    );
    // Windows has no such modes.
    expect(modes).toEqual(process.platform === 'win32' ? modes : [0o700, 0o700, 0o700]);
  });

  it('below a file is refused', async () => {
    const file = join(await tempFolder(), 'file');
    await writeFile(file, '');
    await expect(makeFolder(join(file, 'a'))).rejects.toThrow('ENOTDIR');
  });

  it('where the file system has no place for one is refused, and soon', async () => {
    await expect(makeFolder(isLinux ? '/proc/nowhere/at/all' : '\0')).rejects.toThrow(/ENOENT|null bytes/);
  });

  it('is made once by many at a time', async () => {
    const folder = join(await tempFolder(), 'x', 'y');
    await Promise.all(Array.from({ length: 20 }, () => makeFolder(folder)));
    expect((await stat(folder)).isDirectory()).toBe(true);
  });
});
