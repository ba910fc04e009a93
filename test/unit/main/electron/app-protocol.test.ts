import { describe, expect, test } from 'vitest';
import { bundlePage, createResponder, isBundleUrl } from '../../../../main/electron/app-protocol.ts';
import { page, pageFiles, script } from '../page/built-page.ts';

const textOf = (body: Uint8Array): string => new TextDecoder().decode(body);

function responder() {
  let count = 0;
  return createResponder(pageFiles, () => `nonce${(count += 1)}`);
}

describe('what is served', () => {
  test('the page, with the nonce of this load in its text and in its policy', () => {
    const respond = responder();
    for (const nonce of ['nonce1', 'nonce2']) {
      const answer = respond(bundlePage, 'GET');
      expect(answer.status).toBe(200);
      expect(textOf(answer.body)).toBe(page.replaceAll('__CSP_NONCE__', nonce));
      expect(answer.headers['Content-Security-Policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(answer.headers['Content-Security-Policy']).toContain("connect-src 'none'");
    }
  });

  test('other files byte for byte, with their type and no sniffing', () => {
    const answer = responder()('app://bundle/assets/main.js', 'GET');
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'Content-Type': 'text/javascript; charset=utf-8',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
    expect(textOf(answer.body)).toBe(script);
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
  'app://bundle/assets\\main.js',
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
    expect(answer.body).toHaveLength(0);
    expect(answer.headers['Content-Security-Policy']).toMatch(/^default-src 'none'; base-uri 'none'/);
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
