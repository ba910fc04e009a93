// `--account FILE`, or `-` for standard input: a password never stands in a command line, where others can read it.
import type { Readable } from 'node:stream';
import { type Account, maxAccountBytes, parseAccount } from '../../shared/profile/account.ts';
import { decodeUtf8, readSmallFile } from '../io/report-file.ts';
import { readSmallStream } from '../io/small-stream.ts';
import { UsageError } from './usage-error.ts';

/** The account in a JSON file of at most 4 kB; throws UsageError with one line that quotes nothing of it. */
export async function readAccountFile(path: string, standardInput: Readable): Promise<Account> {
  const isPiped = path === '-';
  const bytes = isPiped
    ? await readSmallStream(standardInput, maxAccountBytes)
    : await readSmallFile(path, maxAccountBytes);
  const name = isPiped ? 'on standard input' : path;
  if (!bytes.ok) throw new UsageError(`Account ${name} cannot be read (${bytes.error.code}).`);
  const text = decodeUtf8(bytes.value);
  if (!text.ok) throw new UsageError(`Account ${name} is not UTF-8 text.`);
  const account = parseAccount(text.value);
  if (!account.ok) throw new UsageError(`Account ${name} is not usable. ${account.error}`);
  return account.value;
}
