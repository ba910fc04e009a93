// What an implementation of the contract is, and what all of them are made from.
import type { Clock } from '../../../shared/base/clock.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { CallError, CheckedRequestOf, MethodName, ResponseOf } from '../../../shared/ipc/contract.ts';
import type { Sealer } from '../report-seal.ts';
import type { History } from './history.ts';
import type { MonitorKeeper } from './monitor-keeper.ts';
import type { PendingFile } from './pending-file.ts';
import type { ProfileKeeper } from './profile-keeper.ts';
import type { ReminderPart } from './reminder-handlers.ts';
import type { RouterPart } from './router-handlers.ts';
import type { RunKeeper } from './run-keeper.ts';
import type { SecretStore } from './secret-store.ts';
import type { SettingsFile } from './settings-file.ts';
import type { Paper } from './share-handlers.ts';

/** Puts a file with this name and text under the pointer; rejects where it cannot be written. */
export type DragOut = (name: string, text: string) => Promise<void>;

export type HandlerDeps = {
  readonly folder: string;
  readonly host: 'loopback' | 'electron';
  readonly isDemo: boolean;
  readonly version: string;
  readonly profile: ProfileKeeper;
  readonly openInBrowser: (url: string) => Promise<boolean>;
  readonly clock: Clock;
  readonly run: RunKeeper;
  readonly monitor: MonitorKeeper;
  readonly settings: SettingsFile;
  readonly history: History;
  readonly file: PendingFile;
  readonly sealer: Sealer;
  readonly secrets: SecretStore;
  readonly router: RouterPart;
  readonly reminder: ReminderPart;
  readonly paper: Paper;
  readonly dragOut: DragOut | null;
};

export type Answer<M extends MethodName> = Result<ResponseOf<M>, CallError>;
export type Handlers = { readonly [M in MethodName]: (request: CheckedRequestOf<M>) => Promise<Answer<M>> };
