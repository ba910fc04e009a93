// The short summary for a ticket: ten lines, verdict first. Pure: the words come in, text goes out.
import type { TFunction } from 'i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import { qualityLine } from '../../../shared/reading/class-text.ts';
import { confidenceWord, headlineKey } from '../../../shared/reading/headline.ts';
import { wayName } from '../../../shared/reading/ways.ts';
import type { Report } from '../../../shared/report/report.ts';
import { formatCount, formatDateTime } from '../../language/format.ts';

type Words = {
  readonly share: TFunction<'share'>;
  readonly verdict: TFunction<'verdict'>;
  readonly quality: TFunction<'quality'>;
  /** The first step, already in words. */
  readonly nextStep: string;
  readonly language: string;
};

/** Ten lines of plain text. */
export function summaryText(report: Report, words: Words): string {
  const { share, verdict, quality, nextStep } = words;
  const { alg } = report;
  const lines = [
    [share('summary.result'), `${verdict(headlineKey(alg))} (${alg.level}, ${alg.reason})`],
    [
      share('summary.confidence'),
      `${verdict(`confidence.${confidenceWord(alg.confidence)}`)} ${verdict(`reason.${alg.reason}`)}`,
    ],
    [share('summary.place'), alg.where === null ? share('summary.noPlace') : verdict(`where.${alg.where}`)],
    [share('summary.quality'), qualityLine(report.quality, quality)],
    ...factLines(report, words),
    [share('summary.advice'), nextStep],
    [
      share('summary.report'),
      `${report.id}, SIP ALG Checker ${safeText(report.app.version)}, ${completeness(report, share)}`,
    ],
  ];
  return `${lines.map(([name, value]) => share('summary.line', { name, value })).join('\n')}\n`;
}

function factLines(report: Report, { share, verdict, language }: Words): readonly (readonly string[])[] {
  const { target, alg, observations, budget } = report;
  const received = observations.filter((o) => o.kind === 'reply-received').length;
  const port = target.port === null ? '' : `, ${verdict('way.udp', { port: String(target.port) })}`;
  const counts = {
    sent: formatCount(budget.requestsSent, language),
    received: formatCount(received, language),
  };
  const ways = alg.paths.map((path) => `${wayName(verdict, path)}: ${verdict(`levelName.${path.level}`)}`);
  return [
    [share('summary.server'), `${safeText(target.server)}${port}`],
    [share('summary.date'), formatDateTime(report.createdAt, language)],
    [share('summary.sent'), share('summary.sentText', counts)],
    [share('summary.ways'), ways.join('; ') || '–'],
  ];
}

function completeness({ partial, environment }: Report, share: TFunction<'share'>): string {
  const state = share(partial ? 'summary.isPartial' : 'summary.isComplete');
  return environment?.isSimulated === true ? `${state} (${share('summary.isDemo')})` : state;
}
