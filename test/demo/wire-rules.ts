// What may never be seen on the wire, as checks on what was sent: from a report, or from what a server received.
import type { Report } from '../../shared/report/report.ts';

/** Allows for timers that fire early and for clocks of two processes. */
const shortestGapMs = 240;
const windowMs = 4990;

/** Breaches of "a quarter of a second between two requests, never more than four in five seconds". */
export function pacingBreaches(timesMs: readonly number[]): readonly string[] {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const breaches: string[] = [];
  for (const [i, time] of sorted.entries()) {
    const before = sorted[i - 1];
    if (before !== undefined && time - before < shortestGapMs)
      breaches.push(`request ${i + 1} came ${Math.round(time - before)} ms after the one before`);
    const fifthBack = sorted[i - 4];
    if (fifthBack !== undefined && time - fifthBack < windowMs)
      breaches.push(`requests ${i - 3} to ${i + 1} came within ${Math.round(time - fifthBack)} ms`);
  }
  return breaches;
}

/** The same for the requests that a report says were sent. */
export const reportedPacingBreaches = (report: Report): readonly string[] =>
  pacingBreaches(report.observations.filter((o) => o.kind === 'request-sent').map((o) => o.atMs));
