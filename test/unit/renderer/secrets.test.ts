import { describe, expect, it } from 'vitest';
import { readFirst } from '../../../renderer/state/connect.ts';
import { type Draft, emptyDraft, readDraft } from '../../../renderer/state/draft.ts';
import { startMonitor } from '../../../renderer/state/monitor.ts';
import { startCheck } from '../../../renderer/state/run.ts';
import { chooseRemembering, forgetSecret, isDraftRemembered } from '../../../renderer/state/secrets.ts';
import type { App } from '../../../renderer/state/store.ts';
import type { SecretState } from '../../../shared/ipc/secrets.ts';
import { appInfo } from '../../fakes/app-info.ts';
import { createFakeApp } from './fake-app.ts';
import { accountRequest, doneRun, idleRun, monitorRequest, request } from './run-states.ts';

const kept: SecretState = { phase: 'remembered', server: 'pbx.example', username: 'anna' };
const anna: Draft = { ...emptyDraft, server: 'pbx.example', username: 'anna' };
const answers = {
  'app.info': { ...appInfo, host: 'electron' as const },
  'settings.read': { language: null, theme: 'dark' as const, keepHistoryDays: 30 },
  'run.state': idleRun,
  'monitor.state': { phase: 'idle' as const },
  'file.pending': null,
  'secret.state': kept,
};

describe('a remembered password', () => {
  it.each([
    ['run.start', (app: App) => startCheck(app, accountRequest), accountRequest],
    ['monitor.start', (app: App) => startMonitor(app, monitorRequest), monitorRequest],
  ] as const)('is used by %s without being typed', async (method, start, asks) => {
    const { app, asked } = createFakeApp();
    app.store.setState({ secret: kept, draft: anna });
    await start(app);
    expect(asked).toEqual([{ method, request: { ...asks, password: null, useRemembered: true } }]);
  });

  it('gives way to one that is typed', async () => {
    const { app, asked } = createFakeApp();
    app.store.setState({ secret: kept, draft: { ...anna, password: 'typed' } });
    await startCheck(app, accountRequest);
    expect(asked).toEqual([{ method: 'run.start', request: { ...accountRequest, password: 'typed' } }]);
  });

  it.each<SecretState>([
    { ...kept, server: 'other.example' },
    { ...kept, username: 'bert' },
    { phase: 'unreadable' },
    { phase: 'empty' },
  ])('of nobody or somebody else is not used: %j', async (secret) => {
    const { app, asked } = createFakeApp();
    app.store.setState({ secret, draft: anna });
    expect(isDraftRemembered(app.store.getState())).toBe(false);
    await startCheck(app, accountRequest);
    expect(asked).toEqual([]);
    expect(app.store.getState()).toMatchObject({ isPasswordAsked: true, screen: 'start' });
  });

  it.each([
    ['run.start', (app: App) => startCheck(app, accountRequest)],
    ['monitor.start', (app: App) => startMonitor(app, monitorRequest)],
  ] as const)('that %s finds unreadable is asked for in the form', async (method, start) => {
    const { app } = createFakeApp({ [method]: 'secret-unreadable', 'secret.state': { phase: 'unreadable' } });
    app.store.setState({ secret: kept, draft: anna });
    await start(app);
    expect(app.store.getState()).toMatchObject({
      notice: 'secret-unreadable',
      secret: { phase: 'unreadable' },
      isPasswordAsked: true,
      draft: { username: 'anna' },
    });
  });

  it('need not be typed into the form', () => {
    expect(readDraft(anna, true).ok).toBe(true);
    expect(readDraft(anna)).toEqual({ ok: false, faults: { password: 'no-password' } });
  });
});

describe('a first look at the host', () => {
  it('fills in whose password is remembered, and asks for none', async () => {
    const { app } = createFakeApp(answers);
    await readFirst(app);
    expect(app.store.getState()).toMatchObject({ secret: kept, draft: anna, isPasswordAsked: false });
  });

  it('leaves another server alone', async () => {
    const done = { ...doneRun, request: { ...request, server: 'other.example' } };
    const { app } = createFakeApp({ ...answers, 'run.state': done });
    await readFirst(app);
    expect(app.store.getState().draft).toMatchObject({ server: 'other.example', username: '' });
  });

  it('asks for the password of another account', async () => {
    const run = { ...doneRun, request: accountRequest };
    const { app } = createFakeApp({
      ...answers,
      'run.state': run,
      'secret.state': { ...kept, username: 'bert' },
    });
    await readFirst(app);
    expect(app.store.getState()).toMatchObject({ isPasswordAsked: true, draft: { username: 'anna' } });
  });
});

describe('remembering', () => {
  it('happens when the password is used, once, and only where it was asked for', async () => {
    const { app, asked } = createFakeApp({ 'secret.remember': kept });
    app.store.setState({ secret: { phase: 'empty' }, draft: { ...anna, password: 'typed' } });
    await startCheck(app, accountRequest);
    chooseRemembering(app.store, true);
    await startCheck(app, accountRequest);
    await startCheck(app, accountRequest);
    const remembered = { server: 'pbx.example', username: 'anna', password: 'typed' };
    expect(asked.map(({ method }) => method)).toEqual([
      'run.start',
      'secret.remember',
      'run.start',
      'run.start',
    ]);
    expect(asked[1]?.request).toEqual(remembered);
    expect(app.store.getState()).toMatchObject({ secret: kept, wantsRemembering: false });
  });

  it('that fails is told, and the check begins all the same', async () => {
    const { app, asked } = createFakeApp({ 'secret.remember': 'secret-not-kept' });
    app.store.setState({ draft: { ...anna, password: 'typed' }, wantsRemembering: true });
    await startMonitor(app, monitorRequest);
    expect(asked.map(({ method }) => method)).toEqual(['secret.remember', 'monitor.start']);
    expect(app.store.getState().notice).toBe('secret-not-kept');
  });

  it('is nothing for a check without an account', async () => {
    const { app, asked } = createFakeApp();
    app.store.setState({ draft: { ...anna, password: 'typed' }, wantsRemembering: true });
    await startCheck(app, request);
    expect(asked.map(({ method }) => method)).toEqual(['run.start']);
  });

  it('ends with Forget', async () => {
    const { app } = createFakeApp({ 'secret.forget': { phase: 'empty' } });
    app.store.setState({ secret: kept });
    await forgetSecret(app);
    expect(app.store.getState().secret).toEqual({ phase: 'empty' });
  });
});
