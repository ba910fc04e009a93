import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeExclusively } from '../../../../main/io/durable-file.ts';
import { fileFault } from '../../../../main/io/file-fault.ts';
import { decodeUtf8, readSmallFile, writeNewFile } from '../../../../main/io/report-file.ts';
import { bytesOf } from './loopback.ts';
import { tempFolder } from './temp-folder.ts';

const isWindows = process.platform === 'win32';
const isLinux = process.platform === 'linux';

describe('writing a new file', () => {
  it('writes it as UTF-8, and leaves nothing else behind', async () => {
    const folder = await tempFolder();
    const path = join(folder, 'a.sipreport');
    expect(await writeNewFile(path, 'käse\n')).toEqual({ ok: true, value: undefined });
    expect(await readFile(path, 'utf8')).toBe('käse\n');
    expect(await readdir(folder)).toEqual(['a.sipreport']);
  });

  it.skipIf(isWindows)('writes it for its owner only', async () => {
    const path = join(await tempFolder(), 'a');
    await writeNewFile(path, 'x');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('never replaces a file', async () => {
    const folder = await tempFolder();
    const path = join(folder, 'a');
    await writeFile(path, 'old');
    expect(await writeNewFile(path, 'new')).toMatchObject({ ok: false, error: { code: 'exists' } });
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a']);
  });

  it.skipIf(isWindows)('does not write through a link that points to nothing', async () => {
    const folder = await tempFolder();
    await symlink(join(folder, 'elsewhere'), join(folder, 'a'));
    expect(await writeNewFile(join(folder, 'a'), 'new')).toMatchObject({ error: { code: 'exists' } });
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('lets exactly one of many writers win, whole', async () => {
    const folder = await tempFolder();
    const path = join(folder, 'a');
    const texts = Array.from({ length: 20 }, (_, i) => `${i} `.repeat(20_000));
    const results = await Promise.all(texts.map((text) => writeNewFile(path, text)));
    const winners = texts.filter((_, i) => results[i]?.ok);
    expect(winners).toEqual([await readFile(path, 'utf8')]);
    expect(results.filter((result) => !result.ok && result.error.code === 'exists')).toHaveLength(19);
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('refuses a folder, also one that does not exist yet', async () => {
    const folder = await tempFolder();
    expect(await writeNewFile(folder, 'x')).toMatchObject({ error: { code: 'is-a-folder' } });
    expect(await writeNewFile(join(folder, 'new/'), 'x')).toMatchObject({ error: { code: 'is-a-folder' } });
    expect(await writeNewFile('', 'x')).toMatchObject({ error: { code: 'is-a-folder' } });
  });

  it('refuses a folder that is not there, or is a file', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'file'), '');
    for (const name of ['gone/a', 'file/a'])
      expect(await writeNewFile(join(folder, name), 'x')).toMatchObject({
        error: { code: 'no-such-folder' },
      });
  });

  it('tells other trouble too', async () => {
    const path = join(await tempFolder(), 'x'.repeat(300));
    expect(await writeNewFile(path, 'x')).toMatchObject({ ok: false, error: { code: 'other' } });
  });

  it.runIf(isLinux)('cannot write into /proc', async () => {
    expect((await writeNewFile('/proc/a.sipreport', 'x')).ok).toBe(false);
  });

  it.each([
    ['EACCES', 'not-writable'],
    ['EPERM', 'not-writable'],
    ['EROFS', 'not-writable'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EIO', 'other'],
  ])('names the system error %s %s', (code, expected) => {
    expect(fileFault(Object.assign(new Error('words'), { code }))).toEqual({
      code: expected,
      detail: 'words',
    });
  });
});

describe('writing where there are no hard links', () => {
  it('also never replaces a file', async () => {
    const path = join(await tempFolder(), 'a');
    await writeExclusively(path, 'first');
    await expect(writeExclusively(path, 'second')).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path, 'utf8')).toBe('first');
  });
});

describe('reading a small file', () => {
  it('gives its bytes up to the limit, and not one more', async () => {
    const path = join(await tempFolder(), 'a');
    await writeFile(path, bytesOf('\u0000\u00ff123'));
    expect(await readSmallFile(path, 5)).toEqual({ ok: true, value: bytesOf('\u0000\u00ff123') });
    expect(await readSmallFile(path, 4)).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });

  it('refuses a huge file without reading it', async () => {
    const path = join(await tempFolder(), 'a');
    await writeFile(path, '');
    await truncate(path, 2 ** 40);
    expect(await readSmallFile(path, 1000)).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });

  it.runIf(isLinux)('limits a file that does not tell its size', async () => {
    expect((await stat('/proc/self/status')).size).toBe(0);
    expect(await readSmallFile('/proc/self/status', 16)).toMatchObject({ error: { code: 'too-large' } });
    expect((await readSmallFile('/proc/self/status', 100_000)).ok).toBe(true);
  });

  it('gives an empty file as no bytes', async () => {
    const path = join(await tempFolder(), 'a');
    await writeFile(path, '');
    expect(await readSmallFile(path, 10)).toEqual({ ok: true, value: new Uint8Array() });
  });

  it('refuses folders and files that are not there', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'sub'));
    expect(await readSmallFile(join(folder, 'sub'), 1e6)).toMatchObject({ error: { code: 'not-a-file' } });
    expect(await readSmallFile(join(folder, 'gone'), 10)).toMatchObject({ error: { code: 'no-such-file' } });
  });

  it.skipIf(isWindows)('refuses pipes and devices at once', async () => {
    const pipe = join(await tempFolder(), 'pipe');
    execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', pipe]);
    const startedAt = performance.now();
    for (const path of [pipe, '/dev/zero', '/dev/null'])
      expect(await readSmallFile(path, 10)).toMatchObject({ ok: false, error: { code: 'not-a-file' } });
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('decoding UTF-8', () => {
  it('gives the text, without a byte order mark', () => {
    expect(decodeUtf8(Buffer.from('\ufeffkäse €', 'utf8'))).toEqual({ ok: true, value: 'käse €' });
  });

  it.each(['\u00ff', 'a\u00c3', '\u00c0\u0080', '\u00ed\u00a0\u0080'])(
    'refuses bytes that are not UTF-8',
    (text) => {
      expect(decodeUtf8(bytesOf(text))).toMatchObject({ ok: false, error: { code: 'not-utf8' } });
    },
  );
});
