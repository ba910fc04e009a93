import { describe, expect, it } from 'vitest';
import { checkAfterChange } from '../../../renderer/state/compare.ts';
import { connect, readFirst } from '../../../renderer/state/connect.ts';
import { emptyDraft } from '../../../renderer/state/draft.ts';
import { checkAgain, clearRun, startCheck } from '../../../renderer/state/run.ts';
import { writeSettings } from '../../../renderer/state/settings.ts';
import { appInfo } from '../../fakes/app-info.ts';
import { createFakeApp, settle } from './fake-app.ts';
import {
  accountRequest,
  doneRun,
  failedRun,
  idleRun,
  report,
  request,
  runningMonitor,
  runningRun,
  sealedHere,
} from './run-states.ts';

const info = appInfo;
const settings = { language: 'nl' as const, theme: 'dark' as const, keepHistoryDays: 30 };
const idleMonitor = { phase: 'idle' as const };
const answers = {
  'app.info': info,
  'settings.read': settings,
  'run.state': idleRun,
  'monitor.state': idleMonitor,
  'file.pending': null,
  'secret.state': { phase: 'empty' as const },
};

describe('connect', () => {
  it('fills the store from the host', async () => {
    const { app } = createFakeApp(answers);
    connect(app);
    await settle();
    expect(app.store.getState()).toMatchObject({ info, settings, run: idleRun, screen: 'start' });
  });

  it('fills the form from the check that the host still remembers', async () => {
    const { app } = createFakeApp({ ...answers, 'run.state': failedRun });
    connect(app);
    await settle();
    expect(app.store.getState()).toMatchObject({ screen: 'testing', draft: { server: 'pbx.example' } });
  });

  it('follows the run, and the screen follows with it', async () => {
    const { app, emit } = createFakeApp(answers);
    connect(app);
    await settle();
    emit('run.changed', runningRun);
    expect(app.store.getState()).toMatchObject({ run: runningRun, screen: 'testing' });
    emit('run.changed', doneRun);
    expect(app.store.getState()).toMatchObject({ run: doneRun, screen: 'result', notice: null });
  });

  it('says when a finished result could not be kept, but not again after a reload', async () => {
    const { app, emit } = createFakeApp(answers);
    connect(app);
    await settle();
    emit('run.changed', runningRun);
    emit('run.changed', { ...doneRun, isSaved: false });
    expect(app.store.getState().notice).toBe('not-writable');
    const reloaded = createFakeApp({ ...answers, 'run.state': { ...doneRun, isSaved: false } });
    connect(reloaded.app);
    await settle();
    expect(reloaded.app.store.getState().notice).toBeNull();
  });

  it('reads everything when a host that was away answers for the first time', async () => {
    const fake = createFakeApp({ ...answers, 'app.info': 'disconnected' });
    connect(fake.app);
    await settle();
    expect(fake.app.store.getState()).toMatchObject({ connection: 'lost', info: null });
    fake.answers['app.info'] = info;
    fake.setConnection('connected');
    await settle();
    expect(fake.app.store.getState()).toMatchObject({ connection: 'connected', info, run: idleRun });
  });

  it('knows a host that knows it no longer', async () => {
    const { app } = createFakeApp({ ...answers, 'run.state': 'not-allowed' });
    connect(app);
    await settle();
    expect(app.store.getState().connection).toBe('refused');
  });

  it('opens the file that the system asked to open', async () => {
    const { app } = createFakeApp({
      ...answers,
      'file.pending': { name: 'a.sipreport', text: '{}' },
      'report.read': { isReport: true, report, comparison: null, replays: false, seal: sealedHere },
    });
    connect(app);
    await settle();
    expect(app.store.getState()).toMatchObject({
      screen: 'report',
      openReport: { fileName: 'a.sipreport', replays: false },
    });
  });
});

describe('connecting to a host that remembers a measurement', () => {
  it('opens it when there is no check, with its server and account but without the password', async () => {
    const { app } = createFakeApp({ ...answers, 'monitor.state': runningMonitor });
    connect(app);
    await settle();
    expect(app.store.getState()).toMatchObject({
      screen: 'monitor',
      monitor: runningMonitor,
      draft: { server: 'pbx.example', username: 'anna', echoExtension: '600', password: '' },
      isPasswordAsked: true,
    });
  });

  it('leaves the result of a check in front of it, and the page that is open', async () => {
    const { app, emit } = createFakeApp({
      ...answers,
      'run.state': doneRun,
      'monitor.state': runningMonitor,
    });
    connect(app);
    await settle();
    expect(app.store.getState().screen).toBe('result');
    emit('monitor.changed', idleMonitor);
    expect(app.store.getState()).toMatchObject({ screen: 'result', monitor: idleMonitor });
  });
});

describe('the password of an account', () => {
  const done = { ...doneRun, request: accountRequest };

  it('is asked for again after a reload, in the form', async () => {
    const { app, asked } = createFakeApp({ ...answers, 'run.state': done });
    connect(app);
    await settle();
    expect(app.store.getState()).toMatchObject({ isPasswordAsked: true, draft: { username: 'anna' } });
    await checkAfterChange(app);
    expect(app.store.getState()).toMatchObject({ screen: 'start', isPasswordAsked: true });
    expect(asked.filter(({ method }) => method === 'run.start')).toEqual([]);
  });

  it('goes along when the same check is asked for again, and with nothing else', async () => {
    const { app, asked } = createFakeApp();
    const draft = { ...emptyDraft, server: 'pbx.example', username: 'anna', password: 'secret' };
    app.store.setState({ run: done, draft });
    await checkAfterChange(app);
    await startCheck(app, request);
    expect(asked.map(({ request: sent }) => (sent as { password: unknown }).password)).toEqual([
      'secret',
      null,
    ]);
  });

  it('stays typed when the host is read again for the same server and user', async () => {
    const { app } = createFakeApp({ ...answers, 'run.state': done });
    app.store.setState({
      draft: { ...emptyDraft, server: 'pbx.example', username: 'anna', password: 'secret' },
    });
    await readFirst(app);
    expect(app.store.getState()).toMatchObject({ isPasswordAsked: false, draft: { password: 'secret' } });
  });
});

describe('what the person asks of the run', () => {
  it('becomes a notice when the host refuses', async () => {
    const { app } = createFakeApp({ 'run.start': 'busy' });
    await startCheck(app, request);
    expect(app.store.getState().notice).toBe('busy');
  });

  it('is the same request when it is asked again', async () => {
    const { app, asked } = createFakeApp();
    await checkAgain(app);
    expect(asked).toEqual([]);
    app.store.setState({ run: failedRun });
    await checkAgain(app);
    expect(asked).toEqual([{ method: 'run.start', request: { ...request, password: null } }]);
  });

  it('leads back to the start once the host has put the result away', async () => {
    const { app } = createFakeApp();
    app.store.setState({ run: doneRun, screen: 'result' });
    await clearRun(app);
    expect(app.store.getState().screen).toBe('start');
  });
});

describe('settings', () => {
  it('are seen at once and come from the host in the end', async () => {
    const { app } = createFakeApp({ 'settings.write': settings });
    const written = writeSettings(app, { language: 'nl' });
    expect(app.store.getState().settings.language).toBe('nl');
    await written;
    expect(app.store.getState().settings).toEqual(settings);
  });

  it('are taken back when they could not be written', async () => {
    const { app } = createFakeApp({ 'settings.write': 'not-writable' });
    await writeSettings(app, { theme: 'dark' });
    expect(app.store.getState()).toMatchObject({ settings: { theme: 'system' }, notice: 'not-writable' });
  });
});
