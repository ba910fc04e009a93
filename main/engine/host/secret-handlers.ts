// The methods about a remembered password, and the one way it leaves the store: into a run that was asked for with
// exactly its server and user.
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CallError } from '../../../shared/ipc/contract.ts';
import type { Account } from '../../../shared/ipc/monitor.ts';
import type { Handlers } from './handler-types.ts';
import type { SecretStore } from './secret-store.ts';

const notKept: CallError = { code: 'secret-not-kept', message: 'The store for secrets was not changed.' };
const notHad: CallError = { code: 'secret-unreadable', message: 'There is no readable password for this.' };

/** One function for each method of `secretMethods`. */
export function secretHandlers(
  secrets: SecretStore,
): Pick<Handlers, 'secret.state' | 'secret.remember' | 'secret.forget'> {
  const stateAfter = async (change: Result<void, unknown>) =>
    change.ok ? ok(await secrets.state()) : err(notKept);
  return {
    'secret.state': async () => ok(await secrets.state()),
    'secret.remember': async (account) => stateAfter(await secrets.remember(account)),
    'secret.forget': async () => stateAfter(await secrets.forget()),
  };
}

type Asked = { readonly server: string; readonly account: Account | null };

/** What a run gets: the password that was typed, else the remembered one where the request wants that. */
export async function passwordFor(
  { server, account }: Asked,
  typed: string | null,
  useRemembered: boolean,
  secrets: SecretStore,
): Promise<Result<string | null, CallError>> {
  if (typed !== null || !useRemembered) return ok(typed);
  const password = account === null ? err(notHad) : await secrets.passwordFor(server, account.username);
  return password.ok ? password : err(notHad);
}
