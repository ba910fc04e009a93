// `report show`, `verify` and `compare`: reads a report file as the hostile text it may be.

import { compareReports } from '../../shared/report/compare.ts';
import { maxReportBytes, parseReport, type Report } from '../../shared/report/report.ts';
import { comparisonLines } from '../../shared/report/text/compare-sentences.ts';
import { renderReport } from '../../shared/report/text/render.ts';
import { reportReplays } from '../engine/check-report.ts';
import { routerData } from '../engine/router/router-data.ts';
import { decodeUtf8, readSmallFile } from '../io/report-file.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Prints a report as text; throws UsageError when the file is no report. */
export async function showReport(path: string, terminal: Terminal): Promise<number> {
  terminal.out(renderText(await openReport(path)));
  return 0;
}

/** The report with the steps on its router, as far as this program's catalogue has them. */
export const renderText = (report: Report): string =>
  renderReport(report, report.router === null ? null : routerData().catalogue);

/** Says what became of the finding between two reports, the earlier one first. */
export async function compareFiles(before: string, after: string, terminal: Terminal): Promise<number> {
  const reports = [await openWhole(before), await openWhole(after)] as const;
  const comparison = compareReports(...reports);
  terminal.out(`${comparisonLines(comparison).join('\n')}\n`);
  return 0;
}

/** Masks count from one in every file: the same one in two files says nothing. */
export async function openWhole(path: string): Promise<Report> {
  const report = await openReport(path);
  if (report.redaction === 'no-addresses')
    throw new UsageError(`${path} cannot be compared: its addresses were taken out.`);
  return report;
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

/** Reads a report file; throws UsageError when it is none. */
export async function openReport(path: string): Promise<Report> {
  const bytes = await readSmallFile(path, maxReportBytes);
  if (!bytes.ok) throw new UsageError(`${path} cannot be read (${bytes.error.code}).`);
  const text = decodeUtf8(bytes.value);
  if (!text.ok) throw new UsageError(`${path} is not UTF-8 text.`);
  const report = parseReport(text.value);
  if (!report.ok) throw new UsageError(`${path} is not a usable report. ${report.error.message}`);
  return report.value;
}
