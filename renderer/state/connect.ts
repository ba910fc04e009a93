// The first talk with the host: who are you, what did I leave running, how does this person want the window.
import { codeOf } from '../client/answer.ts';
import { draftOfProfile, draftOfRequest, emptyDraft } from './draft.ts';
import { openPendingFile } from './file.ts';
import { mirrorRun } from './run.ts';
import type { App } from './store.ts';

/** Listens to the host from now on; the returned function ends that. */
export function connect(app: App): () => void {
  const ends = [
    app.client.on('run.changed', (run) => mirrorRun(app, run)),
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
    const [settings, info, run] = await Promise.all([
      app.client.call('settings.read', {}),
      app.client.call('app.info', {}),
      app.client.call('run.state', {}),
    ]);
    const asked = run.phase === 'idle' ? null : draftOfRequest(run.request);
    const draft = asked ?? (info.profile === null ? emptyDraft : draftOfProfile(info.profile));
    app.store.setState({ settings, info, draft });
    mirrorRun(app, run);
    await openPendingFile(app);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'disconnected') app.store.setState({ connection: 'lost' });
    else if (code === 'not-allowed') app.store.setState({ connection: 'refused' });
    else app.store.setState({ notice: code });
  }
}

async function openArrived(app: App): Promise<void> {
  try {
    await openPendingFile(app);
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}
