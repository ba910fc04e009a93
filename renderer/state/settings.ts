// Language, theme and how long results are kept. The host stores them; the window shows a change at once and
// takes it back when the host could not write it.
import type { Settings } from '../../shared/ipc/contract.ts';
import { codeOf } from '../client/answer.ts';
import type { App } from './store.ts';

export type SettingsSlice = { readonly settings: Settings };

/** Until the host has answered; the same as its own defaults. */
export const initialSettings: SettingsSlice = {
  settings: { language: null, theme: 'system', keepHistoryDays: 365 },
};

/** Changes some settings. */
export async function writeSettings(app: App, change: Partial<Settings>): Promise<void> {
  const before = app.store.getState().settings;
  const wanted = { ...before, ...change };
  app.store.setState({ settings: wanted });
  try {
    app.store.setState({ settings: await app.client.call('settings.write', wanted) });
  } catch (error) {
    app.store.setState({ settings: before, notice: codeOf(error) });
  }
}
