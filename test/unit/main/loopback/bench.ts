// A loopback server with a page of three files and a service that the test plays, and clients that behave badly.
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import { secureIds } from '../../../../main/io/ids.ts';
import type { IdleTimes } from '../../../../main/loopback/idle-watch.ts';
import { type LoopbackServer, startLoopbackServer } from '../../../../main/loopback/loopback-server.ts';
import { createPrintViews, type PrintViews } from '../../../../main/loopback/print-views.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import type { CallError, EventName } from '../../../../shared/ipc/contract.ts';
import { pageFiles } from '../page/built-page.ts';

export const token = 'a-token-of-this-launch-0123456789abcdef';
type Call = (method: string, request: unknown) => Promise<Result<unknown, CallError>>;

export type Bench = LoopbackServer & {
  readonly port: number;
  readonly calls: readonly (readonly [string, unknown])[];
  readonly emit: (event: EventName, payload: unknown) => void;
  readonly wasIdle: () => boolean;
};

const servers: LoopbackServer[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) await server.close();
});

/** A running server; `answer` plays the service. */
export async function openBench(
  answer: Call = () => Promise.resolve(ok({})),
  idleTimes: IdleTimes = { firstMs: 60_000, laterMs: 60_000 },
  views: Pick<PrintViews, 'find'> = createPrintViews(secureIds),
): Promise<Bench> {
  const calls: (readonly [string, unknown])[] = [];
  const listeners = new Set<(event: EventName, payload: unknown) => void>();
  let isIdle = false;
  const server = await startLoopbackServer({
    service: {
      call: (method, body) => {
        calls.push([method, body]);
        return answer(method, body);
      },
      on: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    files: pageFiles,
    token,
    views,
    newNonce: () => secureIds.token(32),
    port: 0,
    idleTimes,
    onIdle: () => {
      isIdle = true;
    },
  });
  servers.push(server);
  return {
    ...server,
    port: Number(new URL(server.origin).port),
    calls,
    emit: (event, payload) => listeners.forEach((listener) => listener(event, payload)),
    wasIdle: () => isIdle,
  };
}

export type Reply = {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
};
export type Ask = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string | Buffer;
};

/** One request with exactly these headers; null leaves a usual one out. */
export function ask(bench: Pick<Bench, 'port' | 'origin'>, what: Ask): Promise<Reply> {
  const { method = 'GET', path = '/', headers = {}, body } = what;
  const usual: Record<string, string | null> = {
    Host: `127.0.0.1:${bench.port}`,
    Authorization: `Bearer ${token}`,
    ...(method === 'GET' ? {} : { Origin: bench.origin, 'Content-Type': 'application/json' }),
    ...headers,
  };
  const given = Object.entries(usual).filter((line): line is [string, string] => line[1] !== null);
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: bench.port,
        method,
        path,
        headers: Object.fromEntries(given),
        setHost: false,
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => void chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** A call with everything right but what the test changes. */
export const call = (bench: Pick<Bench, 'port' | 'origin'>, method: string, what: Ask = {}): Promise<Reply> =>
  ask(bench, { method: 'POST', path: `/call/${method}`, body: '{}', ...what });

/** A connection over which the test sends what it likes. */
export function rawConnection(bench: Pick<Bench, 'port'>): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(bench.port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
    socket.on('error', () => undefined);
    sockets.push(socket);
  });
}

/** All that comes until the other side ends. */
export async function rawReply(bench: Pick<Bench, 'port'>, text: string): Promise<string> {
  const socket = await rawConnection(bench);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
  socket.write(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

/** An event stream, and the text that came over it so far. */
export async function openEvents(
  bench: Pick<Bench, 'port'>,
  headers = `Authorization: Bearer ${token}\r\n`,
): Promise<{ readonly socket: Socket; readonly text: () => string }> {
  const socket = await rawConnection(bench);
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  socket.write(`GET /events HTTP/1.1\r\nHost: 127.0.0.1:${bench.port}\r\n${headers}\r\n`);
  while (!text.includes('\r\n\r\n')) await new Promise((resolve) => setTimeout(resolve, 5));
  return { socket, text: () => text };
}

/** Waits until something holds; a test that waits for ever fails by its own time limit. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
