// A request ledger in memory that shows when something is written, and can be as ill as a file can.
import type { LedgerEntry, LedgerFile } from '../../../main/io/request-ledger-file.ts';

export type FakeLedger = LedgerFile & {
  state: LedgerFile['state'];
  readonly entries: readonly LedgerEntry[];
};

export type FakeLedgerOptions = {
  readonly state?: LedgerFile['state'];
  readonly entries?: readonly LedgerEntry[];
  /** Gets `writing KIND` when an append begins and `wrote KIND` when it is done. */
  readonly journal?: string[];
  /** Stands in for a slow disk. */
  readonly delay?: () => Promise<void>;
};

export function createFakeLedger(options: FakeLedgerOptions = {}): FakeLedger {
  const entries = [...(options.entries ?? [])];
  const ledger: FakeLedger = {
    state: options.state ?? 'kept',
    entries,
    append: async (entry) => {
      options.journal?.push(`writing ${entry.kind}`);
      await (options.delay?.() ?? Promise.resolve());
      entries.push(entry);
      options.journal?.push(`wrote ${entry.kind}`);
      return ledger.state !== 'not-writable';
    },
    close: () => Promise.resolve(),
  };
  return ledger;
}
