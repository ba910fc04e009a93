// The report as a file. Its text comes from the host, which looks through it once more: what is saved is that text.
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import type { Redaction, Report } from '../../../shared/report/report.ts';
import { codeOf } from '../../client/answer.ts';
import { saveText } from '../../components/save-file.ts';
import type { App } from '../../state/store.ts';

export type ReportFile = ResponseOf<'report.redact'>;

const fileRequest = ({ id }: Report, level: Redaction) => ({ source: { from: 'run', id }, level }) as const;

/** The file at that level, or why there is none; null when the host could not answer, which the window then says. */
export async function askForFile(app: App, report: Report, level: Redaction): Promise<ReportFile | null> {
  try {
    return await app.client.call('report.redact', fileRequest(report, level));
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
    return null;
  }
}

/** Puts the file at that level under the pointer; what the host says where it may not leave, null otherwise. */
export async function dragFile(app: App, report: Report, level: Redaction): Promise<string | null> {
  try {
    const answer = await app.client.call('report.drag', fileRequest(report, level));
    return answer.isRefused ? answer.message : null;
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
    return null;
  }
}

export const saveReportText = (name: string, text: string): void => saveText(name, text, 'application/json');
