// A place for the password of one account, as the host sees it. What there is differs from system to system; where
// there is none, nothing is kept and the window says so.
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Remembered, SecretState } from '../../../shared/ipc/secrets.ts';

/** Why a password was not kept, not removed, or not had; says nothing of what it was. */
export type SecretFault = 'unavailable' | 'not-written' | 'other-account' | 'unreadable';

export interface SecretStore {
  /** Asks for no permission and opens nothing that is locked. */
  state(): Promise<SecretState>;
  /** Keeps one account; an error leaves what was kept before. */
  remember(account: Remembered): Promise<Result<void, SecretFault>>;
  /** Removes what is kept, readable or not. */
  forget(): Promise<Result<void, SecretFault>>;
  /** The password, for exactly the server and user that it was kept for. */
  passwordFor(server: string, username: string): Promise<Result<string, SecretFault>>;
}

/** For programs without a place for secrets. */
export const noSecretStore: SecretStore = {
  state: async () => ({ phase: 'unavailable', reason: 'no-store' }),
  remember: async () => err('unavailable'),
  forget: async () => ok(undefined),
  passwordFor: async () => err('unavailable'),
};
