// The wish to check again in a week. The host keeps it; the first page shows it once its day has come.
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { codeOf } from '../client/answer.ts';
import type { App } from './store.ts';

export type ReminderSlice = { readonly reminder: ResponseOf<'reminder.read'> };

export const initialReminder: ReminderSlice = { reminder: null };

/** Reads it from the host; without it the window works as before. */
export async function readReminder(app: App): Promise<void> {
  try {
    app.store.setState({ reminder: await app.client.call('reminder.read', {}) });
  } catch {
    app.store.setState({ reminder: null });
  }
}

/** In a week, about the server of the last check. */
export async function setReminder(app: App): Promise<void> {
  try {
    const reminder = await app.client.call('reminder.set', {});
    app.store.setState({ reminder: { ...reminder, isDue: false } });
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}

export async function forgetReminder(app: App): Promise<void> {
  try {
    await app.client.call('reminder.forget', {});
    app.store.setState({ reminder: null });
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}
