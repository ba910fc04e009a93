import { describe, expect, test } from 'vitest';
import { createBridge, type Wire } from '../../../../main/electron/preload/bridge.ts';
import preloadConfig from '../../../../main/electron/preload/vite.config.ts';
import { events, methodNames } from '../../../../shared/ipc/contract.ts';

function bridge(invoke: Wire['invoke'] = async () => ({ ok: true, value: 1 })) {
  const invoked: unknown[][] = [];
  const listeners = new Map<string, Set<(event: unknown, ...payload: unknown[]) => void>>();
  const of = (channel: string) => listeners.get(channel) ?? new Set();
  const wire: Wire = {
    invoke: (channel, ...args) => {
      invoked.push([channel, ...args]);
      return invoke(channel, ...args);
    },
    on: (channel, listener) => listeners.set(channel, of(channel).add(listener)),
    removeListener: (channel, listener) => of(channel).delete(listener),
  };
  const emit = (channel: string, ...args: unknown[]): void => {
    for (const listener of of(channel)) listener({ sender: 'secret' }, ...args);
  };
  return { api: createBridge(wire, methodNames, Object.keys(events)), invoked, listeners, emit };
}

test('the page gets two functions and nothing else', () => {
  const { api } = bridge();
  expect(Object.keys(api)).toEqual(['call', 'on']);
  expect(Object.values(api).every((value) => typeof value === 'function')).toBe(true);
});

test('the compiled-in names are those of the contract', () => {
  expect(JSON.parse(String(preloadConfig.define?.['CONTRACT_METHODS']))).toEqual(methodNames);
  expect(JSON.parse(String(preloadConfig.define?.['CONTRACT_EVENTS']))).toEqual(Object.keys(events));
});

describe('calls', () => {
  test.each(methodNames)('%s goes out on its own channel', async (method) => {
    const { api, invoked } = bridge();
    expect(await api.call(method, { a: 1 })).toEqual({ ok: true, value: 1 });
    expect(invoked).toEqual([[`call:${method}`, { a: 1 }]]);
  });

  test.each([
    'run.Start',
    'run',
    '',
    '__proto__',
    'constructor',
    'call:run.start',
    'ELECTRON_BROWSER_REQUIRE',
    'run.state\0',
    7,
    null,
    undefined,
    ['run.state'],
    { toString: () => 'run.state' },
  ])('%j is refused before it reaches a channel', async (method) => {
    const { api, invoked } = bridge();
    expect(await api.call(method as string, {})).toMatchObject({
      ok: false,
      error: { code: 'unknown-method' },
    });
    expect(invoked).toEqual([]);
  });

  test('a host that is gone is a refusal, not an exception', async () => {
    const { api } = bridge(async () => {
      throw new Error('Error invoking remote method');
    });
    expect(await api.call('run.state', {})).toMatchObject({ ok: false, error: { code: 'disconnected' } });
  });

  test('further arguments are not passed on', async () => {
    const { api, invoked } = bridge();
    await (api.call as (...args: unknown[]) => Promise<unknown>)('run.state', {}, 'more');
    expect(invoked).toEqual([['call:run.state', {}]]);
  });
});

describe('events', () => {
  test('the page gets the payload, never the event object', () => {
    const { api, emit } = bridge();
    const seen: unknown[][] = [];
    api.on('run.changed', (...args) => seen.push(args));
    emit('event:run.changed', { phase: 'idle' }, 'more');
    expect(seen).toEqual([[{ phase: 'idle' }]]);
  });

  test('the returned function ends it, for this listener only', () => {
    const { api, emit } = bridge();
    const seen: string[] = [];
    const stop = api.on('file.arrived', () => seen.push('first'));
    api.on('file.arrived', () => seen.push('second'));
    expect(stop()).toBeUndefined();
    emit('event:file.arrived', {});
    expect(seen).toEqual(['second']);
  });

  test.each(['run.state', '', '__proto__', 'event:run.changed', null])('%j is no event', (event) => {
    const { api, listeners } = bridge();
    expect(() => api.on(event as string, () => {})).toThrow('no such event');
    expect(listeners.size).toBe(0);
  });
});
