// How much may be sent to one server address, as pure arithmetic over past sends. The numbers are the wire
// contract; the ban guard (main/engine) is the only place that spends them.

/** At most `most` sends in any stretch of `perMs`. */
export type RateLimit = { readonly most: number; readonly perMs: number };

const tenMinutesMs = 600_000;

/** Whether the requests come from an invented user or from one that the operator provisioned. */
export type CheckMode = 'anonymous' | 'probe-user';

/** `account`: requests that carry, or may be asked for, credentials that the user was given. */
export type SenderMode = CheckMode | 'account';

/** What the answers so far say about the risk of being counted as an attacker. */
export type AnswerClass = 'unknown' | 'no-strike' | 'strike-risk';

/** Status codes that Asterisk gives without a log line that a ban tool would count. */
export const noStrikeStatusCodes: readonly number[] = [200, 404, 405, 501];
/** Status codes after which a check stops at two requests; whoever the server knows is challenged with 401 or 407 too. */
export const strikeStatusCodes = (mode: SenderMode): readonly number[] =>
  mode === 'anonymous' ? [401, 403, 407] : [403];

/**
 * Limits on SIP requests to one server address, retransmissions included. Two in ten minutes is what the
 * strictest known set-up survives (fail2ban, three strikes in 600 s); the larger ones hold where answers
 * show that nothing is counted, or where the operator named a provisioned user.
 */
export function requestLimits(
  mode: SenderMode,
  answers: AnswerClass,
  isLedgerTrusted: boolean,
): readonly RateLimit[] {
  if (!isLedgerTrusted || answers === 'strike-risk') return strictestLimits;
  if (mode !== 'anonymous') return knownUserLimits;
  return answers === 'no-strike' ? noStrikeLimits : strictestLimits;
}

/** Passes three strikes in 600 s (fail2ban as the strictest guide sets it) with one to spare. */
const strictestLimits: readonly RateLimit[] = [{ most: 2, perMs: tenMinutesMs }];

/** Below Asterisk's own watch on unidentified requests (5 in 5 s). */
const noStrikeLimits: readonly RateLimit[] = [
  { most: 4, perMs: 5_000 },
  { most: 10, perMs: tenMinutesMs },
];

/** ours: room for three full runs of a probe user, or two calls and registrations, in ten minutes: a change on the router can be verified at once. */
const knownUserLimits: readonly RateLimit[] = [
  { most: 4, perMs: 5_000 },
  { most: 30, perMs: tenMinutesMs },
];

/** New flows to SIP ports of one server address; the customer's phones share these counters. */
export const flowLimits: readonly RateLimit[] = [
  { most: 3, perMs: 30_000 },
  { most: 6, perMs: 60_000 },
];

/** Shortest distance between two requests, ms. */
export const requestGapMs = 250;

/** A longer pause than this is not worth a user's time: the probe is reported as not sent instead. */
export const longestPauseMs = 35_000;

/** Time until one more send fits all limits, ms; 0 when it fits now. `agesMs`: how long ago each past send was. */
export function waitMs(agesMs: readonly number[], limits: readonly RateLimit[]): number {
  const newestFirst = agesMs.toSorted((a, b) => a - b);
  const waits = limits.map(({ most, perMs }) => {
    const oldestThatCounts = newestFirst[most - 1];
    return oldestThatCounts === undefined || oldestThatCounts >= perMs ? 0 : perMs - oldestThatCounts;
  });
  return Math.max(0, ...waits);
}
