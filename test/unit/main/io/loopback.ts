// Peers on loopback for the socket tests, closed after each test, and a recorder for what a flow reports.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach } from 'vitest';
import type { Flow, FlowFault, FlowHandlers } from '../../../../main/io/network.ts';
import type { Endpoint } from '../../../../shared/base/address.ts';
import type { Result } from '../../../../shared/base/result.ts';

type Datagram = { readonly text: string; readonly from: Endpoint };
export type Recorder = FlowHandlers & { readonly got: Datagram[]; readonly faults: FlowFault[] };

const cleanUps: (() => void)[] = [];

/** Runs after the current test. */
export const later = (cleanUp: () => void): void => void cleanUps.push(cleanUp);

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) cleanUp();
  await sleep(0);
});

export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

export function recorder(): Recorder {
  const got: Datagram[] = [];
  const faults: FlowFault[] = [];
  return {
    got,
    faults,
    onBytes: (bytes, from) => got.push({ text: textOf(bytes), from }),
    onFault: (fault) => faults.push(fault),
  };
}

/** Waits until the condition holds, at most two seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 2000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never true: ${String(condition)}`);
    await sleep(2);
  }
}

/** Long enough for anything that is going to happen on loopback. */
export const settled = (): Promise<void> => sleep(60);

export type Peer = Endpoint & { readonly socket: Socket; readonly got: Datagram[] };

export async function udpPeer(address = '127.0.0.1', reuseAddr = false): Promise<Peer> {
  const socket = createSocket({ type: address.includes(':') ? 'udp6' : 'udp4', reuseAddr });
  const got: Datagram[] = [];
  socket.on('message', (bytes, from) =>
    got.push({ text: textOf(bytes), from: { address: from.address, port: from.port } }),
  );
  socket.bind(0, address);
  await once(socket, 'listening');
  let isOpen = true;
  socket.once('close', () => (isOpen = false));
  later(() => isOpen && socket.close());
  return { socket, got, address, port: socket.address().port };
}

/** A UDP port of loopback that nobody listens on. */
export async function closedUdpPort(address = '127.0.0.1'): Promise<Endpoint> {
  const { socket, port } = await udpPeer(address);
  socket.close();
  await once(socket, 'close');
  return { address, port };
}

/** Makes a server listen on loopback and ends it with all its connections after the test. */
export async function listening(server: Server, address = '127.0.0.1'): Promise<Endpoint> {
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    later(() => socket.destroy());
  });
  server.listen(0, address);
  await once(server, 'listening');
  later(() => server.close());
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  return { address, port: at.port };
}

/** A TCP port of loopback that nobody listens on. */
export async function closedTcpPort(): Promise<Endpoint> {
  const server = createServer();
  const at = await listening(server);
  server.close();
  await once(server, 'close');
  return at;
}

/** The flow, closed after the test; fails the test when it did not open. */
export function opened(result: Result<Flow, FlowFault>): Flow {
  if (!result.ok) throw new Error(`not opened: ${result.error.code} ${result.error.detail}`);
  later(() => result.value.close());
  return result.value;
}

/** How many sockets this process has open. */
export const socketCount = (): number =>
  process.getActiveResourcesInfo().filter((kind) => /UDP|TCP|TLS|Pipe.*Sock/.test(kind)).length;
