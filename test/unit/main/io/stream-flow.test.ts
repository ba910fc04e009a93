import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { OpenFlow } from '../../../../main/io/network.ts';
import { maxStreamBytes, type OpenStreamFlow, openStreamFlow } from '../../../../main/io/stream-flow.ts';
import { createSystemNetwork } from '../../../../main/io/system-network.ts';
import type { Endpoint } from '../../../../shared/base/address.ts';
import {
  bytesOf,
  closedTcpPort,
  listening,
  opened,
  type Recorder,
  recorder,
  settled,
  socketCount,
  textOf,
  until,
} from './loopback.ts';
import { testCertificate, testKey } from './test-certificate.ts';

const network = createSystemNetwork();
const serverName = 'pbx.example.test';

const what = (transport: 'tcp' | 'tls', remote: Endpoint, connectTimeoutMs = 1000): OpenFlow => ({
  transport,
  remote,
  serverName,
  connectTimeoutMs,
});

async function openTcp(onConnection: (socket: Socket) => void, handlers: Recorder = recorder()) {
  const remote = await listening(createServer(onConnection));
  return opened(await network.open(what('tcp', remote), handlers));
}

const tlsServer = (onConnection: (socket: Socket) => void = () => undefined): Server =>
  createTlsServer({ cert: testCertificate, key: testKey }, onConnection);

const openTrusting = (remote: Endpoint, name: string) => {
  const wanted: OpenStreamFlow = {
    ...what('tls', remote),
    transport: 'tls',
    serverName: name,
    authorities: [testCertificate],
  };
  return openStreamFlow('127.0.0.1', wanted, recorder());
};

describe('a TCP flow', () => {
  it('names the socket the server sees, sends, and passes on what comes back', async () => {
    const seen: string[] = [];
    const handlers = recorder();
    const flow = await openTcp((socket) => {
      seen.push(`${socket.remoteAddress}:${socket.remotePort}`);
      socket.on('data', (bytes) => socket.write(`echo ${textOf(bytes)}`));
    }, handlers);
    expect(flow).toMatchObject({ transport: 'tcp', isVerified: null, local: { address: '127.0.0.1' } });
    expect(await flow.send(bytesOf('ask'))).toEqual({ ok: true, value: undefined });
    await until(() => handlers.got.length > 0);
    expect(seen).toEqual([`127.0.0.1:${flow.local.port}`]);
    expect(handlers.got).toEqual([{ text: 'echo ask', from: flow.remote }]);
    expect(handlers.faults).toEqual([]);
  });

  it('keeps what a server says at once, before the flow is in the hands of its owner', async () => {
    const handlers = recorder();
    await openTcp((socket) => socket.write('hello'), handlers);
    await until(() => handlers.got.length > 0);
    expect(handlers.got[0]?.text).toBe('hello');
  });

  it('works over IPv6', async () => {
    const remote = await listening(createServer(), '::1');
    const flow = opened(await network.open(what('tcp', remote), recorder()));
    expect(flow.local.address).toBe('::1');
  });

  it('is refused by a port where nobody listens', async () => {
    expect(await network.open(what('tcp', await closedTcpPort()), recorder())).toMatchObject({
      ok: false,
      error: { code: 'connection-refused' },
    });
  });

  it('reports once when the server ends the connection, after all it had said', async () => {
    const handlers = recorder();
    const flow = await openTcp((socket) => socket.end('bye'), handlers);
    await until(() => handlers.faults.length > 0);
    await settled();
    expect(handlers.got.map(({ text }) => text)).toEqual(['bye']);
    expect(handlers.faults.map(({ code }) => code)).toEqual(['connection-closed']);
    expect(await flow.send(bytesOf('ask'))).toMatchObject({
      ok: false,
      error: { code: 'connection-closed' },
    });
  });

  it('reports a reset as a reset, once', async () => {
    const handlers = recorder();
    const flow = await openTcp((socket) => socket.once('data', () => socket.resetAndDestroy()), handlers);
    await flow.send(bytesOf('ask'));
    await until(() => handlers.faults.length > 0);
    await settled();
    expect(handlers.faults.map(({ code }) => code)).toEqual(['connection-reset']);
    expect(await flow.send(bytesOf('again'))).toMatchObject({
      ok: false,
      error: { code: 'connection-reset' },
    });
  });

  it('lets go of the server as soon as it is closed', async () => {
    let isOver = false;
    const flow = await openTcp((socket) => socket.resume().once('close', () => (isOver = true)));
    flow.close();
    await until(() => isOver);
    expect(isOver).toBe(true);
  });

  it('is cut off when the server sends without end', async () => {
    const handlers = recorder();
    await openTcp((socket) => socket.write(new Uint8Array(maxStreamBytes + 1)), handlers);
    await until(() => handlers.faults.length > 0);
    await settled();
    expect(handlers.faults).toEqual([
      { code: 'connection-closed', detail: 'more than 1048576 bytes were received' },
    ]);
    const received = handlers.got.reduce((sum, { text }) => sum + text.length, 0);
    expect(received).toBeLessThanOrEqual(maxStreamBytes);
  });

  it('is not cut off at exactly the limit', async () => {
    const handlers = recorder();
    await openTcp((socket) => socket.write(new Uint8Array(maxStreamBytes)), handlers);
    const received = (): number => handlers.got.reduce((sum, { text }) => sum + text.length, 0);
    await until(() => received() === maxStreamBytes);
    await settled();
    expect(handlers.faults).toEqual([]);
  });

  it('cannot be primed', async () => {
    const flow = await openTcp(() => undefined);
    expect(await flow.prime(bytesOf('prime'))).toMatchObject({ ok: false, error: { code: 'other' } });
  });

  it('reports nothing after it was closed, answers a send under way, and leaves no socket behind', async () => {
    const server: Socket[] = [];
    const remote = await listening(createServer((socket) => server.push(socket.pause())));
    const before = socketCount();
    const handlers = recorder();
    const flow = opened(await network.open(what('tcp', remote), handlers));
    // More than loopback buffers hold, so it cannot have been sent yet.
    const sent = flow.send(new Uint8Array(32_000_000));
    flow.close();
    flow.close();
    expect(await sent).toMatchObject({ ok: false, error: { code: 'no-socket' } });
    await until(() => server.length > 0);
    server[0]?.destroy();
    await until(() => socketCount() === before);
    await settled();
    expect(handlers.faults).toEqual([]);
    expect(await flow.send(bytesOf('ask'))).toMatchObject({ ok: false, error: { code: 'no-socket' } });
  });
});

describe('a TLS flow', () => {
  it('opens although the certificate is not trusted, and says that it is not verified', async () => {
    const handlers = recorder();
    const server = tlsServer((socket) => socket.on('data', (bytes) => socket.write(bytes)));
    const flow = opened(await network.open(what('tls', await listening(server)), handlers));
    expect(flow).toMatchObject({ transport: 'tls', isVerified: false, local: { address: '127.0.0.1' } });
    await flow.send(bytesOf('ask'));
    await until(() => handlers.got.length > 0);
    expect(handlers.got).toEqual([{ text: 'ask', from: flow.remote }]);
  });

  it.each([
    ['pbx.example.test', true],
    ['pbx.example.test.', true],
    ['127.0.0.1', true],
    ['other.example.test', false],
    ['127.0.0.2', false],
  ])('checks a trusted certificate against the name %s: %s', async (name, isVerified) => {
    const flow = opened(await openTrusting(await listening(tlsServer()), name));
    expect(flow.isVerified).toBe(isVerified);
  });

  it.each([
    ['pbx.example.test.', 'pbx.example.test'],
    ['127.0.0.1', false],
  ])('asked for %s, tells the server the name %s', async (name, expected) => {
    const names: unknown[] = [];
    const server = tlsServer((socket) => names.push((socket as { servername?: unknown }).servername));
    opened(await openTrusting(await listening(server), name));
    await until(() => names.length > 0);
    expect(names).toEqual([expected]);
  });

  it('reports a server that speaks no TLS', async () => {
    const remote = await listening(createServer((socket) => socket.end('SIP/2.0 400 Bad Request\r\n\r\n')));
    expect(await network.open(what('tls', remote), recorder())).toMatchObject({
      ok: false,
      error: { code: 'tls-failed' },
    });
  });

  it('reports a server that hangs up during the handshake', async () => {
    const remote = await listening(createServer((socket) => socket.once('data', () => socket.end())));
    expect(await network.open(what('tls', remote), recorder())).toMatchObject({
      ok: false,
      error: { code: 'tls-failed' },
    });
  });

  it('reports a reset during the handshake as a reset', async () => {
    const remote = await listening(
      createServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    expect(await network.open(what('tls', remote), recorder())).toMatchObject({
      ok: false,
      error: { code: 'connection-reset' },
    });
  });

  it('gives up on a server that never answers the handshake, and leaves no socket behind', async () => {
    const remote = await listening(createServer((socket) => socket.resume()));
    const before = socketCount();
    const startedAt = performance.now();
    expect(await network.open(what('tls', remote, 80), recorder())).toMatchObject({
      ok: false,
      error: { code: 'timed-out' },
    });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    await until(() => socketCount() <= before);
  });

  it('refuses a server that knows nothing newer than TLS 1.1', async () => {
    const old = createTlsServer({
      cert: testCertificate,
      key: testKey,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    expect(await network.open(what('tls', await listening(old)), recorder())).toMatchObject({
      ok: false,
      error: { code: 'tls-failed' },
    });
  });

  it('reports the end of the connection once', async () => {
    const handlers = recorder();
    opened(
      await network.open(what('tls', await listening(tlsServer((socket) => socket.end('bye')))), handlers),
    );
    await until(() => handlers.faults.length > 0);
    await settled();
    expect(handlers.got.map(({ text }) => text)).toEqual(['bye']);
    expect(handlers.faults.map(({ code }) => code)).toEqual(['connection-closed']);
  });
});
