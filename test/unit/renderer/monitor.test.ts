import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../../renderer/state/draft.ts';
import {
  clearMonitor,
  editPace,
  initialMonitor,
  mirrorMonitor,
  readMonitorDraft,
  startMonitor,
  stopMonitor,
} from '../../../renderer/state/monitor.ts';
import { monitorRequestSchema } from '../../../shared/ipc/monitor.ts';
import { createFakeApp } from './fake-app.ts';
import { idleRun, monitorRequest, runningMonitor } from './run-states.ts';

const pace = initialMonitor.monitorPace;
const anna = {
  ...emptyDraft,
  server: 'pbx.example',
  username: 'anna',
  password: 'secret',
  echoExtension: '600',
};

describe('the form of a measurement', () => {
  it('makes a request that the contract accepts, without the password', () => {
    const result = readMonitorDraft({ ...anna, server: 'pbx.example:5080' }, { ...pace, intervalMs: 20 });
    expect(result.ok && monitorRequestSchema.parse(result.request)).toEqual({
      server: 'pbx.example',
      port: 5080,
      probeUser: null,
      account: { username: 'anna', echoExtension: '600', readbackExtension: null },
      intervalMs: 20,
      durationSeconds: 600,
    });
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it('is not stopped by what only a check asks for', () => {
    const draft = { ...anna, altPort: 'x', readbackExtension: 'a b', probeUser: 'a b' };
    expect(readMonitorDraft(draft, pace).ok).toBe(true);
  });

  it('shows a bad port at the server, where it can be seen', () => {
    expect(readMonitorDraft({ ...anna, port: '0' }, pace)).toEqual({
      ok: false,
      faults: { server: 'not-a-port' },
    });
    expect(readMonitorDraft(emptyDraft, pace)).toEqual({ ok: false, faults: { server: 'empty' } });
  });

  it('changes one choice at a time', () => {
    const { app } = createFakeApp();
    editPace(app.store, { durationSeconds: 3600 });
    expect(app.store.getState().monitorPace).toEqual({ ...pace, durationSeconds: 3600 });
  });
});

describe('the measurement', () => {
  it('begins with the password that was typed for it', async () => {
    const { app, asked } = createFakeApp();
    app.store.setState({ draft: anna });
    await startMonitor(app, monitorRequest);
    expect(asked).toEqual([{ method: 'monitor.start', request: { ...monitorRequest, password: 'secret' } }]);
  });

  it('needs no password without an account', async () => {
    const { app, asked } = createFakeApp();
    await startMonitor(app, { ...monitorRequest, account: null });
    expect(asked).toEqual([
      { method: 'monitor.start', request: { ...monitorRequest, account: null, password: null } },
    ]);
  });

  it('goes back to the form when its password is gone', async () => {
    const { app, asked } = createFakeApp();
    await startMonitor(app, monitorRequest);
    expect(asked).toEqual([{ method: 'monitor.clear', request: {} }]);
    expect(app.store.getState()).toMatchObject({
      isPasswordAsked: true,
      draft: { server: 'pbx.example', username: 'anna', echoExtension: '600', password: '' },
    });
  });

  it.each([
    ['monitor.start', startMonitor],
    ['monitor.stop', stopMonitor],
    ['monitor.clear', clearMonitor],
  ] as const)('says why %s was refused', async (method, act) => {
    const { app } = createFakeApp({ [method]: 'busy' });
    await act(app, { ...monitorRequest, account: null });
    expect(app.store.getState().notice).toBe('busy');
  });

  it('is opened once, and never takes a page away that was opened since', () => {
    const { app } = createFakeApp();
    app.store.setState({ run: idleRun });
    mirrorMonitor(app, runningMonitor);
    expect(app.store.getState().screen).toBe('monitor');
    app.store.setState({ screen: 'start' });
    mirrorMonitor(app, { ...runningMonitor, isStopping: true });
    expect(app.store.getState()).toMatchObject({ screen: 'start', monitor: { isStopping: true } });
  });
});
