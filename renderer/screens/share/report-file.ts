// The report as a file. Its text comes from the host, which looks through it once more: what is saved is that text.
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import type { Redaction, Report } from '../../../shared/report/report.ts';
import { codeOf } from '../../client/answer.ts';
import { fileNameFor, saveText } from '../../components/save-file.ts';
import type { App } from '../../state/store.ts';

export type ReportFile = ResponseOf<'report.redact'>;

/** The file at that level, or why there is none; null when the host could not answer, which the window then says. */
export async function askForFile(app: App, { id }: Report, level: Redaction): Promise<ReportFile | null> {
  try {
    return await app.client.call('report.redact', { source: { from: 'run', id }, level });
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
    return null;
  }
}

export const reportFileName = (
  { target, createdAt }: Pick<Report, 'target' | 'createdAt'>,
  level: Redaction,
): string => fileNameFor(target.server, createdAt, level === 'full' ? 'sipreport' : `${level}.sipreport`);

export const saveReportText = (name: string, text: string): void => saveText(name, text, 'application/json');
