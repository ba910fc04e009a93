// The router and the stream relay between bare stations, without a PBX.
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createDatagramWire } from '../../../../main/demo/datagram-wire.ts';
import { startDemoRouter } from '../../../../main/demo/demo-router.ts';
import { type NatKind, openNat, plainNat } from '../../../../main/demo/nat.ts';
import { relayStreams } from '../../../../main/demo/router-streams.ts';
import { homeRouter } from '../../../../main/demo/scenario-plan.ts';
import { createSeededIds } from '../../../../main/demo/seeded-ids.ts';
import { createStreamWire } from '../../../../main/demo/stream-wire.ts';
import { until } from './bench.ts';

const client = { address: '192.168.1.10', port: 40000 };
const server = { address: '203.0.113.10', port: 5060 };
const stranger = { address: '203.0.113.99', port: 5060 };
const mapped = { address: '203.0.113.2', port: 40000 };
const sides = { inside: 'home', outside: 'internet', servers: [server] };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function startBench(nat: NatKind) {
  const wire = createDatagramWire();
  closers.push(() => wire.close());
  const got: string[] = [];
  const attach = (name: string, segment: string, endpoint: typeof client) =>
    wire.attach({
      segment,
      endpoint,
      peer: null,
      onDatagram: (_bytes, from) => got.push(`${name} from ${from.address}:${from.port}`),
    });
  const stations = {
    client: await attach('client', 'home', client),
    server: await attach('server', 'internet', server),
    stranger: await attach('stranger', 'internet', stranger),
  };
  await startDemoRouter({ ...homeRouter, nat }, wire, createSeededIds(1), sides);
  return { ...stations, got };
}

describe('address translation on the wire', () => {
  it('shows the server the mapped endpoint and the client the true server', async () => {
    const bench = await startBench(plainNat);
    await bench.client.send(server, new Uint8Array(1));
    await until(() => bench.got.length === 1);
    expect(await bench.server.send(mapped, new Uint8Array(1))).toBe(true);
    await until(() => bench.got.length === 2);
    expect(bench.got).toEqual(['server from 203.0.113.2:40000', 'client from 203.0.113.10:5060']);
  });

  it.each([
    ['a plain NAT keeps a stranger out', plainNat, false],
    ['an open NAT lets a stranger in', openNat, true],
  ])('%s', async (_name, nat, isLetIn) => {
    const bench = await startBench(nat);
    await bench.client.send(server, new Uint8Array(1));
    await until(() => bench.got.length === 1);
    expect(await bench.stranger.send(mapped, new Uint8Array(1))).toBe(isLetIn);
    if (isLetIn) await until(() => bench.got.length === 2);
    expect(bench.got.includes('client from 203.0.113.99:5060')).toBe(isLetIn);
  });

  it('has no mapping before the client spoke', async () => {
    const bench = await startBench(openNat);
    expect(await bench.server.send(mapped, new Uint8Array(1))).toBe(false);
  });
});

/** A server that writes as long as somebody takes it, and a client that reads nothing. */
async function startPump() {
  const wire = createStreamWire();
  closers.push(() => wire.close());
  const pumped: Socket[] = [];
  await wire.listen('internet', server, (stream) => {
    pumped.push(stream);
    const pump = (): void => {
      if (stream.writable && stream.write(Buffer.alloc(65_536))) setImmediate(pump);
    };
    stream.on('drain', pump);
    pump();
  });
  await relayStreams(homeRouter, wire, createSeededIds(1), sides, server);
  const inner = await wire.connect('home', () => client, server);
  await until(() => pumped.length === 1);
  return { wire, inner, pumped };
}

describe('streams', () => {
  it('lets a reader that stands still stop the sender', async () => {
    const { inner, pumped } = await startPump();
    inner?.pause();
    const written = (): number => pumped[0]?.bytesWritten ?? 0;
    // What fits into the buffers of the system is sent; far more than that means that nobody stops it.
    const limitBytes = 100_000_000;
    let before = -1;
    while (written() > before && written() < limitBytes) {
      before = written();
      await sleep(300);
    }
    expect(before).toBeGreaterThan(0);
    expect(written()).toBeLessThan(limitBytes);
  });

  it('ends every connection at close, whoever holds it', async () => {
    const { wire, inner, pumped } = await startPump();
    await wire.close();
    expect([inner?.destroyed, pumped[0]?.destroyed]).toEqual([true, true]);
    expect(await wire.connect('home', () => client, server)).toBeNull();
  });

  it('carries the rest of a reply whose sender has ended', async () => {
    const wire = createStreamWire();
    closers.push(() => wire.close());
    const sizeBytes = 5_000_000;
    await wire.listen('internet', server, (stream) => stream.end(Buffer.alloc(sizeBytes)));
    await relayStreams(homeRouter, wire, createSeededIds(1), sides, server);
    const inner = await wire.connect('home', () => client, server);
    // A slow reader, so that the relay still holds bytes when the sender is gone.
    let size = 0;
    inner?.on('data', (chunk) => {
      size += chunk.length;
      inner.pause();
      setTimeout(() => inner.resume(), 1);
    });
    await until(() => size === sizeBytes, 4000);
    expect(size).toBe(sizeBytes);
  });
});
