// What the window may see, save and drag out of a report.
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CallError, CheckedRequestOf } from '../../../shared/ipc/contract.ts';
import type { RedactFault } from '../../../shared/redact/redact-report.ts';
import { reportFileName } from '../../../shared/report/file-name.ts';
import { parseReport, type Report } from '../../../shared/report/report.ts';
import { type RedactedFile, redactedFile } from '../redacted-file.ts';
import type { HandlerDeps, Handlers } from './handler-types.ts';

/** Puts a file with this name and text under the pointer; rejects where it cannot be written. */
export type DragOut = (name: string, text: string) => Promise<void>;

type RedactDeps = Pick<HandlerDeps, 'run' | 'history' | 'sealer' | 'dragOut'>;
type FileRequest = CheckedRequestOf<'report.redact'>;

export const redactHandlers = (
  deps: RedactDeps,
): Pick<Handlers, Extract<keyof Handlers, `report.${'redact' | 'drag'}`>> => ({
  'report.redact': async (request) => {
    const file = await fileOf(deps, request);
    if (!file.ok) return file;
    if (!file.value.ok) return ok(refusal(file.value.error));
    const { report, text, counts } = file.value.value;
    const masked = Object.entries(counts).map(([kind, count]) => ({ kind, count }));
    return ok({ isRefused: false, name: reportFileName(report), text, masked });
  },
  'report.drag': async (request) => {
    if (deps.dragOut === null) return err({ code: 'not-allowed', message: 'This host drags nothing out.' });
    const file = await fileOf(deps, request);
    if (!file.ok) return file;
    if (!file.value.ok) return ok(refusal(file.value.error));
    const { report, text } = file.value.value;
    try {
      await deps.dragOut(reportFileName(report), text);
      return ok({ isRefused: false });
    } catch {
      return err({ code: 'not-writable', message: 'The file to drag could not be written.' });
    }
  },
});

const refusal = ({ message }: RedactFault) => ({ isRefused: true, message: message.slice(0, 500) }) as const;

/** The file as it may leave, or why not; refused when there is no such report. */
async function fileOf(
  deps: RedactDeps,
  { source, level }: FileRequest,
): Promise<Result<Result<RedactedFile, RedactFault>, CallError>> {
  const report = await reportOf(deps, source);
  if (report === null) return err({ code: 'not-found', message: 'There is no such report.' });
  return ok(redactedFile(report, level, deps.sealer.sealReport));
}

async function reportOf({ run, history }: RedactDeps, source: FileRequest['source']): Promise<Report | null> {
  if (source.from === 'file') {
    const parsed = parseReport(source.text);
    return parsed.ok ? parsed.value : null;
  }
  const state = run.state();
  if (state.phase === 'done' && state.report.id === source.id) return state.report;
  const kept = await history.open(source.id);
  return kept.ok ? kept.value.report : null;
}
