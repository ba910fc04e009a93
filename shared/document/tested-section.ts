// What was tested and how it came back, and what was not tested and why.
import { messageRows, skippedRows, untestedParts } from '../reading/coverage-rows.ts';
import { readingOf } from '../reading/path-reading.ts';
import type { Words } from '../reading/say.ts';
import { wayName } from '../reading/ways.ts';
import type { Report } from '../report/report.ts';
import { html, type Markup } from './markup.ts';
import { levelSign } from './path-figure.ts';

const part = (title: string, content: Markup): Markup => html`<h3>${title}</h3>${content}`;

/** The way whose level is the overall one comes first. */
export function testedSection({ alg }: Report, words: Words): Markup {
  const say = words.of('result');
  const verdict = words.of('verdict');
  const skipped = skippedRows(alg, verdict);
  const parts = untestedParts(alg, verdict);
  const sent = messageRows(alg, verdict);
  return html`<section><h2>${say('fold.notTested')}</h2>${
    skipped.length === 0 ? null : part(say('tested.skipped'), wordTable(skipped))
  }${
    parts.length === 0
      ? null
      : part(
          say('tested.parts'),
          html`<ul class="steps one">${parts.map((name) => html`<li>${name}</li>`)}</ul><p class="quiet small">${say('tested.partsNote')}</p>`,
        )
  }${part(say('tested.ways'), alg.paths.length === 0 ? html`<p>${say('tested.nothing')}</p>` : ways(alg, words))}${
    sent.length === 0 ? null : part(say('tested.messages'), wordTable(sent))
  }</section>`;
}

function ways({ paths }: Report['alg'], words: Words): Markup {
  const verdict = words.of('verdict');
  const items = paths.map((path) => {
    const { tone } = readingOf(path.level, null);
    return html`<li class="way"><span class="tone-${tone}">${levelSign(path.level)}</span><div><p><strong>${wayName(verdict, path)}</strong>: ${verdict(`levelName.${path.level}`)}</p><p class="quiet small">${verdict(`reason.${path.reason}`)}</p></div></li>`;
  });
  return html`<ul class="plain">${items}</ul>`;
}

const wordTable = (rows: readonly { readonly name: string; readonly value: string }[]): Markup =>
  html`<table><tbody>${rows.map(
    ({ name, value }) => html`<tr><th scope="row">${name}</th><td class="words">${value}</td></tr>`,
  )}</tbody></table>`;
