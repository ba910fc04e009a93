// `check`: one run from options to a printed result and an exit status.
import type { Report } from '../../shared/report/report.ts';
import { renderReport } from '../../shared/report/text/render.ts';
import { createDemoNetwork } from '../demo/demo-network.ts';
import { reportOfCheck } from '../engine/check-report.ts';
import { createMemoryLedger } from '../engine/memory-ledger.ts';
import { type CheckDeps, type CheckRefusal, runCheck } from '../engine/run-check.ts';
import { systemClock } from '../io/clock.ts';
import { secureIds } from '../io/ids.ts';
import { openLedgerFile } from '../io/request-ledger-file.ts';
import { acquireRunLock } from '../io/run-lock.ts';
import { stateFolder } from '../io/state-folder.ts';
import { createSystemNetwork } from '../io/system-network.ts';
import { type CheckOptions, type RawCheckOptions, readCheckOptions } from './check-options.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { progressLines } from './progress-lines.ts';
import { checkReportTarget, saveReport } from './report-target.ts';
import { UsageError } from './usage-error.ts';

export type Terminal = {
  readonly out: (text: string) => void;
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
};

type Surroundings = Pick<CheckDeps, 'network' | 'ledger'> & { readonly close: () => Promise<void> };

/** Runs a check and prints its result; resolves to the exit status, throws UsageError for unusable input. */
export async function checkCommand(raw: RawCheckOptions, terminal: Terminal): Promise<number> {
  const options = await readCheckOptions(raw);
  if (options.reportPath !== null) await checkReportTarget(options.reportPath);
  const surroundings =
    options.demo === null ? await realSurroundings(terminal) : await demoSurroundings(options.demo);
  try {
    const report = await check(options, surroundings, terminal);
    terminal.out(options.isJson ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report));
    if (options.reportPath !== null) {
      await saveReport(options.reportPath, `${JSON.stringify(report, null, 2)}\n`);
      if (!options.isQuiet) terminal.note(`Report saved: ${options.reportPath}`);
    }
    return report.partial ? exitCodes.cancelled : exitCodeOf(report.alg.level);
  } finally {
    await surroundings.close();
  }
}

async function demoSurroundings(scenario: NonNullable<CheckOptions['demo']>): Promise<Surroundings> {
  const network = await createDemoNetwork({ scenario });
  return { network, ledger: createMemoryLedger(), close: () => network.close() };
}

async function realSurroundings(terminal: Terminal): Promise<Surroundings> {
  const folder = stateFolder();
  const lock = await acquireRunLock(folder);
  if (!lock.ok && lock.error.code === 'busy')
    throw new UsageError(
      'Another check is running on this computer. Wait until it is done, then start again.',
    );
  const ledger = await openLedgerFile(folder);
  if (ledger.state === 'unreadable')
    terminal.note(
      `Warning: the record of earlier requests in ${folder} is damaged. It was set aside; the strictest limit applies.`,
    );
  if (ledger.state === 'not-writable')
    terminal.note(
      `Warning: nothing can be written in ${folder}. Earlier requests are unknown; the strictest limit applies.`,
    );
  const close = async (): Promise<void> => {
    await ledger.close();
    if (lock.ok) await lock.value.release();
  };
  return { network: createSystemNetwork(), ledger, close };
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
  });
  if (!run.ok) throw new UsageError(refusalSentence(run.error, request.serverName));
  return reportOfCheck(request, run.value, {
    version: __APP_VERSION__,
    host: 'cli',
    clock: systemClock,
    ids: secureIds,
  });
}

function refusalSentence(refusal: CheckRefusal, serverName: string): string {
  switch (refusal.code) {
    case 'unknown-name':
      return `No server is called ${serverName}. Check the spelling.`;
    case 'no-address':
      return `${serverName} exists but has no address. Ask who runs it for the right name.`;
    case 'banned-word':
      return `"${refusal.word}" holds a word that firewalls ban. Use another name for the server or the probe user.`;
    case 'trap-port':
      return `Port ${refusal.port} is never contacted: some servers ban whoever does. Give the SIP port.`;
    case 'multicast-address':
      return `${refusal.address} reaches many computers (multicast). Give the address of one server.`;
    case 'broadcast-address':
      return `${refusal.address} reaches every computer (broadcast). Give the address of one server.`;
    case 'unspecified-address':
    case 'not-an-address':
      return `${refusal.address} stands for no address (unspecified). Give the name or address of the server.`;
  }
}
