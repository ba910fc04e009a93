// `report show` and `report verify`: reads a report file as the hostile text it may be.
import { maxReportBytes, parseReport, type Report } from '../../shared/report/report.ts';
import { renderReport } from '../../shared/report/text/render.ts';
import { reportReplays } from '../engine/check-report.ts';
import { decodeUtf8, readSmallFile } from '../io/report-file.ts';
import type { Terminal } from './check-command.ts';
import { UsageError } from './usage-error.ts';

/** Prints a report as text; throws UsageError when the file is no report. */
export async function showReport(path: string, terminal: Terminal): Promise<number> {
  terminal.out(renderReport(await openReport(path)));
  return 0;
}

/** Runs the verdict again over the stored observations and says whether it is the stored one. */
export async function verifyReport(path: string, terminal: Terminal): Promise<number> {
  const report = await openReport(path);
  if (!reportReplays(report))
    throw new UsageError(`${path}: the verdict does not follow from its observations. Do not rely on it.`);
  terminal.out(
    `${path}: the verdict (${report.alg.level}) follows from the ${report.observations.length} observations.\n`,
  );
  return 0;
}

async function openReport(path: string): Promise<Report> {
  const bytes = await readSmallFile(path, maxReportBytes);
  if (!bytes.ok) throw new UsageError(`${path} cannot be read (${bytes.error.code}).`);
  const text = decodeUtf8(bytes.value);
  if (!text.ok) throw new UsageError(`${path} is not UTF-8 text.`);
  const report = parseReport(text.value);
  if (!report.ok) throw new UsageError(`${path} is not a usable report. ${report.error.message}`);
  return report.value;
}
