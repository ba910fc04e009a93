// What was sent to which server address, over restarts of the program, as ages that no clock change can shrink.
import type { Clock } from '../../shared/base/clock.ts';
import type { AnswerClass } from '../../shared/probe/request-limits.ts';
import type { LedgerEntry, LedgerFile } from '../io/request-ledger-file.ts';

/** Entries older than this no longer count, ms. */
const memoryMs = 600_000;

/** How long ago an entry was made, ms: the smaller of what the wall clock and the machine's uptime say. */
export function ageMs(entry: LedgerEntry, clock: Clock): number {
  const byWall = clock.wallMs() - entry.atWallMs;
  const byUptime = clock.uptimeMs() - entry.uptimeMs;
  // Uptime below the entry's: the machine restarted since, so it is at least as old as this uptime.
  if (byUptime < 0) return byWall < 0 ? clock.uptimeMs() : byWall;
  return byWall < 0 ? byUptime : Math.min(byWall, byUptime);
}

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
