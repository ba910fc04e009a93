import { once } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { err, ok } from '../../../../shared/base/result.ts';
import { type CallErrorCode, callErrorCodeSchema, maxMessageChars } from '../../../../shared/ipc/contract.ts';
import { script as pageScript } from '../page/built-page.ts';
import { ask, call, openBench, rawConnection, rawReply, token, until } from './bench.ts';

// Files and sockets: on a busy machine they take what they take.
vi.setConfig({ testTimeout: 60_000 });

describe('a call', () => {
  test('is passed on, and its answer comes back', async () => {
    const bench = await openBench(async () => ok({ phase: 'idle' }));
    const reply = await call(bench, 'run.state', { body: '{"a":[1,"ü"]}' });
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body)).toEqual({ ok: true, value: { phase: 'idle' } });
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(bench.calls).toEqual([['run.state', { a: [1, 'ü'] }]]);
  });

  const statuses: Readonly<Record<CallErrorCode, number>> = {
    'unknown-method': 404,
    'bad-request': 400,
    'bad-answer': 500,
    'not-allowed': 403,
    'too-large': 413,
    busy: 429,
    'not-found': 404,
    'not-writable': 500,
    'secret-not-kept': 500,
    'secret-unreadable': 500,
    internal: 500,
    disconnected: 500,
  };
  test.each(callErrorCodeSchema.options)('refused with %s has its status', async (code) => {
    const bench = await openBench(async () => err({ code, message: 'why' }));
    const reply = await call(bench, 'run.start');
    expect(reply.status).toBe(statuses[code]);
    expect(JSON.parse(reply.body)).toEqual({ ok: false, error: { code, message: 'why' } });
  });

  test('that throws inside is a refusal', async () => {
    const bench = await openBench(() => Promise.reject(new Error('secret path')));
    const reply = await call(bench, 'run.start');
    expect(reply.status).toBe(500);
    expect(reply.body).not.toContain('secret');
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])(
    'by %s is no call',
    async (method) => {
      const bench = await openBench();
      expect((await ask(bench, { method, path: '/call/run.state' })).status).toBe(404);
      expect(bench.calls).toEqual([]);
    },
  );

  test.each([
    '/call',
    '/CALL/run.state',
    '//call/run.state',
    '/x/../call/run.state',
    '/events',
    '/',
    '/index.html',
  ])('to %s is no call', async (path) => {
    const bench = await openBench();
    expect((await ask(bench, { method: 'POST', path, body: '{}' })).status).toBe(404);
    expect(bench.calls).toEqual([]);
  });

  test('hands strange method names to the service as they are', async () => {
    const bench = await openBench();
    for (const method of ['__proto__', 'constructor', '', 'a/../b', '%2e', 'run.state?x=1'])
      await call(bench, method);
    expect(bench.calls.map(([method]) => method)).toEqual([
      '__proto__',
      'constructor',
      '',
      'a/../b',
      '%2e',
      'run.state?x=1',
    ]);
  });

  test('more than 16 at once are refused, and room comes back', async () => {
    const gate = new AbortController();
    const bench = await openBench(async () => {
      if (!gate.signal.aborted) await once(gate.signal, 'abort');
      return ok({});
    });
    const running = Array.from({ length: 16 }, () => call(bench, 'run.state'));
    await until(() => bench.calls.length === 16);
    expect((await call(bench, 'run.state')).status).toBe(429);
    gate.abort();
    expect((await Promise.all(running)).every(({ status }) => status === 200)).toBe(true);
    expect((await call(bench, 'run.state')).status).toBe(200);
  });
});

describe('a body', () => {
  test.each([
    ['no JSON', 'x'],
    ['empty', ''],
    ['cut off', '{"a":'],
    ['two values', '{}{}'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['an endless nest', '['.repeat(1_000_000)],
    ['a nest of objects', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
    ['a nest behind a quoted bracket', `["\\"[",${'['.repeat(40)}${']'.repeat(40)}]`],
  ])('that is %s is refused', async (_name, body) => {
    const bench = await openBench();
    const reply = await call(bench, 'run.state', { body });
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body)).toMatchObject({ error: { code: 'bad-request' } });
    expect(bench.calls).toEqual([]);
  });

  test('may hold brackets in texts', async () => {
    const bench = await openBench();
    const body = JSON.stringify({ text: `"\\${'[{'.repeat(1000)}` });
    expect((await call(bench, 'report.read', { body })).status).toBe(200);
  });

  test.each([null, 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/json'])(
    'declared as %s is refused: a form of another page can send those',
    async (type) => {
      const bench = await openBench();
      expect((await call(bench, 'run.state', { headers: { 'Content-Type': type } })).status).toBe(400);
      expect(bench.calls).toEqual([]);
    },
  );

  test('declared too large is refused before it is sent', async () => {
    const bench = await openBench();
    const text = [
      'POST /call/report.read HTTP/1.1',
      `Host: 127.0.0.1:${bench.port}`,
      `Origin: ${bench.origin}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${maxMessageChars + 1}`,
    ];
    expect(await rawReply(bench, `${text.join('\r\n')}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413/);
    expect(bench.calls).toEqual([]);
  });

  test('that only turns out too large is cut', async () => {
    const bench = await openBench();
    const socket = await rawConnection(bench);
    let reply = '';
    socket.on('data', (chunk: Buffer) => {
      reply += chunk.toString();
    });
    socket.write(
      `POST /call/report.read HTTP/1.1\r\nHost: 127.0.0.1:${bench.port}\r\nOrigin: ${bench.origin}\r\n` +
        `Authorization: Bearer ${token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    let sent = 0;
    while (!socket.destroyed && sent < 40) {
      sent++;
      if (!socket.write(chunk))
        await new Promise((resolve) => {
          socket.once('drain', resolve);
          socket.once('close', resolve);
        });
    }
    await until(() => socket.destroyed);
    expect(sent).toBeLessThan(40);
    // The refusal itself may be lost: the connection is cut while we still send.
    expect(reply).toMatch(/^HTTP\/1\.1 413|^$/);
    expect(bench.calls).toEqual([]);
  });

  test('without a token is not waited for', async () => {
    const bench = await openBench();
    const text = `POST /call/x HTTP/1.1\r\nHost: 127.0.0.1:${bench.port}\r\nOrigin: ${bench.origin}\r\nContent-Length: 1000\r\n\r\n`;
    expect(await rawReply(bench, text)).toMatch(/^HTTP\/1\.1 401[^]*\r\nConnection: close\r\n/);
  });
});

describe('the page', () => {
  test('has a policy with a nonce that is new for each load and stands in both places', async () => {
    const bench = await openBench();
    const loads = await Promise.all([ask(bench, {}), ask(bench, { path: '/index.html' }), ask(bench, {})]);
    const nonces = loads.map(({ headers, body }) => {
      const nonce = /<meta name="csp-nonce" content="([^"]+)"/.exec(body)?.[1] ?? '';
      expect(nonce.length).toBeGreaterThanOrEqual(26);
      expect(headers['content-security-policy']).toBe(
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; font-src 'self'; ` +
          "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
          "require-trusted-types-for 'script'; trusted-types 'none'",
      );
      expect(body).not.toContain('__CSP_NONCE__');
      return nonce;
    });
    expect(new Set(nonces).size).toBe(3);
  });

  test.each(['/', '/assets/main.js', '/nothing', '/events?x'])(
    '%s has the protecting headers',
    async (path) => {
      const { headers } = await ask(await openBench(), { path });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
    },
  );

  test('comes with its type', async () => {
    const bench = await openBench();
    expect((await ask(bench, {})).headers['content-type']).toBe('text/html; charset=utf-8');
    const script = await ask(bench, { path: '/assets/main.js' });
    expect([script.status, script.headers['content-type'], script.body]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      pageScript,
    ]);
  });

  test.each([
    '/../package.json',
    '/assets/../../package.json',
    '/assets/../index.html',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '/..\\package.json',
    '/assets\\main.js',
    '/%00',
    '/index.html%00.js',
    '/%69ndex.html',
    '/index.html/',
    '/index.html?x',
    '/?x',
    '//',
    '//etc/passwd',
    '/etc/passwd',
    '/INDEX.HTML',
    '/assets',
    '/assets/',
    '/__proto__',
    '/constructor',
    '/.vite/license.md',
    'http://127.0.0.1/',
    '*',
  ])('does not hold %s', async (path) => {
    const bench = await openBench();
    const line = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${bench.port}\r\nConnection: close\r\n\r\n`;
    expect(await rawReply(bench, line)).toMatch(/^HTTP\/1\.1 40[04]/);
  });

  test('is not served for a NUL or another control letter in the address', async () => {
    const bench = await openBench();
    for (const letter of ['\0', '\x01', '\x7f'])
      expect(
        await rawReply(bench, `GET /index.html${letter} HTTP/1.1\r\nHost: 127.0.0.1:${bench.port}\r\n\r\n`),
      ).toMatch(/^HTTP\/1\.1 400/);
  });
});
