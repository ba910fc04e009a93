// Runs the built command line as a customer would, from the client of the lab, and reads what it says.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pathName } from '../../shared/observation/path.ts';
import { verdictReplays } from '../../shared/report/build-report.ts';
import { parseReport, type Report } from '../../shared/report/report.ts';
import type { Asterisk } from './asterisk.ts';
import { countBanLines } from './ban-lines.ts';
import type { Lab } from './lab.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const cliFile = join(root, 'out/cli/sip-alg-checker.mjs');

export type Checked = {
  readonly report: Report;
  readonly exitCode: number | null;
  readonly seconds: number;
  readonly stderr: string;
  /** `udp/5060: confirmed` for every path. */
  readonly paths: Readonly<Record<string, string>>;
};

/** A folder for the request ledger of one imagined customer; removed by the returned function. */
export function freshState(): { readonly env: Record<string, string>; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'salg-state-'));
  return {
    env: { SIP_ALG_CHECKER_STATE_DIR: folder },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One `check --json` run with a ledger of its own unless `env` names one; throws when the report does not replay. */
export async function check(
  lab: Lab,
  args: readonly string[],
  env?: Record<string, string>,
): Promise<Checked> {
  const state = env === undefined ? freshState() : { env, remove: () => undefined };
  try {
    const argv = ['node', cliFile, 'check', '--server', 'pbx.example', '--json', ...args];
    const run = await lab.runClient(argv, { env: state.env, timeoutMs: 100_000 });
    const parsed = parseReport(run.stdout);
    if (!parsed.ok)
      throw new Error(
        `no usable report after ${run.seconds.toFixed(1)} s, ended with ${run.code ?? 'a signal'}: ${parsed.error.message}\n${run.stdout.slice(0, 500)}\n${run.stderr}`,
      );
    if (!verdictReplays(parsed.value))
      throw new Error('the verdict does not follow from the observations of its report');
    return {
      report: parsed.value,
      exitCode: run.code,
      seconds: run.seconds,
      stderr: run.stderr,
      paths: Object.fromEntries(parsed.value.alg.paths.map((path) => [pathName(path), path.level])),
    };
  } finally {
    state.remove();
  }
}

/** Ban-worthy lines in the server's log, as fail2ban's stock filter counts them. */
export const banLines = async (asterisk: Asterisk): Promise<number> =>
  (await countBanLines(asterisk.messagesFile)).matched;

/** Adds a row to the table of measured results (.lab/results.tsv): kept for release notes, asserted nowhere. */
export function noteResult(
  suite: string,
  name: string,
  { report, seconds, paths }: Checked,
  lines: number,
): void {
  mkdirSync(join(root, '.lab'), { recursive: true });
  const levels = Object.entries(paths).map(([path, level]) => `${path} ${level}`);
  const confidence = report.alg.confidence ?? '-';
  const row = [
    suite,
    name,
    report.alg.level,
    confidence,
    levels.join(', '),
    report.budget.requestsSent,
    lines,
    seconds.toFixed(1),
  ];
  appendFileSync(join(root, '.lab/results.tsv'), `${row.join('\t')}\n`);
}
