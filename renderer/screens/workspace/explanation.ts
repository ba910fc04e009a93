// What a report says, as a calm text for the person it is about, in that person's language. Pure: the words come in.
import type { TFunction } from 'i18next';
import { adviceText, mostSteps } from '../../../shared/reading/advice-text.ts';
import { qualityLine } from '../../../shared/reading/class-text.ts';
import { headlineKey, isAccused } from '../../../shared/reading/headline.ts';
import type { Report } from '../../../shared/report/report.ts';
import { formatDateTime } from '../../language/format.ts';

export type ExplainWords = {
  readonly workspace: TFunction<'workspace'>;
  readonly verdict: TFunction<'verdict'>;
  readonly quality: TFunction<'quality'>;
  readonly result: TFunction<'result'>;
  readonly language: string;
};

/** Paragraphs of plain text: what it says, what that means, what to do. */
export function explanation(report: Report, words: ExplainWords): string {
  const { workspace, verdict, language } = words;
  const { alg, createdAt } = report;
  const says = [
    workspace('explain.intro', { date: formatDateTime(createdAt, language) }),
    verdict(headlineKey(alg)),
    verdict(`reason.${alg.reason}`),
  ];
  const closing = workspace(isAccused(alg) ? 'explain.thanks' : 'explain.clean');
  const paragraphs = [says.join(' '), meaning(report, words).join(' '), steps(report, words), closing];
  return `${paragraphs.filter((text) => text !== '').join('\n\n')}\n`;
}

function meaning(report: Report, words: ExplainWords): readonly string[] {
  const { workspace, verdict, quality, result } = words;
  const { alg, environment, partial } = report;
  const isGraded = report.quality !== null && report.quality.class !== 'not-measured';
  return [
    ...(alg.where === null ? [] : [verdict(`where.${alg.where}`)]),
    ...(alg.harm === null ? [] : [verdict(`harm.${alg.harm}`)]),
    ...(isGraded ? [qualityLine(report.quality, quality)] : []),
    ...(partial ? [result('partial')] : []),
    ...(environment?.isSimulated === true ? [workspace('explain.demo')] : []),
  ];
}

function steps({ advice }: Report, { workspace, verdict }: ExplainWords): string {
  const lines = advice.slice(0, mostSteps).map((step, index) => `${index + 1}. ${adviceText(step, verdict)}`);
  return lines.length === 0 ? '' : [workspace('explain.todo'), ...lines].join('\n');
}
