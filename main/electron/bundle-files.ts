// Reads the built page into memory once, at start: after that, the list of what can be asked for is closed.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { BundleFile } from './app-protocol.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

// A name that reads the same in a URL and on a disk; the bundler makes no others.
const plainName = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** All files under `folder` that a page can use, by their URL path. Throws when the folder cannot be read. */
export function readBundle(folder: string, prefix = '/'): ReadonlyMap<string, BundleFile> {
  const files = new Map<string, BundleFile>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const contentType = contentTypes[extname(entry.name)];
    if (!plainName.test(entry.name)) continue;
    if (entry.isDirectory()) {
      for (const [key, file] of readBundle(path, `${prefix}${entry.name}/`)) files.set(key, file);
    } else if (entry.isFile() && contentType !== undefined) {
      files.set(`${prefix}${entry.name}`, { contentType, body: readFileSync(path) });
    }
  }
  return files;
}
