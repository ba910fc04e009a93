// The one store of the window: all slices side by side, without a function in it. What changes it are plain
// functions in the files of the slices.
import { createStore, type StoreApi } from 'zustand';
import type { CallErrorCode } from '../../shared/ipc/contract.ts';
import type { ConnectedClient } from '../client/connected-client.ts';
import { type AtRouterSlice, initialAtRouter } from './at-router.ts';
import { type CompareSlice, initialCompare } from './compare.ts';
import { type DraftSlice, initialDraft } from './draft.ts';
import { type FileSlice, initialFile } from './file.ts';
import { type HistorySlice, initialHistory } from './history.ts';
import { initialMonitor, type MonitorSlice } from './monitor.ts';
import { initialNavigation, type NavigationSlice } from './navigation.ts';
import { initialProfile, type ProfileSlice } from './profile.ts';
import { initialReminder, type ReminderSlice } from './reminder.ts';
import { initialRouter, type RouterSlice } from './router.ts';
import { initialRun, type RunSlice } from './run.ts';
import { initialSecrets, type SecretSlice } from './secrets.ts';
import { initialSettings, type SettingsSlice } from './settings.ts';
import { initialSymptom, type SymptomSlice } from './symptom.ts';
import { initialWorkspace, type WorkspaceSlice } from './workspace.ts';

type NoticeSlice = {
  /** Why the last thing the person asked for did not happen. */
  readonly notice: CallErrorCode | null;
};

export type AppState = RunSlice &
  MonitorSlice &
  SettingsSlice &
  HistorySlice &
  NavigationSlice &
  SymptomSlice &
  RouterSlice &
  ProfileSlice &
  AtRouterSlice &
  ReminderSlice &
  DraftSlice &
  SecretSlice &
  CompareSlice &
  FileSlice &
  WorkspaceSlice &
  NoticeSlice;

export type AppStore = StoreApi<AppState>;

/** What the functions of the slices work on. */
export type App = { readonly client: ConnectedClient; readonly store: AppStore };

export const createAppStore = (): AppStore =>
  createStore<AppState>(() => ({
    ...initialRun,
    ...initialMonitor,
    ...initialSettings,
    ...initialHistory,
    ...initialNavigation,
    ...initialSymptom,
    ...initialRouter,
    ...initialProfile,
    ...initialAtRouter,
    ...initialReminder,
    ...initialDraft,
    ...initialSecrets,
    ...initialCompare,
    ...initialFile,
    ...initialWorkspace,
    notice: null,
  }));
