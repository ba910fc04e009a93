// The engine as a real process, built as it is shipped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EngineLink, launchForkedEngine } from '../../../../main/engine/host/engine-link.ts';
import { acquireRunLock } from '../../../../main/io/run-lock.ts';
import type { RunState } from '../../../../shared/ipc/contract.ts';
import { tempFolder } from '../io/temp-folder.ts';
import { demoRequest, openBench, until, valueOf } from './bench.ts';
import { buildInto } from './built.ts';

let built: Awaited<ReturnType<typeof buildInto>>;
const engineFile = (): string => join(built.root, 'out/engine/engine.mjs');

beforeAll(async () => {
  built = await buildInto(['engine']);
}, 60_000);
afterAll(() => built.remove());

/** Launches real engines and remembers their process ids. */
function launcher() {
  const links: EngineLink[] = [];
  const launch = launchForkedEngine(engineFile());
  return {
    links,
    launchEngine: () => {
      const link = launch();
      links.push(link);
      return link;
    },
  };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const ended = async (state: () => Promise<RunState>): Promise<RunState> => {
  await until(async () => (await state()).phase !== 'running');
  return state();
};

describe('the engine process', () => {
  test('checks the demo with real counts and ends with a report', { timeout: 60_000 }, async () => {
    const { call, state, told } = await openBench(launcher());
    await call('run.start', demoRequest);
    const done = await ended(state);
    expect(done).toMatchObject({
      phase: 'done',
      isSaved: true,
      report: { alg: { level: 'confirmed' }, partial: false, app: { host: 'loopback', version: '0.1.0' } },
    });
    if (done.phase !== 'done') return;
    const running = told.flatMap((s) => (s.phase === 'running' ? [s.progress] : []));
    expect(running.length).toBeGreaterThan(3);
    for (const [index, progress] of running.entries()) {
      expect(progress.sent).toBeLessThanOrEqual(progress.planned);
      expect(progress.sent).toBeGreaterThanOrEqual(running[index - 1]?.sent ?? 0);
    }
    expect(Math.max(...running.map(({ sent }) => sent))).toBeGreaterThan(1);
    expect(running.some(({ hint }) => hint === 'confirmed')).toBe(true);
    expect(running.some(({ probe }) => probe === 'decoy')).toBe(true);
    expect(done.report.budget.requestsSent).toBeGreaterThanOrEqual(running.at(-1)?.sent ?? 0);
  });

  test('keeps what it found when it is cancelled, before the host gives it up', {
    timeout: 60_000,
  }, async () => {
    const { call, state } = await openBench(launcher());
    await call('run.start', { ...demoRequest, demo: 'silent', altPort: null });
    await until(async () => {
      const now = await state();
      return now.phase === 'running' && now.progress.sent > 0;
    });
    await call('run.cancel');
    const done = await ended(state);
    expect(done).toMatchObject({ phase: 'done', report: { partial: true, budget: { requestsSent: 1 } } });
    expect(valueOf(await call('history.list'))).toMatchObject([{ isPartial: true, isSimulated: true }]);
  });

  test('killed in mid-run leaves a failed run; the next one works', { timeout: 60_000 }, async () => {
    const { links, launchEngine } = launcher();
    const { call, state } = await openBench({ launchEngine });
    await call('run.start', { ...demoRequest, demo: 'silent' });
    await until(async () => {
      const now = await state();
      return now.phase === 'running' && now.progress.step === 'checking-router';
    });
    links[0]?.kill();
    expect(await ended(state)).toMatchObject({ phase: 'failed', code: 'engine-stopped' });
    await call('run.start', demoRequest);
    expect(await ended(state)).toMatchObject({ phase: 'done', report: { alg: { level: 'confirmed' } } });
    expect(links).toHaveLength(2);
  });

  test('that is not there leaves a failed run', { timeout: 60_000 }, async () => {
    const { call, state } = await openBench({ launchEngine: launchForkedEngine('/no/such/engine.mjs') });
    await call('run.start', demoRequest);
    expect(await ended(state)).toMatchObject({ phase: 'failed', code: 'engine-stopped' });
  });

  test('says that another check runs on this computer', { timeout: 60_000 }, async () => {
    const { call, state, folder } = await openBench(launcher());
    const lock = await acquireRunLock(folder);
    await call('run.start', { ...demoRequest, demo: null, server: '127.0.0.1' });
    expect(await ended(state)).toMatchObject({ phase: 'failed', code: 'another-check-runs' });
    if (lock.ok) await lock.value.release();
  });

  test('checks a real address and books what it sends', { timeout: 60_000 }, async () => {
    const { call, state } = await openBench(launcher());
    const nobody = { ...demoRequest, demo: null, server: '127.0.0.1', port: 5999, altPort: null };
    await call('run.start', nobody);
    const done = await ended(state);
    expect(done).toMatchObject({ phase: 'done', isSaved: true });
    const sent = done.phase === 'done' ? done.report.budget.requestsSent : 0;
    expect(sent).toBeGreaterThan(0);
    expect(valueOf(await call('ledger.read'))).toMatchObject([
      { serverAddress: '127.0.0.1', requestsLastTenMinutes: sent },
    ]);
  });

  test.each([
    ['224.0.0.1', null, 'refused-target'],
    ['0.0.0.0', null, 'refused-target'],
    ['127.0.0.1', 22, 'trap-port'],
  ])('refuses %s port %s as %s', { timeout: 60_000 }, async (server, port, code) => {
    const { call, state } = await openBench(launcher());
    await call('run.start', { ...demoRequest, demo: null, altPort: null, server, port });
    expect(await ended(state)).toMatchObject({ phase: 'failed', code });
  });

  test('drops messages that do not fit and a second start', { timeout: 60_000 }, async () => {
    const link = launchForkedEngine(engineFile())();
    const said: unknown[] = [];
    link.onMessage((message) => void said.push(message));
    for (const message of [
      null,
      'x',
      { kind: 'eval' },
      { kind: 'start', request: {} },
      { kind: 'cancel', x: 1 },
    ])
      link.post(message);
    const start = {
      kind: 'start',
      request: demoRequest,
      password: null,
      folder: await tempFolder(),
      app: { host: 'electron', version: '9' },
      lockPatienceMs: 0,
      usedPorts: [],
    };
    link.post(start);
    link.post(start);
    const results = () => said.filter((message) => (message as { kind: string }).kind === 'done');
    await until(() => results().length > 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(results()).toHaveLength(1);
    expect(results()).toMatchObject([{ report: { app: { host: 'electron', version: '9' } } }]);
    link.kill();
    link.kill();
  });

  test('ends with its host, however that ended', { timeout: 60_000 }, async () => {
    const hostFile = join(await tempFolder(), 'host.mjs');
    await writeFile(
      hostFile,
      `import { fork } from 'node:child_process';
       const child = fork(process.argv[2], [], { stdio: 'ignore' });
       child.on('spawn', () => console.log(child.pid));
       setInterval(() => undefined, 1000);`,
    );
    const host = spawn(process.execPath, [hostFile, engineFile()], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(host.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    host.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });

  test('says what it is when somebody starts it by hand', async () => {
    const child = spawn(process.execPath, [engineFile()], { stdio: ['ignore', 'ignore', 'pipe'] });
    const [[said], [code]] = (await Promise.all([once(child.stderr, 'data'), once(child, 'exit')])) as [
      [Buffer],
      [number],
    ];
    expect(said.toString()).toMatch(/the app starts it/);
    expect(code).toBe(2);
  });
});
