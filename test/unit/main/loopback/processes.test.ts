// The loopback host and the launcher as real processes, built as they are shipped.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunState } from '../../../../shared/ipc/contract.ts';
import { freshReport } from '../host/bench.ts';
import { buildInto } from '../host/built.ts';
import { tempFolder } from '../io/temp-folder.ts';

let built: Awaited<ReturnType<typeof buildInto>>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  built = await buildInto(['engine', 'loopback']);
  await mkdir(join(built.root, 'out/renderer'));
  await writeFile(
    join(built.root, 'out/renderer/index.html'),
    '<meta name="csp-nonce" content="__CSP_NONCE__">',
  );
}, 60_000);
afterAll(() => built.remove());
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

type Started = {
  readonly child: ChildProcess;
  readonly exit: Promise<number | string | null>;
  readonly out: () => string;
  readonly note: () => string;
};

function start(
  bundle: 'loopback' | 'start',
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Started {
  const child = spawn(process.execPath, [join(built.root, `out/loopback/${bundle}.mjs`), ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let out = '';
  let note = '';
  child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (note += chunk.toString()));
  const exit = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string | null);
  return { child, exit, out: () => out, note: () => note };
}

type Host = Started & {
  readonly origin: string;
  readonly call: (method: string, request?: unknown) => Promise<{ readonly value: unknown }>;
  readonly events: () => Promise<AsyncIterable<Uint8Array>>;
};

async function connect(started: Started): Promise<Host> {
  while (!started.out().includes('\n')) await new Promise((resolve) => setTimeout(resolve, 10));
  const url = new URL(started.out().trim());
  const Authorization = `Bearer ${url.hash.replace('#token=', '')}`;
  return {
    ...started,
    origin: url.origin,
    call: async (method, request = {}) => {
      const response = await fetch(`${url.origin}/call/${method}`, {
        method: 'POST',
        headers: { Authorization, Origin: url.origin, 'Content-Type': 'application/json' },
        body: JSON.stringify(request),
      });
      return (await response.json()) as { value: unknown };
    },
    events: async () => {
      const { body } = await fetch(`${url.origin}/events`, { headers: { Authorization } });
      if (body === null) throw new Error('no stream');
      return body;
    },
  };
}

const openHost = async (args: readonly string[] = []): Promise<Host & { readonly folder: string }> => {
  const folder = await tempFolder();
  const host = await connect(
    start('loopback', ['--no-open', ...args], { SIP_ALG_CHECKER_STATE_DIR: folder }),
  );
  return { ...host, folder };
};

describe('the loopback host', () => {
  test('makes a whole check of the demo, told by events', { timeout: 60_000 }, async () => {
    const host = await openHost(['--demo']);
    expect((await host.call('app.info')).value).toMatchObject({
      isDemo: true,
      host: 'loopback',
      version: '0.1.0',
    });
    const states: RunState[] = [];
    const events = await host.events();
    const request = {
      server: 'pbx.example',
      port: null,
      altPort: 5160,
      transports: ['udp'],
      probeUser: null,
      demo: 'kernel-alg',
    };
    expect(await host.call('run.start', request)).toEqual({ ok: true, value: {} });
    expect(await host.call('run.start', request)).toMatchObject({ ok: false, error: { code: 'busy' } });
    let text = '';
    for await (const chunk of events) {
      text += Buffer.from(chunk).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks)
        if (block.startsWith('event: run.changed\ndata: '))
          states.push(JSON.parse(block.slice('event: run.changed\ndata: '.length)) as RunState);
      if (states.at(-1)?.phase === 'done') break;
    }
    expect(states.filter(({ phase }) => phase === 'running').length).toBeGreaterThan(3);
    const done = states.at(-1);
    expect(done).toMatchObject({
      isSaved: true,
      report: { alg: { level: 'confirmed' }, app: { host: 'loopback' } },
    });
    // A reload of the page.
    expect((await host.call('run.state')).value).toEqual(done);
    expect((await host.call('history.list')).value).toMatchObject([
      { level: 'confirmed', isSimulated: true },
    ]);
    expect(host.out().trim().split('\n')).toHaveLength(1);
    expect(host.note()).toBe('');
  });

  test('prints one line: a fresh token of enough letters each time', { timeout: 60_000 }, async () => {
    const lines = await Promise.all([openHost(), openHost()].map(async (host) => (await host).out()));
    for (const line of lines) expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[a-z0-9]{40}\n$/);
    expect(lines[0]?.split('#')[1]).not.toBe(lines[1]?.split('#')[1]);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'stops on %s, keeps what a run found, and takes its engine along',
    { timeout: 60_000 },
    async (signal) => {
      const host = await openHost();
      await host.call('run.start', {
        server: 'pbx.example',
        port: null,
        altPort: null,
        transports: ['udp'],
        probeUser: null,
        demo: 'silent',
      });
      const state = async () => (await host.call('run.state')).value as RunState;
      for (let now = await state(); now.phase === 'running' && now.progress.sent === 0; ) now = await state();
      host.child.kill(signal);
      expect(await host.exit).toBe(0);
      expect(await readdir(join(host.folder, 'history'))).toHaveLength(1);
    },
  );

  test('offers the profile that an operator packed, until it is gone', { timeout: 60_000 }, async () => {
    const profile = { format: 'sip-alg-profile', version: 1, name: 'Operator', server: 'sip.example' };
    const folder = join(built.root, 'assets/profiles');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'default.sipprofile'), JSON.stringify(profile));
    const packed = await openHost([]);
    expect((await packed.call('app.info')).value).toMatchObject({ profile, profileOrigin: 'bundled' });
    await rm(folder, { recursive: true });
    const neutral = await openHost([]);
    expect((await neutral.call('app.info')).value).toMatchObject({ profile: null, profileOrigin: null });
  });

  test('hands out the file of its command line', { timeout: 60_000 }, async () => {
    const file = join(await tempFolder(), 'mine.sipreport');
    const text = JSON.stringify(freshReport());
    await writeFile(file, text);
    const host = await openHost([file]);
    expect((await host.call('file.pending')).value).toEqual({ name: 'mine.sipreport', text });
  });

  test.each([
    [['--port', 'x'], /--port/],
    [['--what'], /unknown option/],
    [['/no/such/file.sipreport'], /cannot be read/],
    [['/dev/zero'], /cannot be read/],
  ])('%j ends with 2 and one line', { timeout: 60_000 }, async (args, line) => {
    const started = start('loopback', ['--no-open', ...args], {
      SIP_ALG_CHECKER_STATE_DIR: await tempFolder(),
    });
    expect(await started.exit).toBe(2);
    expect(started.out()).toBe('');
    expect(started.note().trim().split('\n')).toHaveLength(1);
    expect(started.note()).toMatch(line);
  });

  test('says when its port is taken', { timeout: 60_000 }, async () => {
    const host = await openHost();
    const port = new URL(host.origin).port;
    const started = start('loopback', ['--no-open', '--port', port], {
      SIP_ALG_CHECKER_STATE_DIR: await tempFolder(),
    });
    expect(await started.exit).toBe(2);
    expect(started.note()).toMatch(/EADDRINUSE/);
  });
});

describe('the launcher', () => {
  test('without Electron says so and opens the loopback host', { timeout: 60_000 }, async () => {
    const folder = await tempFolder();
    const environment = { SIP_ALG_CHECKER_STATE_DIR: folder, ELECTRON_OVERRIDE_DIST_PATH: '' };
    const host = await connect(start('start', ['--demo', '--no-open'], environment));
    expect((await host.call('app.info')).value).toMatchObject({ isDemo: true });
    expect(host.note()).toMatch(/^Electron's runtime is not installed here[^\n]*\n$/);
    host.child.kill('SIGTERM');
    expect(await host.exit).toBe(0);
  });

  test('with Electron starts it on the app, passes arguments on and its exit status back', {
    timeout: 60_000,
  }, async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'electron'), '#!/bin/sh\necho "$ELECTRON_RUN_AS_NODE|$*"\nexit 7\n');
    await chmod(join(folder, 'electron'), 0o755);
    const environment = { ELECTRON_OVERRIDE_DIST_PATH: folder, ELECTRON_RUN_AS_NODE: '1' };
    const started = start('start', ['--demo', 'a b.sipreport'], environment);
    expect(await started.exit).toBe(7);
    expect(started.out()).toBe(`|${built.root}/ --demo a b.sipreport\n`);
  });

  test('passes the status of a failed host on', { timeout: 60_000 }, async () => {
    const environment = { SIP_ALG_CHECKER_STATE_DIR: await tempFolder(), ELECTRON_OVERRIDE_DIST_PATH: '' };
    expect(await start('start', ['--port', 'x'], environment).exit).toBe(2);
  });

  test('tells a program that a signal ended', { timeout: 60_000 }, async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'electron'), '#!/bin/sh\nkill -9 $$\n');
    await chmod(join(folder, 'electron'), 0o755);
    expect(await start('start', [], { ELECTRON_OVERRIDE_DIST_PATH: folder }).exit).toBe(137);
  });
});
