import { describe, expect, it } from 'vitest';
import { forgetRouter, openRouterPage, rememberRouter } from '../../../renderer/state/at-router.ts';
import { connect } from '../../../renderer/state/connect.ts';
import { forgetReminder, setReminder } from '../../../renderer/state/reminder.ts';
import { chooseRouter } from '../../../renderer/state/router.ts';
import { mirrorRun } from '../../../renderer/state/run.ts';
import { appInfo } from '../../fakes/app-info.ts';
import { createFakeApp, settle } from '../renderer/fake-app.ts';
import { doneRun, idleRun, runningRun } from '../renderer/run-states.ts';

const known = { url: 'http://192.168.1.1/', chosen: 'asus-asuswrt', registrationSeconds: null };

describe('what was said about the router before', () => {
  it('stands in for a choice after a check', async () => {
    const { app } = createFakeApp({ 'router.known': known });
    mirrorRun(app, runningRun);
    mirrorRun(app, doneRun);
    await settle();
    expect(app.store.getState()).toMatchObject({
      routerKnown: known,
      routerId: 'asus-asuswrt',
      routerBy: 'memory',
    });
  });

  it('gives way to a choice in this window', async () => {
    const { app } = createFakeApp({ 'router.known': known });
    chooseRouter(app.store, 'draytek-vigor');
    mirrorRun(app, doneRun);
    await settle();
    expect(app.store.getState()).toMatchObject({ routerId: 'draytek-vigor', routerBy: 'person' });
  });

  it('does not reach a window whose result was put away meanwhile', async () => {
    const { app } = createFakeApp({ 'router.known': known });
    mirrorRun(app, doneRun);
    mirrorRun(app, idleRun);
    await settle();
    expect(app.store.getState()).toMatchObject({ routerKnown: null, routerId: null });
  });

  it('that cannot be told is not missed', async () => {
    const { app } = createFakeApp({ 'router.known': 'internal' });
    mirrorRun(app, doneRun);
    await settle();
    expect(app.store.getState()).toMatchObject({ routerKnown: null, notice: null });
  });

  it('is kept by choosing, and only for a router that the check found', async () => {
    const { app, asked, answers } = createFakeApp({ 'router.remember': { isKept: true } });
    await rememberRouter(app, 'asus-asuswrt');
    expect(asked).toEqual([]);
    app.store.setState({ routerKnown: { ...known, chosen: null } });
    await rememberRouter(app, 'asus-asuswrt');
    expect(app.store.getState().routerKnown?.chosen).toBe('asus-asuswrt');
    answers['router.remember'] = { isKept: false };
    app.store.setState({ routerKnown: { ...known, chosen: null } });
    await rememberRouter(app, 'asus-asuswrt');
    expect(app.store.getState().routerKnown?.chosen).toBeNull();
  });

  it('is forgotten by the host, while the page stays', async () => {
    const { app, asked } = createFakeApp();
    app.store.setState({ routerKnown: known, routerId: 'asus-asuswrt' });
    await forgetRouter(app);
    expect(asked).toEqual([{ method: 'router.forget', request: {} }]);
    expect(app.store.getState()).toMatchObject({ routerId: 'asus-asuswrt', routerKnown: { chosen: null } });
  });
});

describe('at the router', () => {
  it('a page that no browser shows can be typed', async () => {
    const { app, asked } = createFakeApp({ 'router.openPage': { url: known.url, isOpened: false } });
    await openRouterPage(app);
    expect(app.store.getState().hasNoBrowser).toBe(true);
    // The page hands over nothing that could become an address.
    expect(asked).toEqual([{ method: 'router.openPage', request: {} }]);
  });

  it('a wait that is under way is there again after a reload, and followed', async () => {
    const waiting = { phase: 'waiting', isRouterBack: false, secondsLeft: 120 } as const;
    const { app, emit } = createFakeApp({
      'app.info': appInfo,
      'router.waitState': waiting,
      'run.state': idleRun,
      'monitor.state': { phase: 'idle' },
    });
    connect(app);
    await settle();
    expect(app.store.getState().routerWait).toEqual(waiting);
    emit('router.waitChanged', { phase: 'ended', outcome: 'back', wasAway: true });
    expect(app.store.getState().routerWait).toMatchObject({ outcome: 'back' });
  });
});

describe('the reminder', () => {
  const reminder = {
    server: 'pbx.example',
    port: null,
    checkedAt: '2026-03-01T10:00:00.000Z',
    dueAt: '2026-03-08T10:00:00.000Z',
  };

  it('is set, and forgotten', async () => {
    const { app } = createFakeApp({ 'reminder.set': reminder });
    await setReminder(app);
    expect(app.store.getState().reminder).toEqual({ ...reminder, isDue: false });
    await forgetReminder(app);
    expect(app.store.getState().reminder).toBeNull();
  });

  it('that cannot be kept is said', async () => {
    const { app } = createFakeApp({ 'reminder.set': 'not-writable' });
    await setReminder(app);
    expect(app.store.getState()).toMatchObject({ reminder: null, notice: 'not-writable' });
  });
});
