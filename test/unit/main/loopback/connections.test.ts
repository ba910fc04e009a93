import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test, vi } from 'vitest';
import { ask, call, openBench, openEvents, rawConnection, rawReply, token, until } from './bench.ts';

// Files and sockets: on a busy machine they take what they take.
vi.setConfig({ testTimeout: 60_000 });

describe('events', () => {
  test('arrive as agreed, and only while somebody listens', async () => {
    const bench = await openBench();
    bench.emit('run.changed', { phase: 'lost' });
    const { text, socket } = await openEvents(bench);
    expect(text()).toMatch(/^HTTP\/1\.1 200/);
    expect(text()).toContain('Content-Type: text/event-stream; charset=utf-8');
    bench.emit('run.changed', { phase: 'idle' });
    bench.emit('file.arrived', {});
    await until(() => text().includes('file.arrived'));
    expect(text()).toContain('event: run.changed\ndata: {"phase":"idle"}\n\n');
    expect(text()).toContain('event: file.arrived\ndata: {}\n\n');
    expect(text()).not.toContain('lost');
    socket.destroy();
  });

  test('keep one event in one piece whatever it holds', async () => {
    const bench = await openBench();
    const { text } = await openEvents(bench);
    bench.emit('run.changed', { text: 'a\n\nevent: run.changed\ndata: {}\r\n\r\n' });
    await until(() => text().includes('data: {"text"'));
    expect(text().split('event: run.changed\n')).toHaveLength(2);
  });

  test('go to four windows at most; a closed one makes room', async () => {
    const bench = await openBench();
    const streams = await Promise.all(Array.from({ length: 4 }, () => openEvents(bench)));
    for (let tries = 0; tries < 20; tries++) expect((await ask(bench, { path: '/events' })).status).toBe(429);
    streams[0]?.socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { text } = await openEvents(bench);
    expect(text()).toMatch(/^HTTP\/1\.1 200/);
    bench.emit('run.changed', {});
    await until(() => text().includes('run.changed'));
  });

  test('to a window that does not read cost no memory and hold up nobody', async () => {
    const bench = await openBench();
    const stalled = await openEvents(bench);
    stalled.socket.pause();
    const reader = await openEvents(bench);
    const padding = 'x'.repeat(1_000_000);
    for (let n = 1; n <= 100; n++) {
      bench.emit('run.changed', { n, padding });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => reader.text().includes('"n":100,'));
    expect(process.memoryUsage().external).toBeLessThan(400_000_000);
    stalled.socket.resume();
    await until(() => stalled.text().includes('"n":100,'));
    expect(stalled.text().length).toBeLessThan(60_000_000);
  });
});

describe('other protocols', () => {
  test('a WebSocket is refused, token or not', async () => {
    const bench = await openBench();
    for (const path of ['/', '/events', '/call/run.state']) {
      const reply = await rawReply(
        bench,
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${bench.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Authorization: Bearer ${token}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      );
      expect(reply).toMatch(/^HTTP\/1\.1 400/);
    }
  });

  test('a connection that is opened ahead of need and stays unused closes without a word', async () => {
    const bench = await openBench();
    const unused = await rawConnection(bench);
    let heard = '';
    unused.on('data', (chunk: Buffer) => void (heard += chunk.toString('latin1')));
    await new Promise((resolve) => void unused.once('close', resolve));
    expect(heard).toBe('');
  });

  test.each([
    ['a tunnel', 'CONNECT example.com:80 HTTP/1.1\r\nHost: example.com\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['SIP', 'OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/TCP x\r\n\r\n'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['two lengths', 'POST /call/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'length and chunks',
      'POST /call/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    ],
    ['a head that is too large', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`],
  ])('%s gets no answer but a refusal', async (_name, text) => {
    const bench = await openBench();
    expect(await rawReply(bench, text)).toMatch(/^HTTP\/1\.1 40[03]|^$/);
    expect((await ask(bench, {})).status).toBe(200);
  });
});

describe('bad clients', () => {
  test('that never end their request are cut off, and others are served meanwhile', {
    timeout: 60_000,
  }, async () => {
    const bench = await openBench();
    const slow = await rawConnection(bench);
    slow.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${bench.port}\r\n`);
    const dripping = setInterval(() => slow.write('X-A: b\r\n'), 200);
    const startedMs = performance.now();
    while (!slow.destroyed) {
      expect((await ask(bench, {})).status).toBe(200);
      expect((await call(bench, 'run.state')).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    clearInterval(dripping);
    expect(performance.now() - startedMs).toBeLessThan(18_000);
  });

  test('that hold hundreds of connections lose the oldest; the window is served', async () => {
    const bench = await openBench();
    const { text } = await openEvents(bench);
    const closed = new Set<number>();
    for (let n = 0; n < 300; n++) {
      const socket = await rawConnection(bench);
      socket.on('close', () => closed.add(n));
      socket.write('GET / HT');
    }
    await until(() => closed.size >= 300 - 64);
    expect(closed.has(299)).toBe(false);
    expect((await ask(bench, {})).status).toBe(200);
    expect((await call(bench, 'run.state')).status).toBe(200);
    bench.emit('run.changed', { still: 'here' });
    await until(() => text().includes('still'));
  });

  test('that vanish in the middle harm nobody', async () => {
    const bench = await openBench(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return { ok: true, value: 'x'.repeat(1_000_000) };
    });
    for (let n = 0; n < 20; n++) {
      const socket = await rawConnection(bench);
      socket.write(
        `POST /call/run.state HTTP/1.1\r\nHost: 127.0.0.1:${bench.port}\r\nOrigin: ${bench.origin}\r\n` +
          `Authorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`,
      );
      setTimeout(() => socket.resetAndDestroy(), n);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await call(bench, 'run.state')).status).toBe(200);
  });
});

describe('the server', () => {
  test('listens on 127.0.0.1 only', async () => {
    const bench = await openBench();
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
      .map(({ address }) => address);
    for (const host of [...others, '127.0.0.2', '::1']) {
      const outcome = await new Promise((resolve) => {
        const socket = connect(bench.port, host, () => resolve('connected'));
        socket.once('error', () => resolve('refused'));
        setTimeout(() => resolve('refused'), 500).unref();
      });
      expect([host, outcome]).toEqual([host, 'refused']);
    }
  });

  test('ends when no window comes', async () => {
    const bench = await openBench(undefined, { firstMs: 30, laterMs: 60_000 });
    await until(() => bench.wasIdle());
    expect(bench.calls).toEqual([]);
  });

  test('ends some time after the last window has gone, not while one is there', async () => {
    const bench = await openBench(undefined, { firstMs: 60_000, laterMs: 150 });
    const { socket } = await openEvents(bench);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(bench.wasIdle()).toBe(false);
    socket.destroy();
    await until(() => bench.wasIdle());
  });

  test('is not kept alive by strangers', async () => {
    const bench = await openBench(undefined, { firstMs: 150, laterMs: 150 });
    const asking = setInterval(
      () => void call(bench, 'run.state', { headers: { Authorization: 'Bearer x' } }).catch(() => undefined),
      20,
    );
    await until(() => bench.wasIdle());
    clearInterval(asking);
    expect(bench.calls).toEqual([]);
  });

  test('takes a call for a window that was there', async () => {
    const bench = await openBench(undefined, { firstMs: 600_000, laterMs: 50 });
    await call(bench, 'run.state');
    await until(() => bench.wasIdle());
    expect(bench.calls).toHaveLength(1);
  });

  test('closes at once although windows are connected', async () => {
    const bench = await openBench();
    const { socket } = await openEvents(bench);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await bench.close();
    await closed;
    await expect(ask(bench, {})).rejects.toThrow(/ECONNREFUSED/);
  });
});
