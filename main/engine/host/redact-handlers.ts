// What the window may see, save and drag out of a report.
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CallError, CheckedRequestOf } from '../../../shared/ipc/contract.ts';
import { reportFileName } from '../../../shared/report/file-name.ts';
import { parseReport, type Report } from '../../../shared/report/report.ts';
import { type RedactedFile, redactedFile } from '../redacted-file.ts';
import type { HandlerDeps, Handlers } from './handler-types.ts';

type RedactDeps = Pick<HandlerDeps, 'run' | 'history' | 'sealer' | 'dragOut'>;
type FileRequest = CheckedRequestOf<'report.redact'>;

export const redactHandlers = (deps: RedactDeps): Pick<Handlers, 'report.redact' | 'report.drag'> => ({
  'report.redact': (request) =>
    withFile(deps, request, async ({ report, text, counts }) => {
      const masked = Object.entries(counts).map(([kind, count]) => ({ kind, count }));
      return ok({ isRefused: false as const, name: reportFileName(report), text, masked });
    }),
  'report.drag': async (request) => {
    const { dragOut } = deps;
    if (dragOut === null) return err({ code: 'not-allowed', message: 'This host drags nothing out.' });
    return withFile(deps, request, async ({ report, text }) => {
      try {
        await dragOut(reportFileName(report), text);
        return ok({ isRefused: false as const });
      } catch {
        return err({ code: 'not-writable', message: 'The file to drag could not be written.' });
      }
    });
  },
});

type Refused = { readonly isRefused: true; readonly message: string };

/** Gives the file away as `give` does, or says why it may not leave; refused when there is no such report. */
async function withFile<Given>(
  deps: RedactDeps,
  { source, level }: FileRequest,
  give: (file: RedactedFile) => Promise<Result<Given, CallError>>,
): Promise<Result<Given | Refused, CallError>> {
  const report = await reportOf(deps, source);
  if (report === null) return err({ code: 'not-found', message: 'There is no such report.' });
  const file = redactedFile(report, level, deps.sealer.sealReport);
  return file.ok ? give(file.value) : ok({ isRefused: true, message: file.error.message.slice(0, 500) });
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
