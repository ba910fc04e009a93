// Every door of the loopback host, with somebody who has no business there in front of it.
import { describe, expect, test, vi } from 'vitest';
import { ask, call, openBench, rawReply, token } from './bench.ts';

// Files and sockets: on a busy machine they take what they take.
vi.setConfig({ testTimeout: 60_000 });

const refusal = (code: string) => JSON.stringify({ ok: false, error: { code } }).slice(0, 30);

describe('the Host header', () => {
  test.each([
    ['of a name that points here (DNS rebinding)', (port: number) => `evil.example:${port}`],
    ['of a name that only starts like ours', (port: number) => `127.0.0.1:${port}.evil.example`],
    ['without the port', () => '127.0.0.1'],
    ['with another port', () => '127.0.0.1:1'],
    ['localhost', (port: number) => `localhost:${port}`],
    ['of all addresses', (port: number) => `0.0.0.0:${port}`],
    ['as another spelling of the address', (port: number) => `127.1:${port}`],
    ['with a user', (port: number) => `x@127.0.0.1:${port}`],
    ['empty', () => ''],
  ])('%s is refused', async (_name, host) => {
    const bench = await openBench();
    for (const what of [{}, { path: '/events' }, { method: 'POST', path: '/call/run.state', body: '{}' }]) {
      const reply = await ask(bench, { ...what, headers: { Host: host(bench.port) } });
      expect(reply.status).toBe(403);
      expect(reply.body).toContain(refusal('not-allowed').slice(0, 20));
    }
    expect(bench.calls).toEqual([]);
  });

  test('is needed, and only once', async () => {
    const bench = await openBench();
    const host = `Host: 127.0.0.1:${bench.port}\r\n`;
    const end = 'Connection: close\r\n\r\n';
    expect(await rawReply(bench, `GET / HTTP/1.1\r\n${end}`)).toMatch(/^HTTP\/1\.1 400/);
    expect(await rawReply(bench, `GET / HTTP/1.0\r\n${end}`)).toMatch(/^HTTP\/1\.1 403/);
    expect(await rawReply(bench, `GET / HTTP/1.1\r\n${host}Host: evil.example\r\n${end}`)).toMatch(
      /^HTTP\/1\.1 403/,
    );
    expect(await rawReply(bench, `GET / HTTP/1.1\r\n${host}hOST: 127.0.0.1:${bench.port}\r\n${end}`)).toMatch(
      /^HTTP\/1\.1 403/,
    );
    expect(await rawReply(bench, `GET / HTTP/1.1\r\n${host}${end}`)).toMatch(/^HTTP\/1\.1 200/);
  });
});

describe('the Origin header', () => {
  const foreign = [
    'http://evil.example',
    'null',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'http://localhost:80',
    'file://',
    'app://bundle',
    '',
  ];
  test.each(foreign)('%j is refused on calls, events and files', async (origin) => {
    const bench = await openBench();
    const headers = { Origin: origin };
    expect((await call(bench, 'run.state', { headers })).status).toBe(403);
    expect((await ask(bench, { path: '/events', headers })).status).toBe(403);
    expect((await ask(bench, { headers })).status).toBe(403);
    expect(bench.calls).toEqual([]);
  });

  test('with https or another letter case is not ours', async () => {
    const bench = await openBench();
    for (const origin of [
      bench.origin.replace('http', 'https'),
      `${bench.origin}/`,
      bench.origin.toUpperCase(),
    ])
      expect((await call(bench, 'run.state', { headers: { Origin: origin } })).status).toBe(403);
  });

  test('is needed on a call, and may be absent on a GET', async () => {
    const bench = await openBench();
    expect((await call(bench, 'run.state', { headers: { Origin: null } })).status).toBe(403);
    expect((await call(bench, 'run.state')).status).toBe(200);
    expect((await ask(bench, {})).status).toBe(200);
    expect((await ask(bench, { headers: { Origin: bench.origin } })).status).toBe(200);
  });
});

describe('Sec-Fetch-Site', () => {
  test.each([
    ['cross-site', 403, 403],
    ['same-site', 403, 403],
    ['nonsense', 403, 403],
    ['none', 200, 403],
    ['same-origin', 200, 200],
  ])('%s: the page answers %i, a call %i', async (site, pageStatus, callStatus) => {
    const bench = await openBench();
    const headers = { 'Sec-Fetch-Site': site };
    expect((await ask(bench, { headers })).status).toBe(pageStatus);
    expect((await call(bench, 'run.state', { headers })).status).toBe(callStatus);
    const events = await rawReply(
      bench,
      `GET /events HTTP/1.0\r\nHost: 127.0.0.1:${bench.port}\r\nSec-Fetch-Site: ${site}\r\n\r\n`,
    );
    // Without a token: 401 is as far as one gets.
    expect(events).toMatch(callStatus === 403 ? /^HTTP\/1\.1 403/ : /^HTTP\/1\.1 401/);
  });
});

describe('the token', () => {
  test.each([
    ['missing', null],
    ['empty', ''],
    ['wrong', `Bearer ${token.replace('a', 'b')}`],
    ['short', `Bearer ${token.slice(0, -1)}`],
    ['long', `Bearer ${token}x`],
    ['without its scheme', token],
    ['with another scheme', `Basic ${token}`],
    ['in another letter case', `Bearer ${token.toUpperCase()}`],
    ['huge', `Bearer ${'x'.repeat(8000)}`],
  ])('%s is refused for calls and events', async (_name, authorization) => {
    const bench = await openBench();
    const headers = { Authorization: authorization };
    const reply = await call(bench, 'run.state', { headers });
    expect(reply.status).toBe(401);
    expect(JSON.parse(reply.body)).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect((await ask(bench, { path: '/events', headers })).status).toBe(401);
    expect(bench.calls).toEqual([]);
  });

  test('in the address, a cookie or the body is no token', async () => {
    const bench = await openBench();
    const headers = { Authorization: null, Cookie: `token=${token}; Authorization=Bearer ${token}` };
    for (const query of [`?token=${token}`, `?authorization=Bearer%20${token}`, `#token=${token}`]) {
      expect((await call(bench, `run.state${query}`, { headers })).status).toBe(401);
      expect((await ask(bench, { path: `/events${query}`, headers })).status).not.toBe(200);
    }
    expect((await call(bench, 'run.state', { headers, body: JSON.stringify({ token }) })).status).toBe(401);
    expect(bench.calls).toEqual([]);
  });

  test('is in no answer of the host', async () => {
    const bench = await openBench();
    for (const path of ['/', '/index.html', '/assets/main.js', '/nothing']) {
      const reply = await ask(bench, { path });
      expect(`${JSON.stringify(reply.headers)}${reply.body}`).not.toContain(token);
    }
    expect(bench.url).toBe(`${bench.origin}/#token=${token}`);
  });
});

test('no other site may read or ask: no CORS header, whatever the request', async () => {
  const bench = await openBench();
  const replies = [
    await ask(bench, {
      method: 'OPTIONS',
      path: '/call/run.state',
      headers: { Origin: 'http://evil.example', 'Access-Control-Request-Method': 'POST' },
    }),
    await ask(bench, { method: 'OPTIONS', path: '/call/run.state' }),
    await call(bench, 'run.state'),
    await ask(bench, {}),
  ];
  for (const { headers } of replies) {
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['location']).toBeUndefined();
  }
  expect(replies.slice(0, 2).map(({ status }) => status)).toEqual([403, 404]);
});
