// `report verify`: whether files are as they were saved, and whether their verdicts follow from what was observed.
import { canonicalLines } from '../../shared/base/canonical-json.ts';
import type { SealFinding } from '../../shared/report/seal.ts';
import { sealMeaning, sealSentence } from '../../shared/report/text/seal-sentences.ts';
import { reportReplays } from '../engine/check-report.ts';
import { createSealer, type Sealer } from '../engine/report-seal.ts';
import { readSealKey } from '../io/seal-key.ts';
import { stateFolder } from '../io/state-folder.ts';
import { exitCodes } from './exit-codes.ts';
import { openReportFile, type ReadOptions } from './report-command.ts';
import { oneLine, type Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

type Checked = {
  readonly file: string;
  readonly code: number;
  /** Null when it is no usable report. */
  readonly seal: SealFinding | null;
  /** The verdict follows from the observations. */
  readonly replays: boolean | null;
  readonly level: string | null;
  /** Why it is no usable report. */
  readonly fault: string | null;
};

/** From best to worst. */
const severity: readonly number[] = [
  0,
  exitCodes.unsealed,
  exitCodes.edited,
  exitCodes.doesNotFollow,
  exitCodes.unusableInput,
];

/** One line a file; resolves to the exit status of the worst. */
export async function verifyReports(
  paths: readonly string[],
  { json }: ReadOptions,
  terminal: Terminal,
): Promise<number> {
  const sealer = createSealer(await readSealKey(stateFolder()));
  const all: Checked[] = [];
  for (const path of paths) {
    const checked = await verifyFile(path, sealer);
    all.push(checked);
    if (json === true) continue;
    if (checked.fault === null) terminal.out(`${oneLine(path)}: ${lineOf(checked)}\n`);
    else terminal.note(oneLine(checked.fault));
  }
  if (json === true) terminal.out(canonicalLines(all));
  else if (all.some(({ seal }) => seal !== null && seal.state !== 'unsealed')) terminal.note(sealMeaning);
  return all.map(({ code }) => code).reduce(worse, 0);
}

const worse = (a: number, b: number): number => (severity.indexOf(a) >= severity.indexOf(b) ? a : b);

async function verifyFile(file: string, sealer: Sealer): Promise<Checked> {
  try {
    const { report, text } = await openReportFile(file);
    const seal = sealer.verifySeal(text);
    const replays = reportReplays(report);
    return { file, code: codeOf(seal, replays), seal, replays, level: report.alg.level, fault: null };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { exitCode: code, message: fault } = error;
    return { file, code, seal: null, replays: null, level: null, fault };
  }
}

function codeOf({ state }: SealFinding, replays: boolean): number {
  if (!replays) return exitCodes.doesNotFollow;
  if (state === 'edited') return exitCodes.edited;
  return state === 'unsealed' ? exitCodes.unsealed : 0;
}

function lineOf({ seal, replays, level }: Checked): string {
  const sealed = seal === null ? '' : `${sealSentence(seal)}; `;
  return replays === true
    ? `${sealed}the verdict (${level}) follows from its observations.`
    : `${sealed}the verdict (${level}) DOES NOT FOLLOW from its observations. Do not rely on it.`;
}
