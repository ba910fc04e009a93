// `report show` and `report compare`: reads a report file as the hostile text it may be.

import { canonicalLines } from '../../shared/base/canonical-json.ts';
import { compareReports } from '../../shared/report/compare.ts';
import { maxReportBytes, parseReport, type Report } from '../../shared/report/report.ts';
import { reportFileText } from '../../shared/report/seal.ts';
import { comparisonLines } from '../../shared/report/text/compare-sentences.ts';
import { renderReport } from '../../shared/report/text/render.ts';
import { createSealer } from '../engine/report-seal.ts';
import { routerData } from '../engine/router/router-data.ts';
import { decodeUtf8, readSmallFile } from '../io/report-file.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export type ReadOptions = { readonly json?: boolean };

/** Prints a report as text or as JSON of today's version; throws UsageError when the file is no report. */
export async function showReport(path: string, { json }: ReadOptions, terminal: Terminal): Promise<number> {
  const { report, text } = await openReportFile(path);
  const { state } = createSealer(null).verifySeal(text);
  if (state === 'edited') terminal.note(`Warning: ${path} was changed after it was saved.`);
  terminal.out(json === true ? reportFileText(report) : renderText(report));
  return 0;
}

/** The report with the steps on its router, as far as this program's catalogue has them. */
export const renderText = (report: Report): string =>
  renderReport(report, report.router === null ? null : routerData().catalogue);

/** Says what became of the finding between two reports, the earlier one first. */
export async function compareFiles(
  before: string,
  after: string,
  { json }: ReadOptions,
  terminal: Terminal,
): Promise<number> {
  const comparison = compareReports(await openWhole(before), await openWhole(after));
  terminal.out(json === true ? canonicalLines(comparison) : `${comparisonLines(comparison).join('\n')}\n`);
  return 0;
}

/** Reads a report file; throws UsageError when it is none. */
export const openReport = async (path: string): Promise<Report> => (await openReportFile(path)).report;

/** Reads a report file, with every byte of its text; throws UsageError when it is none. */
export async function openReportFile(
  path: string,
): Promise<{ readonly report: Report; readonly text: string }> {
  const bytes = await readSmallFile(path, maxReportBytes);
  if (!bytes.ok) throw new UsageError(`${path} cannot be read (${bytes.error.code}).`);
  const text = decodeUtf8(bytes.value, 'keep');
  if (!text.ok) throw new UsageError(`${path} is not UTF-8 text.`);
  const report = parseReport(text.value);
  if (!report.ok) throw new UsageError(`${path} is not a usable report. ${report.error.message}`);
  return { report: report.value, text: text.value };
}

/** Masks count from one in every file: the same one in two files says nothing. */
export async function openWhole(path: string): Promise<Report> {
  const report = await openReport(path);
  if (report.redaction === 'no-addresses')
    throw new UsageError(`${path} cannot be compared: its addresses were taken out.`);
  return report;
}
