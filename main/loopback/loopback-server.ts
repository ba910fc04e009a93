// The HTTP server of the loopback host: bound to 127.0.0.1 only, small limits, nothing but the routes.
import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HostService } from '../engine/host/host-service.ts';
import type { PageFiles } from '../page/page-files.ts';
import { createConnectionBook } from './connection-book.ts';
import { createEventStreams } from './event-streams.ts';
import { createIdleWatch, type IdleTimes } from './idle-watch.ts';
import type { PrintViews } from './print-views.ts';
import { createRoutes } from './routes.ts';

const address = '127.0.0.1';

export type LoopbackServerDeps = {
  readonly service: Pick<HostService, 'call' | 'on'>;
  readonly files: PageFiles;
  readonly token: string;
  readonly views: Pick<PrintViews, 'find'>;
  readonly newNonce: () => string;
  /** 0: the system chooses. */
  readonly port: number;
  readonly idleTimes: IdleTimes;
  /** Nobody uses this host any more. */
  readonly onIdle: () => void;
};

export type LoopbackServer = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Address of the page with the token; whoever has it can do what the window can. */
  readonly url: string;
  close(): Promise<void>;
};

/** A whole request, report file included, must be here by then, ms. */
const requestTimeoutMs = 20_000;
const headersTimeoutMs = 5_000;
const mostStrangers = 64;
const mostConnections = 200;

/** Starts serving; rejects with the system's error when the port cannot be had. */
export async function startLoopbackServer(deps: LoopbackServerDeps): Promise<LoopbackServer> {
  const idle = createIdleWatch(deps.idleTimes, deps.onIdle);
  const streams = createEventStreams((count) => idle.windows(count));
  const server = createServer({
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: 1000,
    keepAliveTimeout: 5000,
    maxHeaderSize: 16 * 1024,
  });
  server.maxConnections = mostConnections;
  const book = createConnectionBook(mostStrangers);
  server.on('connection', (socket) => book.add(socket));
  refuseOtherProtocols(server);
  const port = await listen(server, deps.port).catch((error: unknown) => {
    idle.stop();
    throw error;
  });
  const authority = `${address}:${port}`;
  const route = createRoutes({
    ...deps,
    gate: { authority, token: deps.token },
    streams,
    onTrusted: ({ socket }) => {
      book.trust(socket);
      idle.touch();
    },
  });
  server.on('request', route);
  const stopListening = deps.service.on((event, payload) => streams.send(event, payload));
  const origin = `http://${authority}`;
  return {
    origin,
    url: `${origin}/#token=${deps.token}`,
    close: () => {
      stopListening();
      idle.stop();
      streams.close();
      return closeServer(server);
    },
  };
}

const badRequest = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

function drop(socket: Duplex): void {
  socket.on('error', () => undefined);
  socket.end(badRequest, () => socket.destroy());
}

/** WebSocket and tunnels, and what is no HTTP at all. */
function refuseOtherProtocols(server: Server): void {
  server.on('upgrade', (_request, socket) => drop(socket));
  server.on('connect', (_request, socket) => drop(socket));
  // A browser opens connections ahead of need. One that stayed unused must close without a word: it would take an
  // answer for the one to its next request.
  server.on('clientError', (error: NodeJS.ErrnoException, socket) =>
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? socket.destroy() : drop(socket),
  );
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port, exclusive: true }, () => {
      server.off('error', reject);
      // A failed accept (out of file handles) concerns one client only.
      server.on('error', () => undefined);
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port);
    });
  });

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
