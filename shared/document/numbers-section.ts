// The numbers of a run, each with its unit and with what it was made of.
import { responseTimesOf } from '../measure/response-times.ts';
import { limitsOf, readingsOf, sourceText } from '../reading/class-readings.ts';
import { borderlineText, whyNotMeasured } from '../reading/class-text.ts';
import { type FigureText, figureText, limitText, valueText } from '../reading/figure-text.ts';
import { type FigureGroup, type FigureRow, figureGroups, responseRows } from '../reading/figures.ts';
import { numberRows } from '../reading/number-rows.ts';
import type { Words } from '../reading/say.ts';
import type { Report } from '../report/report.ts';
import { html, type Markup } from './markup.ts';

/** Quality of the line, answers of the server, cost of the check. */
export function numbersSection(report: Report, words: Words): Markup {
  const say = words.of('result');
  const quality = words.of('quality');
  return html`<section><h2>${say('fold.numbers')}</h2>${lineQuality(report, words)}<h3>${quality('response.title')}</h3>${responses(
    report,
    words,
  )}<h3>${say('numbers.check')}</h3>${plainTable(
    numberRows(report, { result: say, verdict: words.of('verdict'), locale: words.locale }),
  )}</section>`;
}

const figuresIn = (words: Words, noise: Report['selfNoise']): FigureText =>
  figureText(words.of('quality'), noise, words.locale);

function lineQuality({ quality, selfNoise }: Report, words: Words): Markup {
  const say = words.of('quality');
  const stream = quality?.stream ?? null;
  const figure = figuresIn(words, selfNoise);
  const all = stream === null ? [] : figureGroups(stream, selfNoise, { t: say, figure });
  return html`<h3>${say('title')}</h3>${classWords(quality, words)}${
    stream === null || quality === null || quality.class === 'not-measured'
      ? null
      : classTable(stream, selfNoise, words)
  }${all.length === 0 ? null : groupTable(all, words)}`;
}

function classWords(quality: Report['quality'], words: Words): Markup {
  const say = words.of('quality');
  if (quality === null || quality.class === 'not-measured')
    return html`<p><strong>${say('notMeasured')}</strong>. ${say(`reason.${whyNotMeasured(quality)}`)}</p>`;
  const rows = quality.decidedBy.map((row) => say(`row.${row}.name`));
  const list = new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(rows);
  const more = quality.borderline ? html`<p>${borderlineText(quality, say)} ${say('longer')}</p>` : null;
  return html`<p><strong>${say(`verdict.${quality.class}`)}</strong> ${say('decidedBy', { rows: list })}</p>${more}`;
}

type Stream = NonNullable<NonNullable<Report['quality']>['stream']>;

/** The rows that decide the class, with the limits they were held against. */
function classTable(stream: Stream, noise: Report['selfNoise'], words: Words): Markup {
  const say = words.of('quality');
  const figure = figuresIn(words, noise);
  const rows = readingsOf(stream, noise).map((reading) => {
    const { row, value } = reading;
    const [excellent = '', good = '', fair = ''] = limitsOf(row).map((limit) =>
      limitText(figure, row, limit),
    );
    const limits = say(row === 'rating' ? 'limits.atLeast' : 'limits.below', { excellent, good, fair });
    return html`<tr><th scope="row">${say(`row.${row}.name`)}<small>${sourceText(reading, noise, { t: say, figure })} ${limits}</small></th><td>${valueText(figure, row, value)}<span class="class">, ${say(`class.${reading.class}`)}</span></td></tr>`;
  });
  return html`<table aria-label="${say('title')}"><tbody>${rows}</tbody></table>`;
}

const groupTable = (groups: readonly FigureGroup[], words: Words): Markup =>
  html`<table aria-label="${words.of('quality')('table.label')}">${groups.map(
    ({ group, rows }) =>
      html`<tbody><tr><th class="group" scope="rowgroup" colspan="2">${words.of('quality')(`group.${group}`)}</th></tr>${rows.map(figureRow)}</tbody>`,
  )}</table>`;

const figureRow = ({ name, note, value }: FigureRow): Markup =>
  html`<tr><th scope="row">${name}${note === undefined ? null : html`<small>${note}</small>`}</th><td>${value}</td></tr>`;

function responses({ observations }: Report, words: Words): Markup {
  const say = words.of('quality');
  const figure = figuresIn(words, null);
  const times = responseTimesOf(observations);
  const middle = times.responseMs === null ? html`<p class="quiet">${say('response.none')}</p>` : null;
  const rows = responseRows(times, { t: say, figure }).map(({ name, value }) => ({ name, value }));
  if (times.responseMs === null) return html`${middle}${plainTable(rows)}`;
  const { p50, p95, samples } = times.responseMs;
  const source = say('response.source', { count: samples, n: figure.count(samples), p95: figure.time(p95) });
  return html`<table><tbody>${figureRow({ key: 'p50', name: say('response.p50'), note: source, value: figure.time(p50) })}${rows.map(plainRow)}</tbody></table>`;
}

type NameAndValue = { readonly name: string; readonly value: string };

const plainRow = ({ name, value }: NameAndValue): Markup =>
  html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;

/** A table of two columns; the headers are its rows. */
export const plainTable = (rows: readonly NameAndValue[]): Markup =>
  html`<table><tbody>${rows.map(plainRow)}</tbody></table>`;
