// What a check cost and where it went, as rows of a table.
import { safeText } from '../base/safe-text.ts';
import type { Report } from '../report/report.ts';
import { confidenceWord } from './headline.ts';
import type { Say } from './say.ts';

export type NumberRow = { readonly name: string; readonly value: string };

type NumberWords = { readonly result: Say; readonly verdict: Say; readonly locale: string };

/** Counts first, then names and addresses. */
export const numberRows = (report: Report, words: NumberWords): readonly NumberRow[] => [
  ...countRows(report, words),
  ...placeRows(report, words),
];

function countRows({ budget, observations, alg }: Report, words: NumberWords): readonly NumberRow[] {
  const { result, verdict, locale } = words;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const received = observations.filter((o) => o.kind === 'reply-received').length;
  const word = verdict(`confidence.${confidenceWord(alg.confidence)}`);
  return [
    { name: result('numbers.sent'), value: number.format(budget.requestsSent) },
    { name: result('numbers.received'), value: number.format(received) },
    { name: result('numbers.flows'), value: number.format(budget.newFlows) },
    { name: result('numbers.strikes'), value: number.format(budget.strikesSuspected) },
    {
      name: result('numbers.confidence'),
      value: alg.confidence === null ? word : percent.format(alg.confidence),
    },
  ];
}

function placeRows({ target, environment }: Report, { result }: NumberWords): readonly NumberRow[] {
  return [
    { name: result('numbers.server'), value: safeText(target.server) },
    ...(target.addresses.length === 0
      ? []
      : [{ name: result('numbers.address'), value: target.addresses.map(safeText).join(', ') }]),
    ...(environment === null
      ? []
      : [{ name: result('numbers.own'), value: safeText(environment.localAddress) }]),
  ];
}
