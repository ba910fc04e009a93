// What of a check needs an account: which file holds it, which extensions to call, and how long the sound lasts.
import { type Profile, probeUserSchema } from '../../shared/profile/profile.ts';
import type { AccountPlan } from '../engine/call/account-part.ts';
import { lendAccount } from '../engine/call/lend-account.ts';
import { readAccountFile } from './account-file.ts';
import { clip, UsageError } from './usage-error.ts';

/** As commander hands it over; `stream` is false for --no-stream. */
export type RawAccountOptions = {
  readonly account?: string;
  readonly echoExtension?: string;
  readonly readbackExtension?: string;
  readonly stream?: string | boolean;
};

/** Seconds of sound where nobody said otherwise: two RTCP reports of the server fit in. */
const usualSeconds = 10;
const streamSeconds = { least: 5, most: 60 } as const;

/** The account's part of a check and its user name; null without an account. Throws UsageError with one line. */
export async function readAccountPlan(
  raw: RawAccountOptions,
  profile: Profile | null,
  isDemo: boolean,
): Promise<AccountPlan | null> {
  if (raw.account === undefined) {
    if (
      typeof raw.stream === 'string' ||
      raw.echoExtension !== undefined ||
      raw.readbackExtension !== undefined
    )
      throw new UsageError('Calls need an account: add --account FILE, or - to give it on standard input.');
    return null;
  }
  if (isDemo) throw new UsageError('The demo knows no accounts. Leave out --account, or name a real server.');
  const echoExtension = extension(raw.echoExtension) ?? profile?.echoExtension ?? null;
  const seconds = readSeconds(raw.stream);
  if (echoExtension === null && typeof raw.stream === 'string')
    throw new UsageError('Sound needs an extension that sends it back: add --echo-extension NAME.');
  return {
    account: lendAccount(await readAccountFile(raw.account, process.stdin)),
    echoExtension,
    readbackExtension: extension(raw.readbackExtension) ?? profile?.readbackExtension ?? null,
    streamSeconds: echoExtension === null ? null : seconds,
  };
}

function readSeconds(stream: string | boolean | undefined): number | null {
  if (stream === false) return null;
  if (stream === undefined || stream === true) return usualSeconds;
  const seconds = /^\d{1,3}$/.test(stream) ? Number(stream) : 0;
  if (seconds >= streamSeconds.least && seconds <= streamSeconds.most) return seconds;
  throw new UsageError(
    `"${clip(stream)}" is no length for the sound. Give ${streamSeconds.least} to ${streamSeconds.most} seconds.`,
  );
}

/** Extension as typed; null when none was given. */
export function extension(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (probeUserSchema.safeParse(text).success) return text;
  throw new UsageError(`"${clip(text)}" is no extension. Use letters, digits and . _ - only, at most 64.`);
}
