import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../renderer/client/answer.ts';
import { createBridgeClient } from '../../../renderer/client/bridge-client.ts';
import { createLoopbackClient } from '../../../renderer/client/loopback-client.ts';
import { takeToken } from '../../../renderer/client/loopback-token.ts';
import { settle } from './fake-app.ts';
import { idleRun, runningRun } from './run-states.ts';

type Answer = (path: string, init: RequestInit) => Response | Promise<Response>;

const json = (value: unknown): Response => new Response(JSON.stringify(value));
const openStream = () => {
  let push: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (push = controller) });
  const send = (event: string, data: unknown) =>
    push?.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  return { response: new Response(body), send, end: () => push?.close() };
};

function createHost(answer: Answer) {
  const waits: number[] = [];
  const asked: { readonly path: string; readonly init: RequestInit }[] = [];
  const client = createLoopbackClient({
    token: 'secret',
    fetch: async (path, init) => {
      asked.push({ path, init });
      return await answer(path, init);
    },
    wait: (ms) => {
      waits.push(ms);
      return waits.length > 6 ? new Promise(() => {}) : Promise.resolve();
    },
  });
  return { client, waits, asked };
}

describe('a call over loopback', () => {
  it('posts the request with the token and returns the value', async () => {
    const { client, asked } = createHost(() => json({ ok: true, value: idleRun }));
    expect(await client.call('run.state', {})).toEqual(idleRun);
    expect(asked[0]).toMatchObject({
      path: '/call/run.state',
      init: { method: 'POST', headers: { Authorization: 'Bearer secret' }, body: '{}' },
    });
  });

  it('fails with the code of a refusal', async () => {
    const { client } = createHost(() => json({ ok: false, error: { code: 'busy', message: 'x' } }));
    await expect(client.call('run.state', {})).rejects.toMatchObject({ code: 'busy', message: 'x' });
  });

  it('is disconnected when nobody answers, or answers no JSON', async () => {
    const silent = createHost(() => Promise.reject(new TypeError('failed to fetch')));
    await expect(silent.client.call('run.state', {})).rejects.toMatchObject({ code: 'disconnected' });
    const other = createHost(() => new Response('<html>'));
    await expect(other.client.call('run.state', {})).rejects.toMatchObject({ code: 'disconnected' });
  });
});

describe('events over loopback', () => {
  it('reach their listeners until these end', async () => {
    const stream = openStream();
    const { client } = createHost(() => stream.response);
    const seen: unknown[] = [];
    const end = client.on('run.changed', (run) => seen.push(run));
    await settle();
    stream.send('run.changed', idleRun);
    await settle();
    end();
    stream.send('run.changed', runningRun);
    await settle();
    expect(seen).toEqual([idleRun]);
  });

  it('are looked for again, ever more slowly, and the run is read anew', async () => {
    const streams = [openStream(), openStream()];
    let tries = 0;
    const { client, waits } = createHost((path) => {
      if (path === '/call/run.state') return json({ ok: true, value: runningRun });
      tries++;
      if (tries === 1) return streams[0]!.response;
      if (tries < 5) throw new TypeError('failed to fetch');
      return streams[1]!.response;
    });
    const seen: unknown[] = [];
    const connections: string[] = [];
    client.onConnection((connection) => connections.push(connection));
    client.on('run.changed', (run) => seen.push(run));
    await settle();
    streams[0]!.end();
    await settle();
    await settle();
    expect(waits).toEqual([250, 500, 1000, 2000]);
    expect(seen).toEqual([runningRun]);
    expect(connections.filter((connection, index) => connection !== connections[index - 1])).toEqual([
      'connected',
      'lost',
      'connected',
    ]);
  });

  it('end for good when the host does not know the token', async () => {
    const { client, waits } = createHost(() => new Response('', { status: 403 }));
    const connections: string[] = [];
    client.onConnection((connection) => connections.push(connection));
    client.on('run.changed', () => {});
    await settle();
    expect(connections).toEqual(['refused']);
    expect(waits).toEqual([]);
  });
});

describe('the bridge of Electron', () => {
  it('carries calls and events', async () => {
    const listeners: ((payload: unknown) => void)[] = [];
    const client = createBridgeClient({
      call: (method, request) => Promise.resolve({ ok: true, value: [method, request] }),
      on: (_event, listener) => {
        listeners.push(listener);
        return () => void listeners.pop();
      },
    });
    expect(await client.call('run.cancel', {})).toEqual(['run.cancel', {}]);
    const seen: unknown[] = [];
    const end = client.on('run.changed', (run) => seen.push(run));
    listeners[0]?.(idleRun);
    expect(seen).toEqual([idleRun]);
    end();
    expect(listeners).toEqual([]);
  });
});

it.each([null, 'ok', [], {}, { ok: 1 }, { ok: false }, { ok: false, error: { code: 'constructor' } }])(
  'takes %j for no answer',
  (answer) => {
    expect(() => readAnswer(answer)).toThrow(expect.objectContaining({ code: 'bad-answer' }) as Error);
  },
);

const place = (hash: string, stored: string | null = null) => {
  const log: string[] = [];
  return {
    log,
    location: { hash, pathname: '/', search: '' },
    history: {
      replaceState: (_data: unknown, _title: string, url?: string | URL | null) => void log.push(String(url)),
    },
    sessionStorage: {
      getItem: () => stored,
      setItem: (_key: string, value: string) => void log.push(value),
    },
  };
};

describe('the token', () => {
  it('leaves the address bar and stays with the tab', () => {
    const fresh = place('#token=abc');
    expect(takeToken(fresh)).toBe('abc');
    expect(fresh.log).toEqual(['abc', '/']);
  });

  it('comes from the tab after a reload', () => {
    expect(takeToken(place('', 'abc'))).toBe('abc');
    expect(takeToken(place('#token='))).toBeNull();
  });
});
