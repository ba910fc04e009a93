// The page asks its own host for everything: nothing is fetched from anywhere else, and no built file could.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.ts';
import { expectResult, openPage, startDemo } from './steps.ts';
import { words } from './words.ts';

test('every request of a whole visit goes to the host', async ({ app }) => {
  // The folder of the page: an app:// address has no origin of its own.
  const own = new URL('.', app.url()).href;
  const elsewhere: string[] = [];
  app.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !/^(?:data|blob):/.test(url)) elsewhere.push(url);
  });
  await startDemo(app, 'kernel-alg');
  await expectResult(app, 'confirmed');
  await app
    .getByRole('button', { name: words('shell.steps.fix') })
    .first()
    .click();
  for (const page of ['history', 'settings', 'about'] as const) await openPage(app, page);
  expect(elsewhere).toEqual([]);
});

const built = fileURLToPath(new URL('../../out/renderer', import.meta.url));

/** Addresses that a browser would load by itself from markup or a style sheet. */
const loads =
  /(?:\bsrc|\bhref|\baction)\s*=\s*["']?(?:https?:)?\/\/|url\(\s*["']?(?:https?:)?\/\/|@import\s+["'](?:https?:)?\/\//i;

test('no built page or style sheet names a file elsewhere', () => {
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:html|css|svg)$/.test(name),
  );
  expect(files.some((name) => name.endsWith('.css'))).toBe(true);
  expect(files.filter((name) => loads.test(readFileSync(join(built, name), 'utf8')))).toEqual([]);
  // The pattern finds what it is meant to find.
  expect(loads.test('<script src="https://elsewhere.example/a.js">')).toBe(true);
  expect(loads.test('@font-face{src:url(//elsewhere.example/a.woff2)}')).toBe(true);
});
