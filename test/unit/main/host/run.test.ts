import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Report } from '../../../../shared/report/report.ts';
import { tempFolder } from '../io/temp-folder.ts';
import { codeOf, demoRequest, freshReport, openBench, progressOf, until, valueOf } from './bench.ts';

// Files and sockets: on a busy machine they take what they take.
vi.setConfig({ testTimeout: 60_000 });

describe('a run', () => {
  test('starts an engine with all it needs', async () => {
    const { call, engine, state, folder } = await openBench();
    expect(await state()).toEqual({ phase: 'idle' });
    expect(valueOf(await call('run.start', demoRequest))).toEqual({});
    expect(engine().posted).toEqual([
      {
        kind: 'start',
        request: demoRequest,
        password: null,
        folder,
        app: { host: 'loopback', version: '0.1.0' },
        lockPatienceMs: 0,
        usedPorts: [],
      },
    ]);
    expect(await state()).toMatchObject({
      phase: 'running',
      isCancelling: false,
      progress: { step: 'reaching-server', sent: 0, received: 0, planned: 5 },
    });
  });

  test('is one at a time', async () => {
    const { call, engines } = await openBench();
    await call('run.start', demoRequest);
    expect(codeOf(await call('run.start', demoRequest))).toBe('busy');
    expect(engines).toHaveLength(1);
  });

  test('of an unknown scenario is refused', async () => {
    const { call, engines } = await openBench();
    for (const demo of ['nope', '__proto__', 'constructor', ''])
      expect(codeOf(await call('run.start', { ...demoRequest, demo }))).toBe('bad-request');
    expect(engines).toHaveLength(0);
  });

  test('ends in a result that stays until it is cleared, and in the history', async () => {
    const { call, engine, state, told } = await openBench();
    const report = freshReport();
    await call('run.start', demoRequest);
    engine().say(progressOf({ sent: 3, received: 2 }));
    expect(await state()).toMatchObject({ progress: { sent: 3, received: 2 } });
    engine().say({ kind: 'done', report });
    await until(async () => (await state()).phase === 'done');
    const seal = expect.objectContaining({ algorithm: 'ed25519' }) as Report['seal'];
    expect(await state()).toEqual({
      phase: 'done',
      request: demoRequest,
      report: { ...report, seal },
      comparison: null,
      isSaved: true,
    });
    expect(engine().wasKilled()).toBe(true);
    expect(valueOf(await call('history.list'))).toMatchObject([{ id: report.id, level: report.alg.level }]);
    await until(() => told.at(-1)?.phase === 'done');
    await call('run.clear');
    expect(await state()).toEqual({ phase: 'idle' });
  });

  test('tells at most ten times a second, and the last state always', async () => {
    const { call, engine, told } = await openBench();
    const startedMs = performance.now();
    await call('run.start', demoRequest);
    for (let sent = 1; sent <= 200; sent++) {
      engine().say(progressOf({ sent }));
      if (sent % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await until(() => {
      const last = told.at(-1);
      return last?.phase === 'running' && last.progress.sent === 200;
    });
    const seconds = (performance.now() - startedMs) / 1000;
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThanOrEqual(seconds * 10 + 1);
  });

  test('is not cleared while it runs', async () => {
    const { call, state } = await openBench();
    await call('run.start', demoRequest);
    await call('run.clear');
    expect((await state()).phase).toBe('running');
  });

  test('that cannot be kept is still shown', async () => {
    const folder = await tempFolder();
    // A file where the folder should be stands for a disk that takes nothing.
    await writeFile(join(folder, 'history'), '');
    const { call, engine, state } = await openBench({ folder });
    await call('run.start', demoRequest);
    engine().say({ kind: 'done', report: freshReport() });
    await until(async () => (await state()).phase === 'done');
    expect(await state()).toMatchObject({ phase: 'done', isSaved: false });
  });
});

describe('cancelling', () => {
  test('asks the engine once and keeps the partial report', async () => {
    const { call, engine, state } = await openBench();
    await call('run.start', demoRequest);
    await call('run.cancel');
    await call('run.cancel');
    expect(engine().posted.slice(1)).toEqual([{ kind: 'cancel' }]);
    expect(await state()).toMatchObject({ phase: 'running', isCancelling: true });
    engine().say({ kind: 'done', report: freshReport({ isPartial: true }) });
    await until(async () => (await state()).phase === 'done');
    expect(valueOf(await call('history.list'))).toMatchObject([{ isPartial: true }]);
  });

  test('gives up an engine that does not listen', async () => {
    const { call, engine, state } = await openBench();
    await call('run.start', demoRequest);
    await call('run.cancel');
    await until(async () => (await state()).phase !== 'running');
    expect(await state()).toMatchObject({ phase: 'failed', code: 'engine-stopped' });
    expect(engine().wasKilled()).toBe(true);
  });

  test('without a run does nothing', async () => {
    const { call, state } = await openBench();
    expect((await call('run.cancel')).ok).toBe(true);
    expect(await state()).toEqual({ phase: 'idle' });
  });

  test('happens when the host ends, and what was found is kept', async () => {
    const { call, engine, service, folder } = await openBench();
    await call('run.start', demoRequest);
    const closing = service.close();
    expect(engine().posted.at(-1)).toEqual({ kind: 'cancel' });
    const report = freshReport({ isPartial: true });
    engine().say({ kind: 'done', report });
    await closing;
    const next = await openBench({ folder });
    expect(valueOf(await next.call('history.list'))).toMatchObject([{ id: report.id }]);
  });
});

describe('an engine', () => {
  test('that dies leaves a failed run, and the next start gets a new one that waits for the lock', async () => {
    const { call, engine, engines, state } = await openBench();
    await call('run.start', demoRequest);
    engine().die();
    await until(async () => (await state()).phase === 'failed');
    expect(await state()).toMatchObject({ code: 'engine-stopped', request: demoRequest });
    await call('run.start', demoRequest);
    expect(engines).toHaveLength(2);
    expect(engine().posted[0]).toMatchObject({ lockPatienceMs: 12_000 });
    engine().say({ kind: 'done', report: freshReport() });
    await until(async () => (await state()).phase === 'done');
  });

  test('that dies after its result takes nothing with it', async () => {
    const { call, engine, state } = await openBench();
    await call('run.start', demoRequest);
    engine().say({ kind: 'done', report: freshReport() });
    engine().die();
    await until(async () => (await state()).phase !== 'running');
    expect(await state()).toMatchObject({ phase: 'done', isSaved: true });
  });

  test.each([
    ['no object', 'hello'],
    ['an unknown kind', { kind: 'eval', code: 1 }],
    ['a wrong number', progressOf({ sent: -1 })],
    ['another field', { ...progressOf(), extra: 1 }],
    ['half a report', { kind: 'done', report: { format: 'sip-alg-report' } }],
  ])('that says %s is not believed', async (_name, message) => {
    const { call, engine, state } = await openBench();
    await call('run.start', demoRequest);
    engine().say(message);
    await until(async () => (await state()).phase !== 'running');
    expect(await state()).toMatchObject({ phase: 'failed', code: 'internal' });
    expect(engine().wasKilled()).toBe(true);
  });

  test('says why it could not check', async () => {
    const { call, engine, state } = await openBench();
    await call('run.start', { ...demoRequest, demo: null });
    engine().say({ kind: 'failed', code: 'unknown-name' });
    await until(async () => (await state()).phase !== 'running');
    expect(await state()).toMatchObject({ phase: 'failed', code: 'unknown-name' });
  });

  test('whose messages come after the end changes nothing', async () => {
    const { call, engine, state } = await openBench();
    await call('run.start', demoRequest);
    const first = engine();
    first.die();
    await until(async () => (await state()).phase === 'failed');
    await call('run.start', demoRequest);
    first.say(progressOf({ sent: 9 }));
    first.say({ kind: 'done', report: freshReport() });
    expect(await state()).toMatchObject({ phase: 'running', progress: { sent: 0 } });
  });
});

test('the state folder may appear later', async () => {
  const folder = join(await tempFolder(), 'not', 'yet');
  const { call, engine, state } = await openBench({ folder });
  await call('run.start', demoRequest);
  await mkdir(folder, { recursive: true });
  engine().say({ kind: 'done', report: freshReport() });
  await until(async () => (await state()).phase === 'done');
  expect(await state()).toMatchObject({ isSaved: true });
});
