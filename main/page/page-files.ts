// The files of the built page, read once at start: what is not in this list cannot be asked for, however the
// address is spelt.
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

export type PageFile = { readonly contentType: string; readonly body: Uint8Array; readonly isPage: boolean };
/** By path: `/index.html`, `/assets/main-abc.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** Path of the one page there is. */
export const pagePath = '/index.html';

const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
]);

// Reads the same in an address and on a disk; the bundler makes no other names. Hidden files are no part of a page.
const plainName = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** All files of the page in `folder`; rejects when there is no index.html. */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const files = new Map<string, PageFile>();
  await addFolder(files, folder, '/');
  if (!files.has(pagePath)) throw new Error(`${folder} holds no index.html`);
  return files;
}

async function addFolder(files: Map<string, PageFile>, folder: string, prefix: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const ending = extname(entry.name);
    const contentType = contentTypes.get(ending);
    if (!plainName.test(entry.name)) continue;
    if (entry.isDirectory()) await addFolder(files, path, `${prefix}${entry.name}/`);
    else if (entry.isFile() && contentType !== undefined)
      files.set(`${prefix}${entry.name}`, {
        contentType,
        body: await readFile(path),
        isPage: ending === '.html',
      });
  }
}
