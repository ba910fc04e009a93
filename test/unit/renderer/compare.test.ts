// Checking again after a change: which run is compared with, and what is asked.
import { describe, expect, it } from 'vitest';
import { messageRows } from '../../../renderer/screens/compare/difference-rows.ts';
import { waitMinutes } from '../../../renderer/screens/compare/wait-minutes.ts';
import { baseOf, checkAfterChange, chooseBase, switchDemo } from '../../../renderer/state/compare.ts';
import type { AppInfo } from '../../../renderer/state/run.ts';
import { clearRun, startCheck } from '../../../renderer/state/run.ts';
import type { RunState } from '../../../shared/ipc/contract.ts';
import { type Report, runOf } from '../../../shared/report/report.ts';
import { createFakeApp } from './fake-app.ts';
import { accountRequest, doneRun, report, request } from './run-states.ts';

const withLevel = (level: Report['alg']['level'], parts: Partial<Report> = {}): Report => ({
  ...report,
  ...parts,
  alg: { ...report.alg, level },
});
const edited = withLevel('confirmed', { id: 'first1234' });
const after = (level: Report['alg']['level'], before: Report, parts: Partial<Report> = {}): Report =>
  withLevel(level, { id: 'second123', before: runOf(before), ...parts });

describe('the next check is compared with', () => {
  it.each<readonly [string, Report, boolean, boolean, string | null]>([
    ['the only run', edited, true, false, 'first1234'],
    ['none, where the only run was cancelled', withLevel('likely', { partial: true }), true, false, null],
    ['the first run, while it is still edited', after('confirmed', edited), true, false, 'first1234'],
    ['the first run, after the port was blocked', after('blocked', edited), true, false, 'first1234'],
    ['the latest, when the person says so', after('blocked', edited), true, true, 'second123'],
    [
      'the latest, when nothing can be compared with the first',
      after('confirmed', edited),
      false,
      false,
      'second123',
    ],
    [
      'the first run, when the latest was cancelled',
      after('likely', edited, { partial: true }),
      false,
      false,
      'first1234',
    ],
    [
      'the run that accuses, where the first did not',
      after('confirmed', withLevel('inconclusive')),
      true,
      false,
      'second123',
    ],
    [
      'the first run, where neither accuses',
      after('unlikely', withLevel('unlikely', { id: 'first1234' })),
      true,
      false,
      'first1234',
    ],
  ])('%s', (_what, of, isComparable, isLatest, id) => {
    expect(baseOf(of, isComparable, isLatest)?.id ?? null).toBe(id);
  });
});

const done = (parts: Partial<Extract<RunState, { phase: 'done' }>> = {}): RunState => ({
  ...doneRun,
  report: edited,
  ...parts,
});
const info: AppInfo = {
  version: '0.1.0',
  host: 'loopback',
  os: 'linux',
  arch: 'x64',
  isDemo: true,
  canDrag: false,
  demoScenarios: [
    { name: 'kernel-alg', description: 'x', switchedOff: 'plain-nat' },
    { name: 'plain-nat', description: 'x', switchedOff: null },
  ],
  profile: null,
  profileOrigin: null,
};

describe('a check after a change', () => {
  it('asks the same of the server, and says what it is compared with', async () => {
    const { app, asked } = createFakeApp();
    const wanted = { ...request, altPort: 5070, probeUser: 'probe' };
    app.store.setState({ run: done({ request: wanted }) });
    await checkAfterChange(app);
    expect(asked).toEqual([
      { method: 'run.start', request: { ...wanted, compareWith: 'first1234', password: null } },
    ]);
  });

  it('forgets the choice of the other run with the check that used it', async () => {
    const { app, asked } = createFakeApp();
    app.store.setState({ run: done({ report: after('confirmed', edited) }) });
    chooseBase(app.store, true);
    await checkAfterChange(app);
    await checkAfterChange(app);
    expect(asked.map(({ request }) => request)).toMatchObject([
      { compareWith: 'second123' },
      { compareWith: 'first1234' },
    ]);
  });

  it('waits for a password, and is still compared once it was typed', async () => {
    const { app, asked } = createFakeApp();
    app.store.setState({ run: done({ request: accountRequest }) });
    await checkAfterChange(app);
    expect(asked).toEqual([]);
    expect(app.store.getState()).toMatchObject({ screen: 'start', isPasswordAsked: true });
    const { draft } = app.store.getState();
    app.store.setState({ draft: { ...draft, password: 'secret' } });
    await startCheck(app, accountRequest);
    await startCheck(app, accountRequest);
    expect(asked.map(({ request }) => request)).toMatchObject([
      { compareWith: 'first1234', password: 'secret' },
      { compareWith: null },
    ]);
  });

  it('is not compared any more when another server is asked, or the result was put away', async () => {
    const { app, asked } = createFakeApp();
    app.store.setState({ run: done({ request: accountRequest }) });
    await checkAfterChange(app);
    await startCheck(app, { ...request, server: 'other.example' });
    app.store.setState({ run: done({ request: accountRequest }) });
    await checkAfterChange(app);
    await clearRun(app);
    await startCheck(app, request);
    const starts = asked.filter(({ method }) => method === 'run.start');
    expect(starts.map(({ request }) => request)).toMatchObject([
      { compareWith: null },
      { compareWith: null },
    ]);
  });

  it('of the demo asks the router as its switch stands', async () => {
    const { app, asked } = createFakeApp();
    app.store.setState({ info, run: done({ request: { ...request, demo: 'kernel-alg' } }) });
    await checkAfterChange(app);
    switchDemo(app.store, true);
    await checkAfterChange(app);
    expect(asked.map(({ request }) => request)).toMatchObject([
      { demo: 'kernel-alg' },
      { demo: 'plain-nat' },
    ]);
    expect(app.store.getState().isDemoSwitchedOff).toBe(false);
  });
});

describe('the table of differences', () => {
  const path = { transport: 'udp', port: 5060 } as const;
  const rows = messageRows([
    { probe: 'decoy', path, field: 'answer', before: 'yes', after: null },
    { probe: 'decoy', path, field: 'status', before: '200', after: null },
    { probe: 'truthful', path, field: 'origin', before: 'own-pair', after: 'translated' },
    { probe: 'truthful', path, field: 'via-host', before: 'edited', after: null },
    { probe: 'diverted', path, field: 'answer', before: 'yes', after: 'none' },
    { probe: 'diverted', path, field: 'via-host', before: 'edited', after: null },
    { probe: 'diverted', path, field: 'status', before: '200', after: '__proto__' },
  ]);

  it('puts messages that both checks sent first, and says of others only that', () => {
    expect(rows.map(({ probe, rows }) => [probe, rows.map(({ field }) => field)])).toEqual([
      ['truthful', ['origin', 'via-host']],
      ['diverted', ['answer', 'via-host', 'status']],
      ['decoy', ['answer']],
    ]);
  });

  it('tells unchanged from unanswered and from not asked', () => {
    const cells = rows.flatMap(({ rows }) => rows.map(({ after }) => after.key ?? after.text));
    expect(cells).toEqual(['translated', 'unchanged', 'none', 'none', '__proto__', 'not-sent']);
  });
});

describe('a check that comes too soon', () => {
  const anonymous = { target: { ...report.target, addresses: ['203.0.113.10'] }, environment: null };
  const entry = { serverAddress: '203.0.113.10', requestsLastTenMinutes: 2, secondsUntilFree: 421 };

  it('is told how many minutes to wait', () => {
    expect(waitMinutes(anonymous, [entry])).toBe(8);
    expect(waitMinutes(anonymous, [{ ...entry, secondsUntilFree: 61 }])).toBe(2);
  });

  it.each([
    ['which the check itself waits for', anonymous, [{ ...entry, secondsUntilFree: 60 }]],
    ['at another server', anonymous, [{ ...entry, serverAddress: '203.0.113.11' }]],
    ['that nobody counts', anonymous, []],
    [
      'of the probe user',
      { ...anonymous, target: { ...anonymous.target, mode: 'probe-user' as const } },
      [entry],
    ],
  ])('is told nothing about a wait %s', (_what, of, ledger) => {
    expect(waitMinutes(of, ledger)).toBe(null);
  });
});
