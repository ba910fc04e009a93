import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPageFiles } from '../../../../main/page/page-files.ts';
import { fileAnswer, plainHeaders } from '../../../../main/page/page-policy.ts';
import { tempFolder } from '../io/temp-folder.ts';
import { page, pageFiles, script } from './built-page.ts';

describe('the files of the page', () => {
  test('are those that a page can use, by plain names', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'assets/deep'), { recursive: true });
    await mkdir(join(folder, '.vite'));
    const names = [
      'index.html',
      'assets/main-a1_B.js',
      'assets/deep/f.woff2',
      'assets/.hidden.js',
      'assets/with space.js',
      'assets/odd%2e.js',
      'assets/main.js.map',
      'notes.txt',
      '.vite/license.md',
    ];
    for (const name of names) await writeFile(join(folder, name), name);
    await symlink('/etc', join(folder, 'outside'));
    await symlink('/etc/passwd', join(folder, 'assets/passwd.js'));
    const files = await readPageFiles(folder);
    expect([...files.keys()].toSorted()).toEqual([
      '/assets/deep/f.woff2',
      '/assets/main-a1_B.js',
      '/index.html',
    ]);
    expect([...files].filter(([, { isPage }]) => isPage).map(([name]) => name)).toEqual(['/index.html']);
  });

  test('without an index.html are no page', async () => {
    await expect(readPageFiles(await tempFolder())).rejects.toThrow(/index\.html/);
    await expect(readPageFiles('/no/such/folder')).rejects.toThrow(/ENOENT/);
  });
});

const load = (path: string, connectSource: "'self'" | "'none'") => {
  const file = pageFiles.get(path);
  if (file === undefined) throw new Error(`no ${path}`);
  const { headers, body } = fileAnswer(file, 'n0', connectSource);
  return { headers, text: new TextDecoder().decode(body) };
};

describe('one load of a file', () => {
  test.each(["'self'", "'none'"] as const)('gives a page its nonce and its policy, calls to %s', (source) => {
    const { headers, text } = load('/index.html', source);
    expect(text).toBe(page.replaceAll('__CSP_NONCE__', 'n0'));
    expect(headers['Content-Security-Policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-n0'; font-src 'self'; " +
        `img-src 'self' data:; connect-src ${source}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ` +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });

  test('leaves other files byte for byte, closed to whoever opens them as a page', () => {
    const { headers, text } = load('/assets/main.js', "'self'");
    expect(text).toBe(script);
    expect(headers).toEqual(plainHeaders('text/javascript; charset=utf-8'));
    expect(headers['Content-Security-Policy']).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });
});
