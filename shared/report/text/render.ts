// A report as plain text: verdict, confidence with its reason, what to do now; below that the evidence with the
// changed bytes, what was tested, and what was not.
import { pathName } from '../../observation/path.ts';
import type { Catalogue } from '../../router/load-catalogue.ts';
import type { AlgVerdict } from '../../verdict/alg-verdict.ts';
import type { NotTested } from '../../verdict/coverage.ts';
import type { Evidence } from '../../verdict/evidence.ts';
import { comparisonOf } from '../compare.ts';
import type { Report } from '../report.ts';
import { callSentence, outcomeSentence } from './account-sentences.ts';
import { changedBytes, printable } from './changed-bytes.ts';
import { comparisonLines, comparisonTitle } from './compare-sentences.ts';
import { lineText } from './line-text.ts';
import { adviceSentence, routerLines } from './router-sentences.ts';
import {
  explanationSentences,
  fingerprintSentences,
  levelSentences,
  notSentSentences,
  partSentences,
  reasonSentences,
  ruleSentences,
  whereSentences,
} from './sentences.ts';
import { stepLines } from './step-sentences.ts';

/** The whole report for a terminal or a ticket; lines end in \n, no colour. The catalogue adds the steps on a router. */
export const renderReport = (report: Report, catalogue: Catalogue | null = null): string =>
  [
    ...headline(report),
    ...section(comparisonTitle, compared(report)),
    ...section(
      'What to do now',
      report.advice.map((advice, i) => `${i + 1}. ${adviceSentence(advice)}`),
    ),
    ...section('How to turn it off', stepLines(report, catalogue)),
    ...section('What changed', findings(report)),
    ...section('The router', routerLines(report.router)),
    ...section('What was tested', tested(report)),
    ...section('With the account', withAccount(report)),
    ...section('The line', lineText(report)),
    ...section('What was not tested', notTested(report.alg.notTested)),
    ...section('Cost to the server', [cost(report)]),
    '',
  ]
    // A report may be forged: nothing in it may steer a terminal.
    .map(printable)
    .join('\n');

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => (line === '' ? '' : `  ${line}`))];

function compared(report: Report): readonly string[] {
  const comparison = comparisonOf(report);
  return comparison === null ? [] : comparisonLines(comparison);
}

function headline(report: Report): readonly string[] {
  const { alg, target } = report;
  const place = alg.where === null ? [] : [`It happens ${whereSentences[alg.where]}.`];
  const hint = alg.fingerprint === null ? null : fingerprintSentences[alg.fingerprint];
  return [
    ...(report.partial ? ['PARTIAL: the check was cancelled before it was done.', ''] : []),
    ...(report.environment?.isSimulated === true
      ? ['Demo: a simulated router and server inside this program.', '']
      : []),
    levelSentences[alg.level],
    `${confidenceWords(alg)} ${reasonSentences[alg.reason]}`,
    ...place,
    ...(hint === null ? [] : [hint]),
    `Server ${printable(target.server)}${target.port === null ? '' : `, udp/${target.port}`}: ${alg.level.toUpperCase()}.`,
  ];
}

/** `Certain (97 %).` and so on; nothing where nothing is claimed. */
function confidenceWords({ confidence }: AlgVerdict): string {
  if (confidence === null) return 'Not sure.';
  const word = confidence >= 0.95 ? 'Certain' : confidence >= 0.7 ? 'Likely' : 'Not sure';
  return `${word} (${Math.round(confidence * 100)} %).`;
}

/** One finding for each rule, path and set of changed fields, with how often it was seen. */
function findings(report: Report): readonly string[] {
  const groups = new Map<string, Evidence[]>();
  for (const item of report.alg.evidence.filter(({ direction }) => direction === 'for')) {
    const key = `${item.rule} ${pathName(item.path)} ${item.changes.map(({ field }) => field).join(' ')}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].flatMap((group) => (group[0] ? finding(group[0], group.length, report) : []));
}

const names = (list: Evidence['ruledOut']): string =>
  list.map((code) => explanationSentences[code]).join('; ');

function finding(evidence: Evidence, times: number, report: Report): readonly string[] {
  return [
    `${pathName(evidence.path)}: ${ruleSentences[evidence.rule]}${times > 1 ? ` Seen ${times} times.` : ''} (${evidence.section})`,
    ...changedBytes(evidence, report.observations).map((line) => `  ${line}`),
    ...(evidence.ruledOut.length === 0 ? [] : [`  ruled out: ${names(evidence.ruledOut)}`]),
    ...(evidence.notRuledOut.length === 0 ? [] : [`  still possible: ${names(evidence.notRuledOut)}`]),
  ];
}

function tested(report: Report): readonly string[] {
  const results = report.alg.coverage.map(
    ({ probe, path, result }) => `${pathName(path)} ${probe}: ${result}`,
  );
  const paths = report.alg.paths.map((path) => `${pathName(path)}: ${path.level}`);
  return paths.length > 1 ? [...results, `by path: ${paths.join(', ')}`] : results;
}

const stepNames = {
  look: 'look-up',
  bind: 'registration',
  read: 'reading back',
  release: 'removal',
} as const;

const withAccount = ({ observations }: Report): readonly string[] =>
  observations.flatMap((o) => {
    if (o.kind === 'registration') return [`${pathName(o.path)} ${stepNames[o.step]}: ${outcomeSentence(o)}`];
    if (o.kind === 'call') return [`${pathName(o.path)} call ${o.extension}: ${callSentence(o)}`];
    return o.kind === 'readback'
      ? [`${pathName(o.path)} readback ${o.extension}: ${outcomeSentence(o)}`]
      : [];
  });

function notTested(entries: readonly NotTested[]): readonly string[] {
  const probes = entries.flatMap((entry) =>
    'probe' in entry ? [`${pathName(entry.path)} ${entry.probe}: ${notSentSentences[entry.reason]}`] : [],
  );
  const parts = entries.flatMap((entry) => ('part' in entry ? [partSentences[entry.part]] : []));
  return [...probes, ...(parts.length === 0 ? [] : [`needs an account or a responder: ${parts.join('; ')}`])];
}

function cost({ budget }: Report): string {
  const { requestsSent, newFlows, strikesSuspected } = budget;
  const strikes =
    strikesSuspected === 0 ? '' : `; up to ${strikesSuspected} of them may be counted by a ban tool`;
  return `${requestsSent} SIP request(s) over ${newFlows} connection(s)${strikes}`;
}
