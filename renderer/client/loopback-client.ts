// The client in a browser window: calls are POSTs to the host on this computer, events one long answer that is
// read as it grows. A lost host is looked for again, ever more slowly; back again, run and monitor are read anew
// because events may have passed meanwhile.
import { CallFailure } from '../../shared/ipc/client.ts';
import type { EventName, EventOf, MethodName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { readAnswer } from './answer.ts';
import type { ConnectedClient, Connection } from './connected-client.ts';
import { createEventReader } from './event-stream.ts';

export type LoopbackParts = {
  readonly token: string;
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** Resolves after so many ms. */
  readonly wait: (ms: number) => Promise<void>;
};

const firstRetryMs = 250;
const slowestRetryMs = 5000;

type Listeners = Map<string, Set<(payload: unknown) => void>>;

/** A client that connects at its first listener and stays connected as long as the window lives. */
export function createLoopbackClient(parts: LoopbackParts): ConnectedClient {
  const listeners: Listeners = new Map();
  const watchers = new Set<(connection: Connection) => void>();
  let isStarted = false;
  const client: ConnectedClient = {
    call: (method, request) => callHost(parts, method, request),
    on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void) {
      if (!isStarted) void followEvents(parts, listeners, watchers);
      isStarted = true;
      return addTo(listeners, event, listener as (payload: unknown) => void);
    },
    onConnection(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
  };
  return client;
}

function addTo(listeners: Listeners, event: string, listener: (payload: unknown) => void): () => void {
  const ofEvent = listeners.get(event) ?? new Set();
  listeners.set(event, ofEvent.add(listener));
  return () => ofEvent.delete(listener);
}

const authorization = (token: string) => ({ Authorization: `Bearer ${token}` });

async function callHost<M extends MethodName>(
  { fetch, token }: LoopbackParts,
  method: M,
  request: RequestOf<M>,
): Promise<ResponseOf<M>> {
  const init = {
    method: 'POST',
    headers: { ...authorization(token), 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  };
  let answer: unknown;
  try {
    const response = await fetch(`/call/${method}`, init);
    answer = await response.json();
  } catch (error) {
    throw new CallFailure({ code: 'disconnected', message: String(error) });
  }
  return readAnswer(answer) as ResponseOf<M>;
}

/** Ends only when the host does not know the token: no retry can mend that. */
async function followEvents(
  parts: LoopbackParts,
  listeners: Listeners,
  watchers: ReadonlySet<(connection: Connection) => void>,
): Promise<void> {
  const tell = (connection: Connection) => watchers.forEach((watcher) => watcher(connection));
  let retryMs = firstRetryMs;
  let wasLost = false;
  for (;;) {
    const response = await openEvents(parts);
    if (response === 'refused') return tell('refused');
    if (response !== null) {
      retryMs = firstRetryMs;
      tell('connected');
      if (wasLost) await readStatesAnew(parts, listeners);
      await readEvents(response, listeners);
    }
    wasLost = true;
    tell('lost');
    await parts.wait(retryMs);
    retryMs = Math.min(slowestRetryMs, retryMs * 2);
  }
}

async function openEvents({ fetch, token }: LoopbackParts): Promise<Response | 'refused' | null> {
  try {
    const response = await fetch('/events', { headers: authorization(token) });
    if (response.status === 401 || response.status === 403) return 'refused';
    return response.ok ? response : null;
  } catch {
    return null;
  }
}

async function readStatesAnew(parts: LoopbackParts, listeners: Listeners): Promise<void> {
  try {
    send(listeners, 'run.changed', await callHost(parts, 'run.state', {}));
    send(listeners, 'monitor.changed', await callHost(parts, 'monitor.state', {}));
    send(listeners, 'router.waitChanged', await callHost(parts, 'router.waitState', {}));
  } catch {
    // The stream that was just opened will tell when the host is gone again.
  }
}

async function readEvents(response: Response, listeners: Listeners): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  const read = createEventReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      for (const event of read(piece.value)) send(listeners, event.name, parseData(event.data));
  } catch {
    // Cut off: the caller connects again.
  }
}

const send = (listeners: Listeners, event: string, payload: unknown): void =>
  listeners.get(event)?.forEach((listener) => listener(payload));

function parseData(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return null;
  }
}
