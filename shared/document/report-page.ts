// A report as one HTML file: for a ticket, a mail, a printer. Nothing in it runs and nothing is fetched.
import { adviceText, mostSteps } from '../reading/advice-text.ts';
import { confidenceWord, headlineKey } from '../reading/headline.ts';
import type { Words } from '../reading/say.ts';
import { utcText } from '../reading/utc-text.ts';
import type { Report } from '../report/report.ts';
import { evidenceSection } from './evidence-section.ts';
import { html, type Markup } from './markup.ts';
import { numbersSection } from './numbers-section.ts';
import { pageOf } from './page.ts';
import { pathFigure } from './path-figure.ts';
import { rawSection } from './raw-section.ts';
import { testedSection } from './tested-section.ts';

/** The whole document; every value of the report is text in it, whatever it holds. */
export function reportPage(report: Report, words: Words): string {
  const document = words.of('document');
  const title = words.of('verdict')(headlineKey(report.alg));
  return pageOf({
    locale: words.locale,
    title: `${document('title')}: ${title}`,
    body: html`${head(report, words)}${pathFigure(report, words)}${verdictWords(report, words)}${evidenceSection(
      report,
      words,
    )}${numbersSection(report, words)}${testedSection(report, words)}${rawSection(report, words)}<footer><p>${document('replay')}</p></footer>`,
  });
}

function head({ createdAt, app, target, id }: Report, words: Words): Markup {
  const document = words.of('document');
  const date = utcText(createdAt, words);
  return html`<header class="brand"><span><strong>${document('title')}</strong><br>${document('about', {
    server: target.server,
    date,
  })}</span><span>SIP ALG Checker ${app.version}<br>${document('id', { id })}</span></header>`;
}

/** One sentence, how sure it is and why, what must not be missed, what to do. */
function verdictWords({ alg, advice, partial }: Report, words: Words): Markup {
  const say = words.of('result');
  const verdict = words.of('verdict');
  const notes = [
    ...(partial ? [say('partial')] : []),
    ...(alg.reason === 'answers-stopped' ? [say('banned')] : []),
  ];
  const steps = advice.slice(0, mostSteps).map((step) => html`<li>${adviceText(step, verdict)}</li>`);
  return html`<h1>${verdict(headlineKey(alg))}</h1><p class="lead"><strong>${verdict(`confidence.${confidenceWord(alg.confidence)}`)}</strong> ${verdict(`reason.${alg.reason}`)}</p>${notes.map(
    (note) => html`<p class="note">${note}</p>`,
  )}${steps.length === 0 ? null : html`<h3>${say('now')}</h3><ol class="steps${steps.length === 1 ? ' one' : ''}">${steps}</ol>`}`;
}
