// The account part of the form. The password lives here and in the one call that carries it: never in an address, a
// storage or an attribute of the page.
import type { Account } from '../../shared/ipc/monitor.ts';
import type { DraftFault, DraftFaults } from './draft.ts';

/** How long the test sound may last, s. */
export const streamChoices = [10, 30] as const;
export type StreamSeconds = (typeof streamChoices)[number];

export type AccountDraft = {
  readonly username: string;
  readonly password: string;
  readonly echoExtension: string;
  readonly readbackExtension: string;
  readonly streamSeconds: StreamSeconds;
};

export const emptyAccount: AccountDraft = {
  username: '',
  password: '',
  echoExtension: '',
  readbackExtension: '',
  streamSeconds: 10,
};

/** What a SIP URI carries without escapes; the contract wants the same. RFC 3261 25.1 (unreserved). */
export const isUserName = (text: string): boolean => /^[A-Za-z0-9_.!~*'()-]{1,64}$/.test(text);

function userFault({ username, password }: AccountDraft): DraftFault | null {
  const name = username.trim();
  if (name === '') return password === '' ? null : 'no-user';
  return isUserName(name) ? null : 'not-a-user';
}

/** What is wrong with the account; extensions count only beside a user name, because a profile may have brought them. */
export function accountFaults(draft: AccountDraft, isRemembered: boolean): DraftFaults {
  const user = userFault(draft);
  const isGiven = draft.username.trim() !== '';
  const isBad = (extension: string): boolean =>
    isGiven && extension.trim() !== '' && !isUserName(extension.trim());
  return {
    ...(user === null ? {} : { username: user }),
    ...(isGiven && draft.password === '' && !isRemembered ? { password: 'no-password' as const } : {}),
    ...(isBad(draft.echoExtension) ? { echoExtension: 'not-a-user' as const } : {}),
    ...(isBad(draft.readbackExtension) ? { readbackExtension: 'not-a-user' as const } : {}),
  };
}

const extensionIn = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The account as the contract wants it, without its password; null without a user name. */
export function accountIn({ username, echoExtension, readbackExtension }: AccountDraft): Account | null {
  if (username.trim() === '') return null;
  return {
    username: username.trim(),
    echoExtension: extensionIn(echoExtension),
    readbackExtension: extensionIn(readbackExtension),
  };
}

/** The fields of an account that was asked with before; its password is not among them. */
export const draftOfAccount = (account: Account | null, streamSeconds: number | null): AccountDraft => ({
  ...emptyAccount,
  username: account?.username ?? '',
  echoExtension: account?.echoExtension ?? '',
  readbackExtension: account?.readbackExtension ?? '',
  streamSeconds: streamChoices.find((seconds) => seconds === streamSeconds) ?? emptyAccount.streamSeconds,
});
