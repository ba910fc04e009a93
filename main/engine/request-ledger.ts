// What was sent to which server address, over restarts of the program, as ages that are never above the truth.
import { ageMs } from '../../shared/base/age.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { AnswerClass } from '../../shared/probe/request-limits.ts';
import type { LedgerEntry, LedgerFile } from '../io/request-ledger-file.ts';

/** Entries older than this no longer count, ms. */
const memoryMs = 600_000;

/** Ages of all sends of one kind to one address, ms. */
export const agesOf = (
  ledger: LedgerFile,
  clock: Clock,
  serverAddress: string,
  kind: LedgerEntry['kind'],
): readonly number[] =>
  ledger.entries
    .filter((entry) => entry.kind === kind && entry.serverAddress === serverAddress)
    .map((entry) => ageMs(entry, clock));

/** What earlier runs learnt about this server: a counted refusal outweighs every harmless answer. */
export function rememberedAnswers(ledger: LedgerFile, clock: Clock, serverAddress: string): AnswerClass {
  const isRecent = (kind: LedgerEntry['kind']): boolean =>
    agesOf(ledger, clock, serverAddress, kind).some((age) => age < memoryMs);
  if (isRecent('strike-answer')) return 'strike-risk';
  return isRecent('no-strike-answer') ? 'no-strike' : 'unknown';
}

/** Requests to this address in the last ten minutes. */
export const recentRequests = (ledger: LedgerFile, clock: Clock, serverAddress: string): number =>
  agesOf(ledger, clock, serverAddress, 'request').filter((age) => age < memoryMs).length;
