// Running counts of one stream run; changed in place by sender and receiver, read by whoever reports or ends it.
import type { StreamSnapshot } from './stream-messages.ts';

export type RunTotals = {
  sentCount: number;
  echoedCount: number;
  duplicateCount: number;
  skippedSlots: number;
  sendFailures: number;
  firstSentAtMs: number | null;
  lastSentAtMs: number | null;
  lastEchoAtMs: number | null;
  longestRoundTripMs: number | null;
  isRefused: boolean;
  /** Every slot was sent or skipped. */
  isGridDone: boolean;
  /** Round trips since the last snapshot. */
  readonly recent: { count: number; sumMs: number; longestMs: number };
};

/** Counts before the first packet. */
export const emptyTotals = (): RunTotals => ({
  sentCount: 0,
  echoedCount: 0,
  duplicateCount: 0,
  skippedSlots: 0,
  sendFailures: 0,
  firstSentAtMs: null,
  lastSentAtMs: null,
  lastEchoAtMs: null,
  longestRoundTripMs: null,
  isRefused: false,
  isGridDone: false,
  recent: { count: 0, sumMs: 0, longestMs: 0 },
});

/** Notes the first echo of a packet. */
export function noteRoundTrip(totals: RunTotals, roundTripMs: number): void {
  const { recent } = totals;
  recent.count++;
  recent.sumMs += roundTripMs;
  if (roundTripMs > recent.longestMs) recent.longestMs = roundTripMs;
  if (roundTripMs > (totals.longestRoundTripMs ?? 0)) totals.longestRoundTripMs = roundTripMs;
}

/** What a window shows, and the start of the next stretch of round trips. */
export function takeSnapshot(totals: RunTotals, atMs: number): StreamSnapshot {
  const { recent, sentCount, echoedCount, duplicateCount, skippedSlots } = totals;
  const { count, sumMs, longestMs } = recent;
  Object.assign(recent, { count: 0, sumMs: 0, longestMs: 0 });
  const roundTripMs = count === 0 ? null : { mean: sumMs / count, longest: longestMs };
  return { atMs, sentCount, echoedCount, duplicateCount, skippedSlots, roundTripMs };
}
