// A report file for the window: read as the hostile text it may be, with what its seal and its observations say.
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { maxReportBytes, parseReport } from '../../../shared/report/report.ts';
import { reportReplays } from '../check-report.ts';
import type { Sealer } from '../report-seal.ts';
import { shownComparison } from './comparing.ts';
import type { StoredReport } from './history.ts';

/** A report with what can be said about the file it stood in. */
export const openedReport = ({ report, text }: StoredReport, sealer: Sealer): ResponseOf<'history.open'> => ({
  report,
  comparison: shownComparison(report),
  replays: reportReplays(report),
  seal: sealer.verifySeal(text),
});

/** The answer to `report.read`. */
export function readReport(text: string, sealer: Sealer): ResponseOf<'report.read'> {
  if (Buffer.byteLength(text) > maxReportBytes)
    return { isReport: false, code: 'too-large', message: 'It is too large.' };
  const report = parseReport(text);
  if (report.ok) return { isReport: true, ...openedReport({ report: report.value, text }, sealer) };
  const { code, message } = report.error;
  return { isReport: false, code, message: message.slice(0, 500) };
}
