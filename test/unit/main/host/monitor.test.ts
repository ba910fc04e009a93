// A monitor through the host service, with an engine that the test plays.
import { describe, expect, test } from 'vitest';
import type { Result } from '../../../../shared/base/result.ts';
import type { MonitorState } from '../../../../shared/ipc/contract.ts';
import type { MonitorReading } from '../../../../shared/ipc/monitor.ts';
import { demoRequest, openBench, until } from './bench.ts';

const request = {
  server: 'pbx.example',
  port: null,
  probeUser: null,
  account: { username: 'alice', echoExtension: '600', readbackExtension: null },
  intervalMs: 1000,
  durationSeconds: 60,
};

const reading: MonitorReading = {
  source: 'echo-call',
  intervalMs: 1000,
  startedAt: '2026-11-21T10:00:00.000Z',
  elapsedMs: 5000,
  totals: {
    sent: 5,
    received: 4,
    lost: 1,
    lossRatio: 0.2,
    duplicates: 0,
    reordered: 0,
    rttMs: { min: 1, p50: 2, max: 3, samples: 4 },
    jitterMs: null,
  },
  windows: [],
};

const valueOf = (result: Result<unknown, { code: string }>): unknown =>
  result.ok ? result.value : result.error.code;

async function openMonitor() {
  const bench = await openBench();
  const state = async () => valueOf(await bench.call('monitor.state')) as MonitorState;
  return { ...bench, monitor: state };
}

describe('a monitor', () => {
  test('gives its engine the password, and shows it to nobody else', async () => {
    const { call, engine, monitor } = await openMonitor();
    expect(valueOf(await call('monitor.start', { ...request, password: 'do-not-tell' }))).toEqual({});
    expect(engine().posted).toMatchObject([{ kind: 'monitor', request, password: 'do-not-tell' }]);
    expect(JSON.stringify(await monitor())).not.toContain('do-not-tell');
    expect(await monitor()).toEqual({ phase: 'running', request, reading: null, isStopping: false });
  });

  test('shows readings, stops on request, and keeps the last one', async () => {
    const { call, engine, monitor } = await openMonitor();
    await call('monitor.start', request);
    engine().say({ kind: 'reading', reading });
    expect(await monitor()).toMatchObject({ phase: 'running', reading: { elapsedMs: 5000 } });
    await call('monitor.stop');
    expect(engine().posted.at(-1)).toEqual({ kind: 'cancel' });
    expect(await monitor()).toMatchObject({ isStopping: true });
    engine().say({ kind: 'monitored', reading, endedBy: 'stopped' });
    await until(async () => (await monitor()).phase !== 'running');
    expect(await monitor()).toEqual({ phase: 'done', request, reading, endedBy: 'stopped' });
    await call('monitor.clear');
    expect(await monitor()).toEqual({ phase: 'idle' });
  });

  test('and a check exclude each other', async () => {
    const { call, engines } = await openMonitor();
    await call('monitor.start', request);
    expect(valueOf(await call('run.start', demoRequest))).toBe('busy');
    expect(valueOf(await call('monitor.start', request))).toBe('busy');
    expect(engines).toHaveLength(1);
    const other = await openMonitor();
    await other.call('run.start', demoRequest);
    expect(valueOf(await other.call('monitor.start', request))).toBe('busy');
  });

  test('of a dead engine keeps what it had said', async () => {
    const { call, engine, monitor } = await openMonitor();
    await call('monitor.start', request);
    engine().say({ kind: 'reading', reading });
    engine().die();
    await until(async () => (await monitor()).phase !== 'running');
    expect(await monitor()).toMatchObject({ phase: 'done', reading, endedBy: 'network-failed' });
  });

  test('of an engine that dies at once says so', async () => {
    const { call, engine, monitor } = await openMonitor();
    await call('monitor.start', request);
    engine().die();
    await until(async () => (await monitor()).phase !== 'running');
    expect(await monitor()).toMatchObject({ phase: 'failed', code: 'engine-stopped' });
  });

  test.each([
    { ...request, intervalMs: 10 },
    { ...request, durationSeconds: 0 },
    { ...request, durationSeconds: 90_000 },
    { ...request, server: 'two words' },
    { ...request, account: { ...request.account, password: 'x' } },
    { ...request, password: '' },
  ])('is refused for %j', async (bad) => {
    const { call, engines } = await openMonitor();
    expect(valueOf(await call('monitor.start', bad))).toBe('bad-request');
    expect(engines).toHaveLength(0);
  });
});
