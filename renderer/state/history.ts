// Earlier results. A removed one leaves the list at once but the host only after the time to undo it has passed.
import type { HistoryEntry } from '../../shared/ipc/contract.ts';
import { codeOf } from '../client/answer.ts';
import type { App } from './store.ts';

export type HistorySlice = {
  /** Newest first; null until the list was read. */
  readonly history: readonly HistoryEntry[] | null;
  /** Out of sight, not yet out of the host. */
  readonly leaving: HistoryEntry | null;
};

export const initialHistory: HistorySlice = { history: null, leaving: null };

/** Reads the list from the host. */
export async function readHistory(app: App): Promise<void> {
  try {
    const list = await app.client.call('history.list', {});
    app.store.setState({ history: list.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)) });
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}

/** What is to be seen: the list without the entry that is leaving. */
export const visibleHistory = (state: HistorySlice): readonly HistoryEntry[] | null =>
  state.history?.filter((entry) => entry.id !== state.leaving?.id) ?? null;

/** Hides an entry; an entry that was hidden before leaves for good. */
export async function hideEntry(app: App, entry: HistoryEntry): Promise<void> {
  const previous = app.store.getState().leaving;
  app.store.setState({ leaving: entry });
  if (previous !== null) await removeEntry(app, previous);
}

/** Shows the hidden entry again. */
export const undoRemove = (app: App): void => app.store.setState({ leaving: null });

/** Removes the hidden entry for good. */
export async function finishRemove(app: App): Promise<void> {
  const { leaving } = app.store.getState();
  if (leaving !== null) await removeEntry(app, leaving);
}

async function removeEntry(app: App, entry: HistoryEntry): Promise<void> {
  try {
    await app.client.call('history.remove', { id: entry.id });
    const { history, leaving } = app.store.getState();
    app.store.setState({
      history: history?.filter((other) => other.id !== entry.id) ?? null,
      leaving: leaving?.id === entry.id ? null : leaving,
    });
  } catch (error) {
    app.store.setState({ leaving: null, notice: codeOf(error) });
    await readHistory(app);
  }
}

/** Opens an earlier result to be read; the host checks once more that its verdict follows from its evidence. */
export async function openEntry(app: App, entry: HistoryEntry): Promise<void> {
  try {
    const report = await app.client.call('history.open', { id: entry.id });
    const answer = await app.client.call('report.read', { text: JSON.stringify(report) });
    const replays = answer.isReport && answer.replays;
    const comparison = answer.isReport ? answer.comparison : null;
    app.store.setState({
      openReport: { report, comparison, replays, fileName: null },
      screen: 'report',
    });
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}
