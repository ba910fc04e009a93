// A letter to the provider: one claim, plain numbers, one changed field, one request. It is never more certain than
// the verdict, and where nothing is claimed there is no letter.
import { safeText } from '../base/safe-text.ts';
import type { Report } from '../report/report.ts';
import type { Evidence } from '../verdict/evidence.ts';
import type { Level } from '../verdict/level.ts';
import { blockAsText } from './block-text.ts';
import { captionTexts, fieldName, shortValue } from './captions.ts';
import { blocksOf, type Caption, type DiffBlock } from './findings.ts';
import { confidenceWord } from './headline.ts';
import { pathKey } from './path-key.ts';
import type { Words } from './say.ts';
import { utcText } from './utc-text.ts';
import { wayName } from './ways.ts';

/** Why there is no letter: the network was simulated, or the verdict accuses nobody. */
export type LetterRefusal = 'demo' | 'no-claim';

/** An earlier check of the same server from the same network. */
export type Earlier = { readonly createdAt: string; readonly level: Level };

export type Letter = {
  readonly subject: string;
  /** Paragraphs before the changed field. */
  readonly claim: readonly string[];
  /** One changed field with what it means; null where the server alone holds it or the report has no bytes. */
  readonly change: {
    readonly title: string;
    readonly block: DiffBlock | null;
    readonly lines: readonly string[];
  } | null;
  /** Paragraphs after it, the greeting last. */
  readonly request: readonly string[];
  readonly reference: string;
};

/** Why a report makes no letter; null when it does. */
export function letterRefusal({
  alg,
  environment,
}: Pick<Report, 'alg' | 'environment'>): LetterRefusal | null {
  if (environment?.isSimulated === true) return 'demo';
  return claimOf(alg) === null ? 'no-claim' : null;
}

const claimOf = ({ level }: Pick<Report['alg'], 'level'>): 'confirmed' | 'likely' | null =>
  level === 'confirmed' || level === 'likely' ? level : null;

/** The run before that the report holds, where it asked the same server; null without one. */
export function earlierIn({ before, target }: Report): Earlier | null {
  const isSame = before?.target.server === target.server && before.target.port === target.port;
  return isSame ? { createdAt: before.createdAt, level: before.alg.level } : null;
}

/** The letter of a report that is not refused. */
export function letterOf(report: Report, words: Words, earlier = earlierIn(report)): Letter {
  const say = words.of('letter');
  const claim = claimOf(report.alg) ?? 'likely';
  const finding = strongest(report);
  return {
    subject: say(`subject.${claim}`),
    claim: claimParagraphs(report, claim, finding, words),
    change: finding === null ? null : changeOf(finding, report, words),
    request: [
      ...(earlier === null ? [] : [beforeAndNow(report, earlier, words)]),
      `${say(`ask.${claim}`)} ${say('elsewhere')}`,
      say('offer'),
      say('thanks'),
    ],
    reference: say('reference', { id: report.id, version: safeText(report.app.version) }),
  };
}

/** The weightiest finding of the main way; with equal weight the first. */
function strongest({ alg }: Report): Evidence | null {
  const [main] = alg.paths;
  const accusing = alg.evidence.filter(({ direction }) => direction === 'for');
  const onMain = accusing.filter(({ path }) => main !== undefined && pathKey(path) === pathKey(main));
  return (onMain.length > 0 ? onMain : accusing).toSorted((a, b) => b.weight - a.weight)[0] ?? null;
}

function claimParagraphs(
  report: Report,
  claim: 'confirmed' | 'likely',
  finding: Evidence | null,
  words: Words,
): readonly string[] {
  const say = words.of('letter');
  const verdict = words.of('verdict');
  const { alg, target, createdAt, partial } = report;
  const date = utcText(createdAt, words);
  const sure = `${verdict(`confidence.${confidenceWord(alg.confidence)}`)} ${verdict(`reason.${alg.reason}`)}`;
  return [
    say('greeting'),
    [say(`claim.${claim}`, { date, server: safeText(target.server) }), sure].join(' '),
    [countsText(report, words), ...seenText(report, finding, words), ...controlText(report, words)].join(' '),
    [
      ...(alg.where === null ? [] : [verdict(`where.${alg.where}`)]),
      ...(alg.harm === null ? [] : [verdict(`harm.${alg.harm}`)]),
      ...(partial ? [say('partial')] : []),
    ].join(' '),
  ].filter((paragraph) => paragraph !== '');
}

function countsText({ budget, observations }: Report, words: Words): string {
  const number = new Intl.NumberFormat(words.locale);
  const received = observations.filter((o) => o.kind === 'reply-received').length;
  return words.of('letter')('counts', {
    count: budget.requestsSent,
    sent: number.format(budget.requestsSent),
    received: number.format(received),
  });
}

function seenText({ alg }: Report, finding: Evidence | null, words: Words): readonly string[] {
  if (finding === null) return [];
  const way = wayName(words.of('verdict'), finding.path);
  // Other findings may rest on the same replies; counting them would make one change look like two.
  const count = alg.evidence.filter(
    ({ rule, path }) => rule === finding.rule && pathKey(path) === pathKey(finding.path),
  ).length;
  return [words.of('letter')('seen', { count, way })];
}

/** Ways on which the same run found nothing: what a provider can compare with. */
function controlText({ alg }: Report, words: Words): readonly string[] {
  const clean = alg.paths.filter(({ level }) => level === 'unlikely');
  if (clean.length === 0) return [];
  const names = clean.map((path) => wayName(words.of('verdict'), path));
  const way = new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(names);
  return [words.of('letter')('control', { way })];
}

function changeOf(finding: Evidence, { observations }: Report, words: Words): Letter['change'] {
  const say = words.of('letter');
  const diff = words.of('diff');
  const [block] = blocksOf(finding, observations);
  if (block !== undefined)
    return { title: say('change'), block, lines: [...captions(block.captions, words), say('brackets')] };
  const [change] = finding.changes;
  if (change === undefined) return null;
  const held = [say('held.sent', { value: shortValue(change.sent, diff) })];
  return {
    title: say('change'),
    block: null,
    lines: [fieldName(change.field, diff), ...held, say('held.got', { value: shortValue(change.got, diff) })],
  };
}

/** The captions of the window speak to its user; a letter speaks to somebody else. */
const captions = (all: readonly Caption[], words: Words): readonly string[] =>
  all.slice(0, 1).flatMap((caption) =>
    caption.key === 'origin'
      ? [
          words.of('letter')('origin', {
            got: shortValue(caption.got, words.of('diff')),
            sent: shortValue(caption.sent, words.of('diff')),
          }),
        ]
      : captionTexts([caption], words.of('diff')),
  );

const beforeAndNow = ({ alg }: Report, earlier: Earlier, words: Words): string =>
  words.of('letter')('before', {
    date: utcText(earlier.createdAt, words),
    before: words.of('verdict')(`levelName.${earlier.level}`),
    now: words.of('verdict')(`levelName.${alg.level}`),
  });

/** A paragraph of the letter; bytes stand in rows below each other. */
export type Paragraph = { readonly text: string; readonly isBytes: boolean };

const plain = (text: string): Paragraph => ({ text, isBytes: false });

/** The letter from its subject to its reference. */
export function letterParagraphs(letter: Letter, words: Words): readonly Paragraph[] {
  const { subject, claim, change, request, reference } = letter;
  const nameOf = (name: string): string => words.of('diff')(`row.${name}`);
  const shown =
    change === null
      ? []
      : [
          plain(change.title),
          ...(change.block === null
            ? []
            : [{ text: blockAsText(change.block, nameOf, []).trimEnd(), isBytes: true }]),
          plain(change.lines.join('\n')),
        ];
  return [...[subject, ...claim].map(plain), ...shown, ...[...request, reference].map(plain)];
}

/** The letter as plain text, for a mail or a form. */
export const letterText = (letter: Letter, words: Words): string =>
  `${letterParagraphs(letter, words)
    .map(({ text }) => text)
    .join('\n\n')}\n`;
