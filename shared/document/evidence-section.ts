// What was found: the bytes with the change marked, the change in words, and what else it could have been.
import { safeBytes } from '../base/safe-text.ts';
import { captionTexts } from '../reading/captions.ts';
import { groupFindings, type ShownFinding, shownFindings } from '../reading/finding-groups.ts';
import type { DiffBlock, DiffRow } from '../reading/findings.ts';
import type { Words } from '../reading/say.ts';
import { collapse, type ShownRun } from '../reading/spans.ts';
import { wayName } from '../reading/ways.ts';
import type { Report } from '../report/report.ts';
import type { Evidence } from '../verdict/evidence.ts';
import { html, type Markup } from './markup.ts';

const directions = ['for', 'against', 'neutral'] as const;

/** The findings by what they say; where the editor sits, what it resembles and what it does. */
export function evidenceSection({ alg, observations }: Report, words: Words): Markup {
  const say = words.of('result');
  const verdict = words.of('verdict');
  const { where, fingerprint, harm, evidence } = alg;
  const title = say(evidence.some(({ direction }) => direction === 'for') ? 'fold.changed' : 'fold.seen');
  const about = [
    ...(where === null ? [] : [verdict(`where.${where}`)]),
    ...(fingerprint === null ? [] : [verdict(`fingerprint.${fingerprint}`)]),
    ...(harm === null ? [] : [verdict(`harm.${harm}`)]),
  ];
  const found = directions.map((direction) => {
    const groups = groupFindings(evidence.filter((item) => item.direction === direction));
    if (groups.length === 0) return html``;
    const items = shownFindings(groups, observations).map((shown) => finding(shown, words));
    return html`<h3 class="aside">${say(`evidence.${direction}`)}</h3><ul class="plain">${items}</ul>`;
  });
  return html`<section><h2>${title}</h2>${about.map((line) => html`<p>${line}</p>`)}${
    evidence.length === 0 ? html`<p class="quiet">${say('evidence.none')}</p>` : found
  }</section>`;
}

function finding({ group, blocks }: ShownFinding, words: Words): Markup {
  const verdict = words.of('verdict');
  const { first, times, paths } = group;
  const facts = [
    paths.map((path) => wayName(verdict, path)).join(', '),
    ...(times > 1 ? [words.of('diff')('times', { count: times })] : []),
  ];
  const isFor = first.direction === 'for';
  return html`<li${isFor ? html` class="finding"` : null}><p>${verdict(`rule.${first.rule}`)}</p><p class="quiet small">${facts.join(' · ')}</p>${blocks.map(
    (block) => changedBytes(block, words),
  )}${isFor ? explanations(first, words) : null}</li>`;
}

/** Rows over each other, and below them what the change means. */
function changedBytes(block: DiffBlock, words: Words): Markup {
  const captions = captionTexts(block.captions, words.of('diff'));
  return html`<figure>${diffRows(block.rows, words)}<figcaption>${captions.map((caption) => html`<p>${caption}</p>`)}</figcaption></figure>`;
}

/** Sent over came back, every changed run underlined, coloured and in brackets. */
export const diffRows = (rows: readonly DiffRow[], words: Words): Markup =>
  html`<dl class="bytes">${rows.map(
    ({ name, runs }) =>
      html`<dt>${words.of('diff')(`row.${name}`)}</dt><dd>${collapse(runs).map((run) => oneRun(run, words))}</dd>`,
  )}</dl>`;

function oneRun(run: ShownRun, words: Words): Markup {
  const say = words.of('diff');
  const skipped =
    run.skipped === 0
      ? null
      : html`<span class="left-out"> … ${say('skipped', { count: run.skipped })} … </span>`;
  const text = html`${safeBytes(run.text)}${skipped}${safeBytes(run.tail)}`;
  if (!run.isChanged) return text;
  return html`<span class="vh">${say('changedStart')} </span><mark>[${text}]</mark><span class="vh"> ${say('changedEnd')}</span>`;
}

function explanations({ ruledOut, notRuledOut, section }: Evidence, words: Words): Markup {
  const say = words.of('diff');
  const names = (codes: Evidence['ruledOut']): string =>
    codes.map((code) => words.of('verdict')(`explanation.${code}`)).join('; ');
  const lines = [
    ...(ruledOut.length === 0 ? [] : [say('ruledOut', { list: names(ruledOut) })]),
    ...(notRuledOut.length === 0 ? [] : [say('stillOpen', { list: names(notRuledOut) })]),
    say('standard', { section }),
  ];
  return html`<p class="quiet small">${lines.join(' ')}</p>`;
}
