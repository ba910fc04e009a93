// What the window may see and save of a report.
import { err, ok } from '../../../shared/base/result.ts';
import { parseReport, type Report } from '../../../shared/report/report.ts';
import { redactedFile } from '../redacted-file.ts';
import type { HandlerDeps, Handlers } from './handler-types.ts';

type RedactHandlers = Pick<Handlers, 'report.redact'>;
type Source = Parameters<RedactHandlers['report.redact']>[0]['source'];

export const redactHandlers = (deps: Pick<HandlerDeps, 'run' | 'history' | 'sealer'>): RedactHandlers => ({
  'report.redact': async ({ source, level }) => {
    const report = await reportOf(deps, source);
    if (report === null) return err({ code: 'not-found', message: 'There is no such report.' });
    const file = redactedFile(report, level, deps.sealer.sealReport);
    if (!file.ok) return ok({ isRefused: true, message: file.error.message.slice(0, 500) });
    const { text, counts } = file.value;
    const masked = Object.entries(counts).map(([kind, count]) => ({ kind, count }));
    return ok({ isRefused: false, text, masked });
  },
});

async function reportOf(
  { run, history }: Pick<HandlerDeps, 'run' | 'history'>,
  source: Source,
): Promise<Report | null> {
  if (source.from === 'file') {
    const parsed = parseReport(source.text);
    return parsed.ok ? parsed.value : null;
  }
  const state = run.state();
  if (state.phase === 'done' && state.report.id === source.id) return state.report;
  const kept = await history.open(source.id);
  return kept.ok ? kept.value.report : null;
}
