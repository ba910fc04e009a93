// Servers of the tests on loopback, with whatever manners a test wants, and what arrived at them.
import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket as StreamSocket } from 'node:net';
import { afterAll } from 'vitest';

export type Arrival = {
  /** As latin1: one character a byte. */
  readonly text: string;
  readonly sizeBytes: number;
  readonly atMs: number;
  readonly fromPort: number;
};

export type Answering = {
  readonly request: string;
  /** Source port of the request. */
  readonly fromPort: number;
  /** 1 for the first one. */
  readonly number: number;
  /** Sends bytes (text as latin1) back, from this server or from another socket. */
  readonly send: (bytes: string | Uint8Array, via?: DatagramSocket) => void;
};

export type UdpServer = {
  readonly port: number;
  readonly arrivals: readonly Arrival[];
  readonly socket: DatagramSocket;
};

const cleanUps: (() => void)[] = [];
afterAll(() => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) cleanUp();
});

export async function udpSocket(address = '127.0.0.1', port = 0): Promise<DatagramSocket> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.on('error', () => undefined);
  socket.bind(port, address);
  await once(socket, 'listening');
  let isOpen = true;
  socket.once('close', () => (isOpen = false));
  cleanUps.push(() => isOpen && socket.close());
  return socket;
}

/** A UDP server on loopback that treats every datagram as `answer` says. */
export async function udpServer(
  answer: (about: Answering) => void = () => undefined,
  address = '127.0.0.1',
  port = 0,
): Promise<UdpServer> {
  const socket = await udpSocket(address, port);
  const arrivals: Arrival[] = [];
  socket.on('message', (bytes, from) => {
    const text = bytes.toString('latin1');
    arrivals.push({ text, sizeBytes: bytes.length, atMs: performance.now(), fromPort: from.port });
    // The prime of `diverted` is two line ends; it asks for nothing.
    if (!text.startsWith('OPTIONS ')) return;
    const number = arrivals.filter((arrival) => arrival.text.startsWith('OPTIONS ')).length;
    const send: Answering['send'] = (reply, via = socket) =>
      via.send(typeof reply === 'string' ? Buffer.from(reply, 'latin1') : reply, from.port, from.address);
    answer({ request: text, fromPort: from.port, number, send });
  });
  return { port: socket.address().port, arrivals, socket };
}

/** A port of loopback on which nobody listens, neither on UDP nor on TCP. */
export async function closedPort(): Promise<number> {
  const socket = await udpSocket();
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

/** A TCP server on loopback; nobody listens on the UDP port of that number. */
export async function tcpServer(
  onStream: (stream: StreamSocket) => void,
  port = 0,
): Promise<{ readonly port: number }> {
  const server = createServer((stream) => {
    stream.on('error', () => undefined);
    cleanUps.push(() => stream.destroy());
    onStream(stream);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => server.close());
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  return { port: at.port };
}

const line = (request: string, name: string): string =>
  new RegExp(`^${name}: .*$`, 'm').exec(request)?.[0].trimEnd() ?? `${name}: missing`;

export type ReplyParts = {
  readonly status?: string;
  readonly tag?: string;
  readonly received?: string;
  readonly more?: readonly string[];
};

/** A correct reply to a request as Asterisk would give it. */
export function replyTo(request: string, fromPort: number, parts: ReplyParts = {}): string {
  const { status = '200 OK', tag = 'as-tag', received = '127.0.0.1', more = [] } = parts;
  const via = line(request, 'Via').replace(/;rport\b/, `;rport=${fromPort};received=${received}`);
  return [
    `SIP/2.0 ${status}`,
    via,
    line(request, 'From'),
    `${line(request, 'To')};tag=${tag}`,
    line(request, 'Call-ID'),
    line(request, 'CSeq'),
    'Server: Test PBX',
    ...more,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** Answers everything correctly. */
export const answersWell =
  (parts: ReplyParts = {}) =>
  ({ request, fromPort, send }: Answering): void =>
    send(replyTo(request, fromPort, parts));

/** Only the requests among what arrived. */
export const requestsAt = (...servers: readonly UdpServer[]): readonly Arrival[] =>
  servers
    .flatMap(({ arrivals }) => arrivals)
    .filter(({ text }) => text.startsWith('OPTIONS '))
    .toSorted((a, b) => a.atMs - b.atMs);
