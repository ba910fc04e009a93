// `check`: one run from options to a printed result and an exit status.
import { compareReports } from '../../shared/report/compare.ts';
import type { Report } from '../../shared/report/report.ts';
import { comparisonLines } from '../../shared/report/text/compare-sentences.ts';
import { reportOfCheck } from '../engine/check-report.ts';
import { createRouterLook } from '../engine/router/look-at-router.ts';
import { routerData } from '../engine/router/router-data.ts';
import { runCheck } from '../engine/run-check.ts';
import { systemClock } from '../io/clock.ts';
import { secureIds } from '../io/ids.ts';
import { type CheckOptions, type RawCheckOptions, readCheckOptions } from './check-options.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { progressLines } from './progress-lines.ts';
import { refusalSentence } from './refusal-sentence.ts';
import { openWhole, renderText } from './report-command.ts';
import { checkReportTarget, saveReport } from './report-target.ts';
import { demoSurroundings, realSurroundings, type Surroundings } from './surroundings.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Runs a check and prints its result; resolves to the exit status, throws UsageError for unusable input. */
export async function checkCommand(raw: RawCheckOptions, terminal: Terminal): Promise<number> {
  const options = await readCheckOptions(raw);
  if (options.reportPath !== null) await checkReportTarget(options.reportPath);
  // Before anything is sent: a check must not cost a request and then have nothing to be compared with.
  const earlier = options.comparePath === null ? null : await openWhole(options.comparePath);
  const surroundings =
    options.demo === null ? await realSurroundings(terminal.note) : await demoSurroundings(options.demo);
  try {
    const report = await check(options, surroundings, terminal);
    terminal.out(options.isJson ? `${JSON.stringify(report, null, 2)}\n` : renderText(report));
    if (earlier !== null) tellComparison(earlier, report, options.isJson ? terminal.note : terminal.out);
    if (options.reportPath !== null) {
      await saveReport(options.reportPath, `${JSON.stringify(report, null, 2)}\n`);
      if (!options.isQuiet) terminal.note(`Report saved: ${options.reportPath}`);
    }
    return report.partial ? exitCodes.cancelled : exitCodeOf(report.alg.level);
  } finally {
    await surroundings.close();
  }
}

/** Standard output holds one JSON document or none: beside one, the comparison goes where progress goes. */
function tellComparison(earlier: Report, report: Report, tell: (text: string) => void): void {
  const lines = comparisonLines(compareReports(earlier, report));
  tell(['', 'Compared with the earlier check', ...lines.map((line) => `  ${line}`), ''].join('\n'));
}

async function check(
  options: CheckOptions,
  { network, ledger }: Surroundings,
  terminal: Terminal,
): Promise<Report> {
  const { request } = options;
  const onProgress = options.isQuiet ? () => undefined : progressLines(terminal.note);
  const run = await runCheck(request, {
    network,
    ledger,
    clock: systemClock,
    ids: secureIds,
    signal: terminal.signal,
    onProgress,
    ...(options.looksAtRouter
      ? { lookAtRouter: createRouterLook({ data: routerData(), clock: systemClock }) }
      : {}),
  });
  if (!run.ok) throw new UsageError(refusalSentence(run.error, request.serverName));
  return reportOfCheck(request, run.value, {
    version: __APP_VERSION__,
    host: 'cli',
    clock: systemClock,
    ids: secureIds,
  });
}
