// What was sent to which server, kept across runs: the memory of the ban guard. An entry is on disk before the
// packet leaves, so that a crash cannot make the guard forget one. Only one process may have the ledger open
// (run-lock.ts); what the entries allow is decided elsewhere.
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ageMs } from '../../shared/base/age.ts';
import type { Clock } from '../../shared/base/clock.ts';
import { systemClock } from './clock.ts';
import { replaceFile } from './durable-file.ts';
import { errorCode } from './flow-fault.ts';
import { makeFolder } from './make-folder.ts';
import { decodeUtf8, readSmallFile } from './report-file.ts';

const maxFileBytes = 1_048_576;
/** Most entries kept; with the longest address the file stays under the size cap. */
export const maxLedgerEntries = 5000;
/** Entries older than this are dropped when the ledger is opened, ms: one day. */
export const ledgerMemoryMs = 86_400_000;
const mostSetAside = 1000;

const entrySchema = z.strictObject({
  serverAddress: z.string().regex(/^[0-9A-Za-z.:_-]{1,64}$/),
  kind: z.enum(['request', 'flow', 'strike-answer', 'no-strike-answer']),
  atWallMs: z.number().min(0).max(8.64e15),
  uptimeMs: z.number().min(0).max(8.64e15),
});
const ledgerSchema = z.strictObject({
  format: z.literal('sip-alg-request-ledger'),
  version: z.literal(1),
  entries: z.array(entrySchema).max(maxLedgerEntries),
});

/** One request or new flow toward a server, or what an answer of it told; both times ms, as Clock gives them. */
export type LedgerEntry = Readonly<z.infer<typeof entrySchema>>;
/** `unreadable`: what was there before is not known; `not-writable`: what is added now will be forgotten. */
type LedgerState = 'kept' | 'unreadable' | 'not-writable';

export type LedgerFile = {
  readonly state: LedgerState;
  /** Everything known, oldest first, with what append() added (written or not). */
  readonly entries: readonly LedgerEntry[];
  /** True when the entry is on disk; false when it is only in memory. Never rejects. */
  append(entry: LedgerEntry): Promise<boolean>;
  /** Waits for what is being written; a later append answers false. */
  close(): Promise<void>;
};

const newest = (entries: readonly LedgerEntry[]): readonly LedgerEntry[] => entries.slice(-maxLedgerEntries);

function parseLedger(bytes: Uint8Array): readonly LedgerEntry[] | null {
  const text = decodeUtf8(bytes);
  if (!text.ok) return null;
  try {
    return ledgerSchema.parse(JSON.parse(text.value)).entries;
  } catch {
    return null;
  }
}

async function readEntries(path: string): Promise<readonly LedgerEntry[] | null> {
  const bytes = await readSmallFile(path, maxFileBytes);
  if (bytes.ok) return parseLedger(bytes.value);
  return bytes.error.code === 'no-such-file' ? [] : null;
}

/** Moves an unreadable ledger to the first free name; the empty file holds that name against anybody else. */
async function setAside(folder: string, path: string): Promise<void> {
  for (let n = 1; n <= mostSetAside; n++) {
    const aside = join(folder, `request-ledger.unreadable-${n}.json`);
    try {
      await (await open(aside, 'wx', 0o600)).close();
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw error;
    }
    try {
      await rename(path, aside);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
    return;
  }
  throw new Error('too many unreadable ledgers');
}

async function writeEntries(folder: string, path: string, entries: readonly LedgerEntry[]): Promise<void> {
  const text = JSON.stringify({ format: 'sip-alg-request-ledger', version: 1, entries });
  await replaceFile(path, join(folder, 'request-ledger.tmp'), `${text}\n`);
}

/** Opens or creates the ledger in a folder, which is created too; never rejects, whatever is on the disk. */
export async function openLedgerFile(folder: string, clock: Clock = systemClock): Promise<LedgerFile> {
  const path = join(folder, 'request-ledger.json');
  const found = await readEntries(path);
  const stateWhenWritten: LedgerState = found === null ? 'unreadable' : 'kept';
  let entries = newest((found ?? []).filter((entry) => ageMs(entry, clock) <= ledgerMemoryMs));
  let state: LedgerState = 'not-writable';
  let isOpen = true;

  const write = async (prepare: () => Promise<unknown>): Promise<boolean> => {
    try {
      await prepare();
      await writeEntries(folder, path, entries);
      state = stateWhenWritten;
      return true;
    } catch {
      state = 'not-writable';
      return false;
    }
  };
  // Writing at once proves that it can be done before anything is sent.
  let isAside = found !== null;
  const prepareFolder = async (): Promise<void> => {
    await makeFolder(folder);
    if (!isAside) await setAside(folder, path);
    isAside = true;
  };
  let last = write(prepareFolder);
  await last;

  return {
    get state() {
      return state;
    },
    get entries() {
      return entries;
    },
    append: (entry) => {
      if (!isOpen || !entrySchema.safeParse(entry).success) return Promise.resolve(false);
      entries = newest([...entries, entry]);
      last = last.then(() => write(prepareFolder));
      return last;
    },
    close: async () => {
      isOpen = false;
      await last;
    },
  };
}
