// The password that the host remembers, where the person asked for it. The window knows whose it is and may have it
// used; it never gets it back.
import type { RequestOf, WindowCheckRequest } from '../../shared/ipc/contract.ts';
import type { SecretState } from '../../shared/ipc/secrets.ts';
import { codeOf } from '../client/answer.ts';
import { type DraftSlice, passwordFor, splitServer } from './draft.ts';
import type { App, AppState, AppStore } from './store.ts';

export type SecretSlice = {
  /** Null until the host answered for the first time. */
  readonly secret: SecretState | null;
  /** The password that is typed shall be remembered when it is used next. */
  readonly wantsRemembering: boolean;
};

export const initialSecrets: SecretSlice = { secret: null, wantsRemembering: false };

export const chooseRemembering = (store: AppStore, wantsRemembering: boolean): void =>
  store.setState({ wantsRemembering });

/** Whether the host remembers a password for exactly this server and user. */
export const isRemembered = (secret: SecretState | null, server: string, username: string): boolean =>
  secret?.phase === 'remembered' && secret.server === server && secret.username === username;

/** The same for what the form names. */
export const isDraftRemembered = ({ draft, secret }: DraftSlice & SecretSlice): boolean =>
  isRemembered(secret, splitServer(draft.server).host, draft.username.trim());

type Asked = Pick<WindowCheckRequest, 'server' | 'account'>;
type Credentials = Pick<RequestOf<'run.start'>, 'password' | 'useRemembered'>;

/** What a request is sent with: the typed password, else the remembered one; null where the form must ask for it. */
export function credentialsFor({ draft, secret }: AppState, request: Asked): Credentials | null {
  const password = passwordFor(draft, request);
  if (password !== null || request.account === null) return { password };
  const { server, account } = request;
  return isRemembered(secret, server, account.username) ? { password: null, useRemembered: true } : null;
}

/** Has a typed password remembered where the person wants that; a refusal becomes the notice and stops nothing. */
export async function rememberIfWanted(app: App, { server, account }: Asked): Promise<void> {
  const { draft, wantsRemembering } = app.store.getState();
  const password = passwordFor(draft, { server, account });
  if (!wantsRemembering || account === null || password === null) return;
  await change(app, () =>
    app.client.call('secret.remember', { server, username: account.username, password }),
  );
}

/** Removes what the host remembers. */
export const forgetSecret = (app: App): Promise<void> =>
  change(app, () => app.client.call('secret.forget', {}));

/** Asks the host anew, after a remembered password turned out to be unreadable. */
export const readSecret = (app: App): Promise<void> => change(app, () => app.client.call('secret.state', {}));

async function change(app: App, call: () => Promise<SecretState>): Promise<void> {
  try {
    app.store.setState({ secret: await call(), wantsRemembering: false });
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}
