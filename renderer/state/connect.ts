// The first talk with the host: who are you, what did I leave running, how does this person want the window.
import type { MonitorState, RunState } from '../../shared/ipc/contract.ts';
import type { SecretState } from '../../shared/ipc/secrets.ts';
import { codeOf } from '../client/answer.ts';
import { type Draft, draftOfMonitor, draftOfProfile, draftOfRequest, emptyDraft } from './draft.ts';
import { openPendingFile } from './file.ts';
import { mirrorMonitor } from './monitor.ts';
import { readReminder } from './reminder.ts';
import { type AppInfo, mirrorRun } from './run.ts';
import { isDraftRemembered } from './secrets.ts';
import type { App } from './store.ts';

/** Listens to the host from now on; the returned function ends that. */
export function connect(app: App): () => void {
  const ends = [
    app.client.on('run.changed', (run) => mirrorRun(app, run)),
    app.client.on('monitor.changed', (monitor) => mirrorMonitor(app, monitor)),
    app.client.on('router.waitChanged', (routerWait) => app.store.setState({ routerWait })),
    app.client.on('file.arrived', () => void openArrived(app)),
    app.client.onConnection((connection) => {
      const before = app.store.getState();
      const isBack = connection === 'connected' && before.connection !== 'connected' && before.info === null;
      app.store.setState({ connection });
      if (isBack) void readFirst(app);
    }),
  ];
  void readFirst(app);
  return () => ends.forEach((end) => end());
}

/** Fills the store; safe to call again. */
export async function readFirst(app: App): Promise<void> {
  try {
    const [settings, info, run, monitor, secret, routerWait] = await Promise.all([
      app.client.call('settings.read', {}),
      app.client.call('app.info', {}),
      app.client.call('run.state', {}),
      app.client.call('monitor.state', {}),
      app.client.call('secret.state', {}),
      app.client.call('router.waitState', {}),
    ]);
    const before = app.store.getState();
    const draft = withRemembered(firstDraft(before.draft, info, run, monitor), secret);
    const isGiven = draft.password !== '' || isDraftRemembered({ ...before, draft, secret });
    app.store.setState({
      settings,
      info,
      draft,
      secret,
      routerWait,
      isPasswordAsked: draft.username !== '' && !isGiven,
    });
    mirrorRun(app, run);
    mirrorMonitor(app, monitor);
    void readReminder(app);
    await openPendingFile(app);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'disconnected') app.store.setState({ connection: 'lost' });
    else if (code === 'not-allowed') app.store.setState({ connection: 'refused' });
    else app.store.setState({ notice: code });
  }
}

/** What the host still remembers, the check before the monitor; else what the provider wants. */
function firstDraft(before: Draft, info: AppInfo, run: RunState, monitor: MonitorState): Draft {
  const blank = info.profile === null ? emptyDraft : draftOfProfile(info.profile);
  const asked = run.phase === 'idle' ? null : draftOfRequest(run.request, before);
  if (asked !== null) return asked;
  return monitor.phase === 'idle' ? blank : draftOfMonitor(monitor.request, { ...blank, ...typedIn(before) });
}

/** The remembered account where the form names none, and no other server. */
function withRemembered(draft: Draft, secret: SecretState): Draft {
  if (secret.phase !== 'remembered' || draft.username !== '') return draft;
  const { server, username } = secret;
  return draft.server === '' || draft.server === server ? { ...draft, server, username } : draft;
}

/** Only for the server and user it was typed for, which `draftOfMonitor` compares. */
const typedIn = ({ server, username, password }: Draft) => ({ server, username, password });

async function openArrived(app: App): Promise<void> {
  try {
    await openPendingFile(app);
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}
