import { createSocket, type Socket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSystemNetwork } from '../../../../main/io/system-network.ts';
import { openUdpFlow } from '../../../../main/io/udp-flow.ts';
import {
  bytesOf,
  closedUdpPort,
  opened,
  type Recorder,
  recorder,
  settled,
  socketCount,
  udpPeer,
  until,
} from './loopback.ts';

const isLinux = process.platform === 'linux';
const isWindows = process.platform === 'win32';
const network = createSystemNetwork();

const openTo = async (remote: { address: string; port: number }, handlers: Recorder = recorder()) =>
  opened(
    await network.open(
      { transport: 'udp', remote, serverName: 'pbx.example.test', connectTimeoutMs: 1000 },
      handlers,
    ),
  );

afterEach(() => vi.restoreAllMocks());

describe.each(['127.0.0.1', '::1'])('a UDP flow over %s', (address) => {
  it('sends from the local endpoint it names, and gets the answer of its peer exactly once', async () => {
    const peer = await udpPeer(address);
    const handlers = recorder();
    const flow = await openTo(peer, handlers);
    expect(flow).toMatchObject({ transport: 'udp', remote: { address, port: peer.port }, isVerified: null });
    expect(flow.local.address).toBe(address);

    expect(await flow.send(bytesOf('ask'))).toEqual({ ok: true, value: undefined });
    await until(() => peer.got.length > 0);
    expect(peer.got).toEqual([{ text: 'ask', from: flow.local }]);

    for (const text of ['one', 'two', 'three']) peer.socket.send(text, flow.local.port, address);
    await until(() => handlers.got.length >= 3);
    await settled();
    expect(handlers.got).toEqual(
      ['one', 'two', 'three'].map((text) => ({ text, from: { address, port: peer.port } })),
    );
    expect(handlers.faults).toEqual([]);
  });

  it.skipIf(isWindows)('learns that nobody listens on the server port, and survives it', async () => {
    const handlers = recorder();
    const flow = await openTo(await closedUdpPort(address), handlers);
    expect((await flow.send(bytesOf('ask'))).ok).toBe(true);
    await until(() => handlers.faults.length > 0);
    expect(handlers.faults.map((fault) => fault.code)).toEqual(['port-unreachable']);
    expect((await flow.send(bytesOf('ask again'))).ok).toBe(true);
    await until(() => handlers.faults.length > 1);
    expect(handlers.faults[1]?.code).toBe('port-unreachable');
  });

  it('reports a datagram from another port with its true source', async () => {
    const peer = await udpPeer(address);
    const stranger = await udpPeer(address);
    const handlers = recorder();
    const flow = await openTo(peer, handlers);
    stranger.socket.send('foreign', flow.local.port, address);
    peer.socket.send('own', flow.local.port, address);
    await until(() => handlers.got.length >= 2);
    await settled();
    expect(handlers.got).toHaveLength(2);
    expect(handlers.got).toContainEqual({ text: 'foreign', from: { address, port: stranger.port } });
    expect(handlers.got).toContainEqual({ text: 'own', from: { address, port: peer.port } });
  });

  it('primes the peer from the same port and with its normal hop limit afterwards', async () => {
    const peer = await udpPeer(address);
    const prototype = Object.getPrototypeOf(peer.socket) as Socket;
    const setTtl = vi.spyOn(prototype, 'setTTL');
    const sends = vi.spyOn(prototype, 'send');
    const flow = await openTo(peer);
    const [primed, sent] = await Promise.all([flow.prime(bytesOf('prime')), flow.send(bytesOf('ask'))]);
    expect([primed.ok, sent.ok]).toEqual([true, true]);
    await until(() => peer.got.length >= 2);
    expect(peer.got).toEqual([
      { text: 'prime', from: flow.local },
      { text: 'ask', from: flow.local },
    ]);
    // Limit, prime, limit lifted, request: the order on the wire cannot be read on loopback.
    const [limited, lifted] = setTtl.mock.invocationCallOrder;
    const [primedAt, askedAt] = sends.mock.invocationCallOrder;
    const order = [limited, primedAt, lifted, askedAt].map((at) => at ?? Number.NaN);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(setTtl.mock.calls[0]).toEqual([1]);
    expect(setTtl.mock.calls).toHaveLength(2);
    expect(setTtl.mock.calls[1]?.[0]).toBeGreaterThanOrEqual(isWindows ? 128 : 32);
  });
});

describe('a UDP flow', () => {
  it.runIf(isLinux)('reports a datagram from another address with its true source', async () => {
    const handlers = recorder();
    const flow = await openTo(await udpPeer(), handlers);
    const stranger = await udpPeer('127.0.0.9');
    stranger.socket.send('foreign', flow.local.port, flow.local.address);
    await until(() => handlers.got.length > 0);
    expect(handlers.got).toEqual([{ text: 'foreign', from: { address: '127.0.0.9', port: stranger.port } }]);
  });

  it.runIf(isLinux)('is bound to its own address only, never to all of them', async () => {
    const flow = await openTo(await udpPeer());
    const table = readFileSync('/proc/net/udp', 'latin1');
    const port = flow.local.port.toString(16).toUpperCase().padStart(4, '0');
    const bound = table.match(new RegExp(`[0-9A-F]{8}:${port} [0-9A-F]{8}:`, 'g')) ?? [];
    expect(bound).toHaveLength(2);
    expect(bound.every((line) => line.startsWith('0100007F:'))).toBe(true);
  });

  it.runIf(isLinux)('restores the hop limit that the system is set to', async () => {
    const peer = await udpPeer();
    const setTtl = vi.spyOn(Object.getPrototypeOf(peer.socket) as Socket, 'setTTL');
    const flow = await openTo(peer);
    await flow.prime(bytesOf('prime'));
    const systemDefault = Number(readFileSync('/proc/sys/net/ipv4/ip_default_ttl', 'latin1'));
    expect(setTtl.mock.calls).toEqual([[1], [systemDefault]]);
  });

  it('works with one socket, as on Windows, and then sees peer and stranger alike', async () => {
    const peer = await udpPeer();
    const stranger = await udpPeer();
    const handlers = recorder();
    const flow = opened(await openUdpFlow('127.0.0.1', peer, handlers, false));
    await flow.prime(bytesOf('prime'));
    await flow.send(bytesOf('ask'));
    await until(() => peer.got.length >= 2);
    expect(peer.got.map(({ text, from }) => [text, from.port])).toEqual([
      ['prime', flow.local.port],
      ['ask', flow.local.port],
    ]);
    peer.socket.send('own', flow.local.port, '127.0.0.1');
    stranger.socket.send('foreign', flow.local.port, '127.0.0.1');
    await until(() => handlers.got.length >= 2);
    await settled();
    expect(handlers.got).toHaveLength(2);
    expect(handlers.got).toContainEqual({
      text: 'foreign',
      from: { address: '127.0.0.1', port: stranger.port },
    });
    expect(handlers.got).toContainEqual({ text: 'own', from: { address: '127.0.0.1', port: peer.port } });
  });

  it('answers a message that is too large with a fault, and sends the next one', async () => {
    const peer = await udpPeer();
    const flow = await openTo(peer);
    expect(await flow.send(new Uint8Array(70_000))).toMatchObject({
      ok: false,
      error: { code: 'message-too-large' },
    });
    expect((await flow.send(bytesOf('small'))).ok).toBe(true);
    await until(() => peer.got.length > 0);
    expect(peer.got[0]?.text).toBe('small');
  });

  it('takes and gives every byte value as it is', async () => {
    const peer = await udpPeer();
    const handlers = recorder();
    const flow = await openTo(peer, handlers);
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    await flow.send(all);
    await until(() => peer.got.length > 0);
    peer.socket.send(all, flow.local.port, flow.local.address);
    await until(() => handlers.got.length > 0);
    expect(peer.got[0]?.text).toBe(Buffer.from(all).toString('latin1'));
    expect(handlers.got[0]?.text).toBe(Buffer.from(all).toString('latin1'));
  });

  it('reports nothing after it was closed, refuses to send, and may be closed twice', async () => {
    const peer = await udpPeer();
    const handlers = recorder();
    const flow = await openTo(peer, handlers);
    peer.socket.send('too late', flow.local.port, flow.local.address);
    flow.close();
    flow.close();
    await settled();
    expect(handlers.got).toEqual([]);
    expect(await flow.send(bytesOf('ask'))).toMatchObject({ ok: false, error: { code: 'no-socket' } });
    expect(await flow.prime(bytesOf('ask'))).toMatchObject({ ok: false, error: { code: 'no-socket' } });
  });

  it('answers a send that was under way when it was closed', async () => {
    const flow = await openTo(await udpPeer());
    const sent = flow.send(bytesOf('ask'));
    const primed = flow.prime(bytesOf('ask'));
    flow.close();
    expect((await sent).ok).toBe(false);
    expect((await primed).ok).toBe(false);
  });

  it('frees its port and leaves no socket behind', async () => {
    const peer = await udpPeer();
    const before = socketCount();
    const flow = await openTo(peer);
    expect(socketCount()).toBeGreaterThan(before);
    flow.close();
    await until(() => socketCount() === before);
    const next = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      next.once('error', reject);
      next.bind({ port: flow.local.port, address: '127.0.0.1', exclusive: true }, resolve);
    });
    next.close();
  });

  it('leaves no socket behind when it cannot be opened', async () => {
    const before = socketCount();
    const refused = await openUdpFlow('192.0.2.77', { address: '127.0.0.1', port: 9 }, recorder());
    expect(refused).toMatchObject({ ok: false, error: { code: 'no-socket' } });
    // An IPv4 socket cannot be connected to an IPv6 address: this fails after both sockets exist.
    const strange = await openUdpFlow('127.0.0.1', { address: '::1', port: 9 }, recorder());
    expect(strange.ok).toBe(false);
    await until(() => socketCount() === before);
  });

  it('is not opened toward something that is no address', async () => {
    const result = await network.open(
      {
        transport: 'udp',
        remote: { address: 'localhost', port: 5060 },
        serverName: 'x',
        connectTimeoutMs: 1,
      },
      recorder(),
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'other' } });
  });
});
