// `report redact`: a copy of a report with less in it. The file itself is never changed.
import { redactedFile } from '../engine/redacted-file.ts';
import { openSeal } from './open-seal.ts';
import { openReport } from './report-command.ts';
import { checkReportTarget, saveReport } from './report-target.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export type RawRedactOptions = { readonly level: string; readonly output?: string };

const levels = ['no-local-names', 'no-addresses', 'full'] as const;

/** Prints or saves the copy; throws UsageError when there is none to be had. */
export async function redactFile(path: string, raw: RawRedactOptions, terminal: Terminal): Promise<number> {
  const level = levels.find((one) => one === raw.level);
  if (level === undefined) throw new UsageError('Give --level no-local-names or no-addresses.');
  if (raw.output !== undefined) await checkReportTarget(raw.output, '--output');
  const report = await openReport(path);
  if (level === 'full')
    throw new UsageError(
      report.redaction === 'full'
        ? `${path} is whole already. Give --level no-local-names or no-addresses.`
        : `${path}: what was taken out cannot be put back.`,
    );
  const file = redactedFile(report, level, await openSeal(terminal.note));
  if (!file.ok) throw new UsageError(`${path}: ${file.error.message}`);
  if (raw.output === undefined) terminal.out(file.value.text);
  else {
    await saveReport(raw.output, file.value.text);
    terminal.note(`Saved ${raw.output} (${summaryOf(file.value.counts)}).`);
  }
  return 0;
}

function summaryOf(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`);
  return parts.length === 0 ? 'nothing was to take out' : `masked: ${parts.join(', ')}`;
}
