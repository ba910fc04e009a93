// Reports of demo scenarios, made by the built command line as a user would.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseReport, type Report } from '../../shared/report/report.ts';

const cliFile = fileURLToPath(new URL('../../out/cli/sip-alg-checker.mjs', import.meta.url));
/** A check waits most of its time, so several fit on one core. */
const atOnce = 8;

/** One report a scenario, in the order asked for; rejects when a run makes none. */
export async function demoReports(scenarios: readonly string[]): Promise<readonly Report[]> {
  const folder = mkdtempSync(join(tmpdir(), 'salg-demo-'));
  try {
    const made = new Map<string, Report>();
    const waiting = [...scenarios];
    const work = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
        made.set(name, await demoReport(name, folder));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return scenarios.flatMap((name) => made.get(name) ?? []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function demoReport(scenario: string, stateFolder: string): Promise<Report> {
  const env = { ...process.env, SIP_ALG_CHECKER_STATE_DIR: join(stateFolder, scenario) };
  return new Promise((resolve, reject) => {
    const args = [cliFile, 'check', '--json', '--quiet', '--demo', scenario];
    execFile(process.execPath, args, { env, maxBuffer: 16 * 1024 * 1024 }, (_error, stdout, stderr) => {
      const report = parseReport(stdout);
      if (report.ok) resolve(report.value);
      else reject(new Error(`${scenario}: ${report.error.message} ${stderr}`));
    });
  });
}
