import type { LedgerEntry, LedgerFile } from '../io/request-ledger-file.ts';

/** A ledger that forgets with the process: for the demo, whose server exists only inside this program. */
export function createMemoryLedger(): LedgerFile {
  const entries: LedgerEntry[] = [];
  return {
    state: 'kept',
    entries,
    append: (entry) => {
      entries.push(entry);
      return Promise.resolve(true);
    },
    close: () => Promise.resolve(),
  };
}
