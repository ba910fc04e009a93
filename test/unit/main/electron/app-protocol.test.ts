import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundlePage, createResponder, isBundleUrl } from '../../../../main/electron/app-protocol.ts';
import { readBundle } from '../../../../main/electron/bundle-files.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const files = new Map([
  [
    '/index.html',
    {
      contentType: 'text/html; charset=utf-8',
      body: bytes('<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__">'),
    },
  ],
  ['/assets/main-Ab12.js', { contentType: 'text/javascript; charset=utf-8', body: bytes('"__CSP_NONCE__"') }],
]);

function responder() {
  let count = 0;
  return createResponder(files, () => `nonce${(count += 1)}`);
}

describe('what is served', () => {
  test('the page, with the nonce of this load in its text and in its policy', () => {
    const respond = responder();
    for (const nonce of ['nonce1', 'nonce2']) {
      const answer = respond(bundlePage, 'GET');
      expect(answer.status).toBe(200);
      expect(answer.body).toBe(`<meta content="${nonce}"><style nonce="${nonce}">`);
      expect(answer.headers['Content-Security-Policy']).toBe(
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; font-src 'self'; ` +
          "img-src 'self' data:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
          "require-trusted-types-for 'script'; trusted-types 'none'",
      );
    }
  });

  test('other files byte for byte, with their type and no sniffing', () => {
    const answer = responder()('app://bundle/assets/main-Ab12.js', 'GET');
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'Content-Type': 'text/javascript; charset=utf-8',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
    expect(answer.body).toEqual(bytes('"__CSP_NONCE__"'));
  });

  test('a fragment is the page’s own business', () => {
    expect(responder()('app://bundle/index.html#/history', 'GET').status).toBe(200);
  });
});

const attacks = [
  'app://bundle/../../etc/passwd',
  'app://bundle/assets/../../package.json',
  'app://bundle/%2e%2e/%2e%2e/etc/passwd',
  'app://bundle/..%2f..%2fetc%2fpasswd',
  'app://bundle/..\\..\\etc\\passwd',
  'app://bundle/%5c..%5cindex.html',
  'app://bundle/index.html%00.js',
  'app://bundle/index.html\0',
  'app://bundle/index.html\n',
  'app://bundle/\tindex.html',
  'app://bundle/assets\\main-Ab12.js',
  'app://bundle//index.html',
  'app://bundle/INDEX.HTML',
  'app://bundle/index%2ehtml',
  'app://bundle/index.html/',
  'app://bundle/index.html?x=1',
  'app://bundle/',
  'app://bundle',
  'app://bundle/__proto__',
  'app://bundle/constructor',
  'app://other/index.html',
  'app://bundle.example/index.html',
  'app://bundle:80/index.html',
  'app://user@bundle/index.html',
  'app://:secret@bundle/index.html',
  'app:///index.html',
  'app:bundle/index.html',
  'apps://bundle/index.html',
  'https://bundle/index.html',
  'data:text/html,x',
  'about:blank',
  'index.html',
  '',
];

describe('what is refused', () => {
  test.each(attacks)('%j', (url) => {
    const answer = responder()(url, 'GET');
    expect(answer.status).toBe(404);
    expect(answer.body).toBe('');
    expect(answer.headers['Content-Security-Policy']).toBe("default-src 'none'");
  });

  test.each(['POST', 'HEAD', 'PUT', 'get', ''])('method %j', (method) => {
    expect(responder()(bundlePage, method).status).toBe(405);
  });
});

test.each([
  ['app://bundle/index.html', true],
  ['app://bundle/', true],
  ['app://bundle.evil/', false],
  ['app://bundle@evil/', false],
  ['app://evil/bundle/', false],
  ['https://bundle/', false],
  ['about:blank', false],
  ['null', false],
])('%s is ours: %s', (url, isOurs) => {
  expect(isBundleUrl(url)).toBe(isOurs);
});

describe('reading the built page', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'salg-bundle-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('takes files a page can use, and nothing hidden, foreign or linked', () => {
    mkdirSync(join(folder, 'assets'));
    mkdirSync(join(folder, '.vite'));
    for (const name of [
      'index.html',
      'assets/a-1.css',
      'assets/f.woff2',
      '.vite/license.md',
      'a b.js',
      'x.map',
    ])
      writeFileSync(join(folder, name), 'x');
    symlinkSync('/etc/hostname', join(folder, 'linked.js'));
    expect([...readBundle(folder).keys()].toSorted()).toEqual([
      '/assets/a-1.css',
      '/assets/f.woff2',
      '/index.html',
    ]);
  });

  test('throws when the page was not built', () => {
    expect(() => readBundle(join(folder, 'nowhere'))).toThrow(/ENOENT/);
  });
});
