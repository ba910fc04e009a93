// Chance, address translation, sockets and timers of the demo, each alone.
import { describe, expect, it } from 'vitest';
import { createDatagramWire } from '../../../../main/demo/datagram-wire.ts';
import {
  mapOutward,
  mappingKey,
  openNat,
  peerOf,
  plainNat,
  randomPortNat,
  routedOnly,
} from '../../../../main/demo/nat.ts';
import { createSeededIds } from '../../../../main/demo/seeded-ids.ts';
import { createTimers } from '../../../../main/demo/timers.ts';
import { bytesToLatin1, latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { quiet, until } from './bench.ts';

const client = { address: '192.168.1.10', port: 40000 };
const server = { address: '203.0.113.10', port: 5060 };
const otherPort = { ...server, port: 5160 };

const draw = (seed: number) => {
  const ids = createSeededIds(seed);
  return [ids.token(12), ids.integer(1, 1_000_000), ids.token(5)];
};

const map = (kind: typeof plainNat, taken = new Set<number>()) =>
  mapOutward(kind, '203.0.113.2', client, server, createSeededIds(1), taken);

describe('seeded ids', () => {
  it('repeats for the same seed and differs for another', () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('reaches both ends of a range and never leaves it', () => {
    const ids = createSeededIds(3);
    const drawn = new Set(Array.from({ length: 300 }, () => ids.integer(4, 6)));
    expect([...drawn].toSorted((a, b) => a - b)).toEqual([4, 5, 6]);
  });
});

describe('address translation', () => {
  it('keeps, draws or leaves the port as the kind says', () => {
    expect(map(plainNat)).toEqual({ address: '203.0.113.2', port: 40000 });
    expect(map(routedOnly)).toEqual(client);
    const drawn = map(randomPortNat);
    expect(drawn.address).toBe('203.0.113.2');
    expect(drawn.port).not.toBe(40000);
    expect(map(randomPortNat, new Set([drawn.port])).port).not.toBe(drawn.port);
  });

  it('translates only for the server ports it is told', () => {
    const kind = { ...plainNat, serverPorts: [5060] };
    expect(mapOutward(kind, '172.17.0.1', client, otherPort, createSeededIds(1), new Set())).toEqual(client);
    expect(map(kind).address).toBe('203.0.113.2');
  });

  it('shares a mapping between server ports only where mapping is endpoint-independent', () => {
    expect(mappingKey(openNat, client, server)).toBe(mappingKey(openNat, client, otherPort));
    expect(mappingKey(plainNat, client, server)).not.toBe(mappingKey(plainNat, client, otherPort));
  });

  it('lets strangers in only where filtering is endpoint-independent', () => {
    expect(peerOf(plainNat, server)).toEqual(server);
    expect(peerOf(openNat, server)).toBeNull();
  });
});

describe('datagram wire', () => {
  it('carries a datagram under virtual names, and only within its segment and to its peer', async () => {
    const wire = createDatagramWire();
    const got: string[] = [];
    const attach = (segment: string, endpoint: typeof client, peer: typeof client | null) =>
      wire.attach({
        segment,
        endpoint,
        peer,
        onDatagram: (bytes, from) => got.push(`${bytesToLatin1(bytes)} from ${from.address}:${from.port}`),
      });
    const sender = await attach('home', client, null);
    await attach('home', server, null);
    await attach('elsewhere', { ...server, port: 1 }, null);
    await attach('home', otherPort, server);
    const bytes = latin1ToBytes('hi');
    expect(await sender.send(server, bytes)).toBe(true);
    expect(await sender.send({ ...server, port: 1 }, bytes)).toBe(false);
    expect(await sender.send(otherPort, bytes)).toBe(false);
    await until(() => got.length > 0);
    await quiet();
    expect(got).toEqual(['hi from 192.168.1.10:40000']);
    await wire.close();
    expect(await sender.send(server, bytes)).toBe(false);
    await expect(attach('home', client, null)).rejects.toThrow('closed');
  });

  it('reaches no station that was closed', async () => {
    const wire = createDatagramWire();
    const sender = await wire.attach({
      segment: 's',
      endpoint: client,
      peer: null,
      onDatagram: () => undefined,
    });
    const gone = await wire.attach({
      segment: 's',
      endpoint: server,
      peer: null,
      onDatagram: () => undefined,
    });
    await gone.close();
    expect(await sender.send(server, new Uint8Array(1))).toBe(false);
    await wire.close();
  });

  it('keeps no socket that is being bound while it closes', async () => {
    const wire = createDatagramWire();
    const attaching = wire.attach({
      segment: 's',
      endpoint: client,
      peer: null,
      onDatagram: () => undefined,
    });
    await wire.close();
    await expect(attaching).rejects.toThrow('closed');
  });

  it('delivers what was sent just before the sender closed', async () => {
    const wire = createDatagramWire();
    const got: number[] = [];
    const sender = await wire.attach({
      segment: 's',
      endpoint: client,
      peer: null,
      onDatagram: () => undefined,
    });
    await wire.attach({
      segment: 's',
      endpoint: server,
      peer: null,
      onDatagram: (bytes) => got.push(bytes.length),
    });
    const sending = sender.send(server, new Uint8Array(3));
    await sending;
    await sender.close();
    await until(() => got.length > 0);
    expect(got).toEqual([3]);
    await wire.close();
  });
});

describe('timers', () => {
  it('runs nothing after close and lets sleepers go at once', async () => {
    const timers = createTimers();
    let runs = 0;
    timers.after(20, () => runs++);
    const sleeping = timers.sleep(60_000);
    timers.close();
    await sleeping;
    await timers.sleep(60_000);
    timers.after(1, () => runs++);
    await quiet();
    expect(runs).toBe(0);
  });

  it('runs what is due', async () => {
    const timers = createTimers();
    let runs = 0;
    timers.after(1, () => runs++);
    expect(await until(() => runs === 1)).toBe(true);
    timers.close();
  });
});
