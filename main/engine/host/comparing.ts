// The run that a check is compared with: found by the host, which alone knows the reports, and put beside the new one.

import { maxDifferenceChars, mostDifferences, type ShownComparison } from '../../../shared/ipc/compare.ts';
import { type Comparison, comparisonOf } from '../../../shared/report/compare.ts';
import { type Report, type ReportedRun, runOf } from '../../../shared/report/report.ts';
import type { History } from './history.ts';

/** The run of that id: out of the last result, which may not have been kept, or out of the history; null when it is gone. */
export async function earlierRun(
  id: string,
  last: Report | null,
  history: Pick<History, 'open'>,
): Promise<ReportedRun | null> {
  if (last?.id === id) return runOf(last);
  if (last?.before?.id === id) return last.before;
  const kept = await history.open(id);
  return kept.ok ? runOf(kept.value.report) : null;
}

const clip = (text: string): string => text.slice(0, maxDifferenceChars);

/** What became of the finding of the run before, as the window gets it; null where there is none. */
export function shownComparison(report: Report): ShownComparison | null {
  const comparison = comparisonOf(report);
  return comparison === null ? null : clipped(comparison);
}

/** A comparison as the window gets it; a forged report cannot make it endless. */
export function clipped(comparison: Comparison): ShownComparison {
  const differences = comparison.differences
    .slice(0, mostDifferences)
    .map(({ probe, path, field, before, after }) => ({
      probe,
      path,
      field: clip(field),
      before: before === null ? null : clip(before),
      after: after === null ? null : clip(after),
    }));
  return { ...comparison, reasons: [...comparison.reasons], differences };
}
