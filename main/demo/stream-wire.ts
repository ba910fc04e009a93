// Real TCP connections on 127.0.0.1 between virtual endpoints; the stream counterpart of datagram-wire.ts.
import { connect as connectSocket, createServer, type Server, type Socket } from 'node:net';
import type { Endpoint } from '../../shared/base/address.ts';
import { endpointName } from './virtual-addresses.ts';

/** Most connections and listeners one demo may hold. */
const maxStreams = 256;
const loopback = '127.0.0.1';

export interface StreamWire {
  /** Accepts connections to a virtual endpoint; a peer that is not part of the demo is cut off. */
  listen(segment: string, at: Endpoint, onStream: (stream: Socket, from: Endpoint) => void): Promise<void>;
  /** Connects to a virtual endpoint; null when nobody listens there. */
  connect(segment: string, from: (realPort: number) => Endpoint, to: Endpoint): Promise<Socket | null>;
  close(): Promise<void>;
}

type Waiter = (from: Endpoint) => void;

const listenOn = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, loopback, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address.port);
    });
  });

/** Who is behind a real source port; accept() may win the race against connect(), so a question may wait. */
function createSources() {
  const known = new Map<number, Endpoint>();
  const waiting = new Map<number, Waiter>();
  return {
    tell(realPort: number, from: Endpoint): void {
      known.set(realPort, from);
      waiting.get(realPort)?.(from);
      waiting.delete(realPort);
    },
    ask(realPort: number, then: Waiter): void {
      const from = known.get(realPort);
      if (from === undefined) waiting.set(realPort, then);
      else then(from);
    },
    forget(realPort: number): void {
      known.delete(realPort);
      waiting.delete(realPort);
    },
  };
}

/** A wire with nothing attached. */
export function createStreamWire(): StreamWire {
  const listeners = new Map<string, number>();
  const servers = new Set<Server>();
  const streams = new Set<Socket>();
  const sources = createSources();
  let isClosed = false;

  function keep(stream: Socket): void {
    streams.add(stream);
    stream.setNoDelay(true);
    // 'close' follows and is what the owners listen to.
    stream.on('error', () => undefined);
    stream.once('close', () => streams.delete(stream));
  }

  return {
    async listen(segment, at, onStream) {
      const server = createServer((stream) => {
        const realPort = stream.remotePort;
        if (realPort === undefined || streams.size >= maxStreams) {
          stream.destroy();
          return;
        }
        keep(stream);
        stream.once('close', () => sources.forget(realPort));
        sources.ask(realPort, (from) => onStream(stream, from));
      });
      servers.add(server);
      listeners.set(`${segment} ${endpointName(at)}`, await listenOn(server));
    },
    connect(segment, from, to) {
      const realPort = listeners.get(`${segment} ${endpointName(to)}`);
      if (isClosed || realPort === undefined || streams.size >= maxStreams) return Promise.resolve(null);
      return new Promise((resolve) => {
        const stream = connectSocket(realPort, loopback);
        keep(stream);
        // Also when the demo closes in the middle of it.
        stream.once('close', () => resolve(null));
        stream.once('connect', () => {
          const localPort = stream.localPort ?? 0;
          sources.tell(localPort, from(localPort));
          resolve(stream);
        });
      });
    },
    async close() {
      isClosed = true;
      for (const stream of streams) stream.destroy();
      await Promise.all(
        [...servers].map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
      );
    },
  };
}
