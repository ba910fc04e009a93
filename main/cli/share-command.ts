// `report html` and `report letter`: a report for people who do not have this program.
import { reportPage } from '../../shared/document/report-page.ts';
import { type Earlier, letterOf, letterRefusal, letterText } from '../../shared/reading/letter.ts';
import { type Language, languages } from '../../shared/reading/say.ts';
import { compareReports } from '../../shared/report/compare.ts';
import type { Report } from '../../shared/report/report.ts';
import { wordsOf } from '../engine/words.ts';
import { writeNewFile } from '../io/report-file.ts';
import { openReport } from './report-command.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export type RawShareOptions = {
  readonly language: string;
  readonly output?: string;
  readonly before?: string;
};

/** Prints or saves a report as one HTML file; throws UsageError when it cannot. */
export async function reportAsHtml(path: string, raw: RawShareOptions, terminal: Terminal): Promise<number> {
  const words = wordsOf(languageOf(raw));
  return deliver(reportPage(await openReport(path), words), raw, terminal);
}

/** Prints or saves a letter to the provider; throws UsageError where nothing can be asked for. */
export async function reportAsLetter(
  path: string,
  raw: RawShareOptions,
  terminal: Terminal,
): Promise<number> {
  const words = wordsOf(languageOf(raw));
  const report = await openReport(path);
  const refusal = letterRefusal(report);
  if (refusal !== null) throw new UsageError(words.of('letter')(`refused.${refusal}`));
  const earlier =
    raw.before === undefined ? undefined : earlierOf(await openReport(raw.before), report, raw.before);
  return deliver(letterText(letterOf(report, words, earlier), words), raw, terminal);
}

function languageOf({ language }: RawShareOptions): Language {
  const known = languages.find((one) => one === language);
  if (known === undefined)
    throw new UsageError(`There is no language "${language}". Give --language as en, nl, fr or de.`);
  return known;
}

/** Two results stand side by side in a letter only where they can be compared. */
function earlierOf(before: Report, now: Report, path: string): Earlier {
  const { reasons } = compareReports(before, now);
  if (reasons.length > 0)
    throw new UsageError(`${path} cannot be compared with the other report (${reasons.join(', ')}).`);
  if (before.createdAt > now.createdAt)
    throw new UsageError(`${path} is the later of the two reports. Give --before the earlier one.`);
  return { createdAt: before.createdAt, level: before.alg.level };
}

async function deliver(text: string, { output }: RawShareOptions, terminal: Terminal): Promise<number> {
  if (output === undefined) {
    terminal.out(text);
    return 0;
  }
  const written = await writeNewFile(output, text);
  if (written.ok) return 0;
  const isThere = written.error.code === 'exists';
  throw new UsageError(
    isThere
      ? `${output} exists already. Choose another name for --output.`
      : `${output} could not be written (${written.error.code}).`,
  );
}
