import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createRouterWait, limitMs, roundMs } from '../../../../main/engine/host/router-wait.ts';
import { routerData } from '../../../../main/engine/router/router-data.ts';
import { knock } from '../../../../main/io/knock.ts';
import type { RouterWait } from '../../../../shared/ipc/router.ts';
import { createFakeClock } from '../../../fakes/network/fake-clock.ts';
import { reportOf, tampered } from '../../../fakes/report.ts';
import { codeOf, openBench, until, valueOf } from './bench.ts';
import { finished, openRouterBench, used } from './router-bench.ts';

// Files and sockets: on a busy machine they take what they take.
vi.setConfig({ testTimeout: 60_000 });

describe('router.openPage', () => {
  test('opens the page of the router in use, and says which', async () => {
    const { handlers, opened } = await openRouterBench();
    expect(valueOf(await handlers['router.openPage']({}))).toEqual({
      url: 'http://192.168.1.1/',
      isOpened: true,
    });
    expect(opened).toEqual(['http://192.168.1.1/']);
  });

  test('says so where there is no browser', async () => {
    const { handlers } = await openRouterBench({ openInBrowser: async () => false });
    expect(valueOf(await handlers['router.openPage']({})).isOpened).toBe(false);
  });

  test.each([
    ['before a check', { state: { phase: 'idle' } }],
    ['after a demo', { state: finished({}, {}, 'kernel-alg') }],
    ['after a simulated run', { state: finished({}, { isSimulated: true }) }],
    [
      'for a public address',
      { state: finished({ gateway: { address: '203.0.113.9', ipv4Address: '203.0.113.9' } }) },
    ],
    ['in another network', { now: { address: '192.168.2.1', ipv4Address: '192.168.2.1' } }],
    ['at another box with the same address', { now: { hardwareAddress: '001122334455' } }],
    ['without a network', { now: { state: 'unknown', address: null, ipv4Address: null } }],
  ] as const)('opens nothing %s', async (_name, parts) => {
    const { handlers, opened } = await openRouterBench(parts);
    expect(codeOf(await handlers['router.openPage']({}))).toBe('not-found');
    expect(opened).toEqual([]);
  });

  test('takes nothing from a report that was opened, nor from its caller', async () => {
    const opened: string[] = [];
    const { call } = await openBench({ openInBrowser: async (url) => opened.push(url) > 0 });
    const state = finished();
    if (state.phase !== 'done') throw new Error('it is done');
    const text = tampered(reportOf(state.report.observations), 'environment.localAddress', '127.0.0.1');
    await call('report.read', { text });
    expect(codeOf(await call('router.openPage'))).toBe('not-found');
    expect(codeOf(await call('router.openPage', { url: 'http://192.168.1.1/' }))).toBe('bad-request');
    expect(opened).toEqual([]);
  });
});

describe('router.openSource', () => {
  const known = [...routerData().catalogue.values()]
    .flatMap(({ alg, lists }) => [...alg.sources, ...lists.flatMap(({ sources }) => sources)])
    .find(({ url }) => url !== null);

  test('opens a source of the catalogue by its name', async () => {
    const { handlers, opened } = await openRouterBench();
    const answer = await handlers['router.openSource']({ source: known?.id ?? '' });
    expect(valueOf(answer)).toEqual({ isOpened: true });
    expect(opened).toEqual([known?.url]);
  });

  test.each(['asus/no-such-source', 'https://evil.example/', '../etc/passwd', '__proto__/url', ''])(
    'opens nothing for %j',
    async (source) => {
      const opened: string[] = [];
      const { call } = await openBench({ openInBrowser: async (url) => opened.push(url) > 0 });
      expect(['bad-request', 'not-found']).toContain(codeOf(await call('router.openSource', { source })));
      expect(opened).toEqual([]);
    },
  );
});

/** Waits with answers from a list, one a round; the clock moves with the rounds. */
async function waitWith(routerAnswers: readonly boolean[], serverIsFound: readonly boolean[] = [true]) {
  const clock = createFakeClock();
  const told: RouterWait[] = [];
  let asked = 0;
  let looked = 0;
  const gapsMs: number[] = [];
  const keeper = createRouterWait({
    clock,
    onChange: (state) => void told.push(state),
    pause: async (forMs, signal) => {
      gapsMs.push(forMs);
      clock.pass(forMs);
      return !signal.aborted;
    },
  });
  keeper.start({
    routerAnswers: async () => routerAnswers[Math.min(asked++, routerAnswers.length - 1)] ?? false,
    serverIsFound: async () => serverIsFound[Math.min(looked++, serverIsFound.length - 1)] ?? false,
  });
  await until(() => keeper.state().phase !== 'waiting');
  return { end: keeper.state(), told, asked: () => asked, looked: () => looked, gapsMs };
}

describe('the wait for a router', () => {
  test('ends when a router that was away answers and the server is found', async () => {
    const { end, asked } = await waitWith([true, false, false, true]);
    expect(end).toEqual({ phase: 'ended', outcome: 'back', wasAway: true });
    expect(asked()).toBe(4);
  });

  test('does not take a router that has not gone yet for one that is back', async () => {
    const { end, asked, looked } = await waitWith([true, true, true, false, true]);
    expect(end).toMatchObject({ outcome: 'back', wasAway: true });
    expect(asked()).toBe(5);
    expect(looked()).toBe(1);
  });

  test('believes a router that never goes away', async () => {
    const { end, asked } = await waitWith([true]);
    expect(end).toEqual({ phase: 'ended', outcome: 'back', wasAway: false });
    expect(asked()).toBe(5);
  });

  test('looks for the server only behind a router that answers', async () => {
    const { told, looked } = await waitWith([false, false, true], [false, true]);
    expect(looked()).toBe(2);
    expect(told.some((state) => state.phase === 'waiting' && state.isRouterBack)).toBe(true);
  });

  test('asks once a round and gives up after its time', async () => {
    const { end, asked, looked, gapsMs } = await waitWith([false]);
    expect(end).toEqual({ phase: 'ended', outcome: 'silent', wasAway: true });
    expect(asked()).toBe(limitMs / roundMs);
    expect(looked()).toBe(0);
    expect(Math.min(...gapsMs)).toBe(roundMs);
  });

  test('says when only the way beyond the router is missing', async () => {
    expect((await waitWith([false, true], [false])).end).toMatchObject({ outcome: 'router-only' });
  });

  test('can be stopped at any moment, and asks no more', async () => {
    const { handlers, stopWaiting, told } = await openRouterBench({
      waitProbes: () => ({ routerAnswers: async () => false, serverIsFound: async () => false }),
    });
    valueOf(await handlers['router.wait']({}));
    expect(valueOf(await handlers['router.waitState']({})).phase).toBe('waiting');
    await handlers['router.stopWaiting']({});
    const before = told.length;
    expect(told.at(-1)).toEqual({ phase: 'idle' });
    stopWaiting();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told.length).toBe(before);
  });

  test('needs a router of a finished check', async () => {
    const { handlers } = await openRouterBench({ state: { phase: 'idle' } });
    expect(codeOf(await handlers['router.wait']({}))).toBe('not-found');
  });
});

describe('a knock', () => {
  const never = new AbortController().signal;

  test('hears who accepts, who refuses, and nobody after its time', async () => {
    const server = createServer((socket) => {
      // Whoever knocks leaves at once, which some systems tell as an error.
      socket.on('error', () => undefined);
      socket.on('data', () => received.push('data'));
    });
    const received: string[] = [];
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await knock({ address: '127.0.0.1', port }, 10_000, never)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await knock({ address: '127.0.0.1', port }, 10_000, never)).toBe(true);
    expect(received).toEqual([]);
  });

  test('is over when it is called off', async () => {
    const signal = AbortSignal.abort();
    expect(await knock({ address: '127.0.0.1', port: 9 }, 10_000, signal)).toBe(false);
  });
});

describe('the choice of a router', () => {
  const router = 'asus-asuswrt';

  test('is known again at the same box after a restart, and nowhere else', async () => {
    const { handlers, folder } = await openRouterBench();
    expect(valueOf(await handlers['router.remember']({ router }))).toEqual({ isKept: true });
    const again = await openRouterBench({ folder });
    expect(valueOf(await again.handlers['router.known']({}))).toEqual({
      url: 'http://192.168.1.1/',
      chosen: router,
      registrationSeconds: null,
    });
    const sameMaker = await openRouterBench({
      folder,
      now: { hardwareAddress: '3810d5aabbcd' },
    });
    expect(valueOf(await sameMaker.handlers['router.known']({})).chosen).toBeNull();
  });

  test('the newer one counts, and forgetting leaves nothing', async () => {
    const { handlers, folder } = await openRouterBench();
    await handlers['router.remember']({ router });
    await handlers['router.remember']({ router: 'draytek-vigor' });
    const text = await readFile(join(folder, 'router-choices.json'), 'utf8');
    expect((JSON.parse(text) as { choices: unknown[] }).choices).toHaveLength(1);
    valueOf(await handlers['router.forget']({}));
    expect(valueOf(await handlers['router.known']({})).chosen).toBeNull();
    await expect(readFile(join(folder, 'router-choices.json'))).rejects.toThrow('ENOENT');
  });

  test('is not asked for without a finished check', async () => {
    const { handlers } = await openRouterBench({ state: { phase: 'idle' } });
    expect(valueOf(await handlers['router.known']({}))).toEqual({
      url: null,
      chosen: null,
      registrationSeconds: null,
    });
  });

  test('leaves no hardware address and no part of one in the file', async () => {
    const { handlers, folder } = await openRouterBench();
    await handlers['router.remember']({ router });
    const text = await readFile(join(folder, 'router-choices.json'), 'utf8');
    const { choices } = JSON.parse(text) as { choices: { key: string }[] };
    expect(choices[0]?.key).toMatch(/^[\da-f]{6}$/);
    for (const part of [used.hardwareAddress ?? '', '3810d5', '38:10:d5', 'aabbcc', '192.168'])
      expect(text).not.toContain(part);
  });

  test('is not kept for a box that cannot be told from others, nor for a router that is not known', async () => {
    const nameless = await openRouterBench({ now: { hardwareAddress: null } });
    expect(valueOf(await nameless.handlers['router.remember']({ router }))).toEqual({ isKept: false });
    expect(codeOf(await nameless.handlers['router.remember']({ router: 'no-such-router' }))).toBe(
      'not-found',
    );
  });

  test.each(['{"version":2}', '', '{"version":1,"salt":"x","choices":[]}'])(
    'in a damaged file (%j) counts as none, and a new one can be kept',
    async (text) => {
      const { handlers, folder } = await openRouterBench();
      await writeFile(join(folder, 'router-choices.json'), text);
      expect(valueOf(await handlers['router.known']({})).chosen).toBeNull();
      expect(valueOf(await handlers['router.remember']({ router }))).toEqual({ isKept: true });
    },
  );
});

describe('the reminder', () => {
  const dayMs = 86_400_000;

  test('is due after a week, survives a restart, and can be forgotten', async () => {
    const { reminder, clock } = await openRouterBench();
    expect(valueOf(await reminder.handlers['reminder.read']({}))).toBeNull();
    expect(valueOf(await reminder.handlers['reminder.set']({}))).toMatchObject({ server: 'pbx.example' });
    clock.pass(7 * dayMs - 1);
    expect(valueOf(await reminder.handlers['reminder.read']({}))).toMatchObject({ isDue: false });
    clock.pass(1);
    expect(valueOf(await reminder.handlers['reminder.read']({}))).toMatchObject({ isDue: true });
    valueOf(await reminder.handlers['reminder.forget']({}));
    expect(valueOf(await reminder.handlers['reminder.read']({}))).toBeNull();
  });

  test('is fulfilled by a check of that server, once it is due', async () => {
    const { reminder, clock } = await openRouterBench();
    await reminder.handlers['reminder.set']({});
    await reminder.checkBegins('pbx.example');
    expect(valueOf(await reminder.handlers['reminder.read']({}))).not.toBeNull();
    clock.pass(7 * dayMs);
    await reminder.checkBegins('other.example');
    expect(valueOf(await reminder.handlers['reminder.read']({}))).not.toBeNull();
    await reminder.checkBegins('PBX.example');
    expect(valueOf(await reminder.handlers['reminder.read']({}))).toBeNull();
  });

  test.each([
    ['without a check', { phase: 'idle' } as const],
    ['after a demo', finished({}, {}, 'kernel-alg')],
  ])('cannot be set %s', async (_name, state) => {
    const { reminder } = await openRouterBench({ state });
    expect(codeOf(await reminder.handlers['reminder.set']({}))).toBe('not-found');
  });
});
