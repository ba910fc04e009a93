// `check`: one run from options to a printed result and an exit status.

import { comparisonOf } from '../../shared/report/compare.ts';
import { type Report, type ReportedRun, runOf } from '../../shared/report/report.ts';
import { reportFileText } from '../../shared/report/seal.ts';
import { comparisonLines, comparisonTitle } from '../../shared/report/text/compare-sentences.ts';
import { reportOfCheck } from '../engine/check-report.ts';
import { portsUsedBy, withFreshPorts } from '../engine/fresh-ports.ts';
import { createRouterLook } from '../engine/router/look-at-router.ts';
import { routerData } from '../engine/router/router-data.ts';
import { runCheck } from '../engine/run-check.ts';
import { systemClock } from '../io/clock.ts';
import { secureIds } from '../io/ids.ts';
import { type CheckOptions, type RawCheckOptions, readCheckOptions } from './check-options.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { openSeal } from './open-seal.ts';
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
  const before = options.comparePath === null ? null : runOf(await openWhole(options.comparePath));
  const surroundings =
    options.demo === null ? await realSurroundings(terminal.note) : await demoSurroundings(options.demo);
  try {
    const seal = options.isJson || options.reportPath !== null ? await openSeal(terminal.note) : null;
    const found = await check(options, before, surroundings, terminal);
    const report = seal === null ? found : seal(found);
    terminal.out(options.isJson ? reportFileText(report) : renderText(report));
    // Standard output holds one JSON document or none: beside one, the comparison goes where progress goes.
    if (options.isJson) tellComparison(report, terminal.note);
    if (options.reportPath !== null) {
      await saveReport(options.reportPath, reportFileText(report));
      if (!options.isQuiet) terminal.note(`Report saved: ${options.reportPath}`);
    }
    return report.partial ? exitCodes.cancelled : exitCodeOf(report.alg.level);
  } finally {
    await surroundings.close();
  }
}

function tellComparison(report: Report, tell: (text: string) => void): void {
  const comparison = comparisonOf(report);
  if (comparison === null) return;
  const lines = comparisonLines(comparison);
  tell(['', comparisonTitle, ...lines.map((line) => `  ${line}`), ''].join('\n'));
}

async function check(
  options: CheckOptions,
  before: ReportedRun | null,
  { network, ledger }: Surroundings,
  terminal: Terminal,
): Promise<Report> {
  const { request } = options;
  const onProgress = options.isQuiet ? () => undefined : progressLines(terminal.note);
  const run = await runCheck(request, {
    network: withFreshPorts(network, portsUsedBy(before?.observations ?? [])),
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
    before,
  });
}
