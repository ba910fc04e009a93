// The letter to the provider as one HTML file, for a printer.
import type { Letter } from '../reading/letter.ts';
import type { Words } from '../reading/say.ts';
import { diffRows } from './evidence-section.ts';
import { html, type Markup } from './markup.ts';
import { pageOf } from './page.ts';

const paragraphs = (lines: readonly string[]): readonly Markup[] => lines.map((line) => html`<p>${line}</p>`);

/** One page of paper. */
export function letterPage({ subject, claim, change, request, reference }: Letter, words: Words): string {
  const shown =
    change === null
      ? null
      : html`<p>${change.title}</p>${
          change.block === null ? null : diffRows(change.block.rows, words)
        }${change.lines.map((line) => html`<p class="small">${line}</p>`)}`;
  return pageOf({
    locale: words.locale,
    title: subject,
    body: html`<article class="letter"><h1>${subject}</h1>${paragraphs(claim)}${shown}${paragraphs(request)}<footer>${reference}</footer></article>`,
  });
}
