// The path picture of a result as a drawing without script.
import {
  bracketPlace,
  formOf,
  placeOf,
  type Reading,
  readingOf,
  segments,
  stationHalfPx,
  textKeyOf,
} from '../reading/path-reading.ts';
import type { Words } from '../reading/say.ts';
import { levelShapes, type Shape, type StationName, stationNames, stationShapes } from '../reading/shapes.ts';
import type { Report } from '../report/report.ts';
import type { Level } from '../verdict/level.ts';
import { html, type Markup, verbatim } from './markup.ts';

/** Height of the line in the drawing, px. */
const lineY = 44;

/** `strokeWidth` -> `stroke-width` */
const attributeName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const drawn = (shapes: readonly Shape[]): readonly Markup[] =>
  shapes.map(([tag, attributes]) => {
    const written = Object.entries(attributes).map(
      ([name, value]) => html` ${verbatim(attributeName(name))}="${value}"`,
    );
    return html`<${verbatim(tag)}${written}/>`;
  });

/** The sign of a level; it stands beside words and is silent for readers. */
export const levelSign = (level: Level): Markup =>
  html`<svg class="sign" viewBox="0 0 24 24" aria-hidden="true">${drawn(levelShapes[level])}</svg>`;

/** The way of a message with what the verdict says about it; in words it is one sentence. */
export function pathFigure({ alg, target, environment }: Report, words: Words): Markup {
  const say = words.of('path');
  const reading = readingOf(alg.level, alg.where);
  const isSimulated = environment?.isSimulated === true;
  const text = say(textKeyOf(alg.level, alg.where), { server: target.server });
  const demo = isSimulated ? html`<p class="demo"><b>${say('demo')}</b> ${say('simulated')}</p>` : html``;
  return html`<div class="picture" role="img" aria-label="${text}">${bracket(reading, alg.level, say(`span.${reading.label}`))}
<svg class="way-line tone-${verbatim(reading.tone)}" aria-hidden="true">${line(reading)}${stationNames.map((name, index) => station(name, index, reading))}</svg>
<div class="stations">${stationNames.slice(0, 3).map((name) => html`<span>${say(`station.${name}`)}</span>`)}<span>${target.server}</span></div></div>${demo}`;
}

function bracket(reading: Reading, level: Level, label: string): Markup {
  const { start, end } = bracketPlace(reading);
  const arc =
    reading.form === 'tunnel'
      ? html``
      : html`<i class="${reading.isTentative ? 'tentative' : 'proven'}" style="inset-inline:${start} ${end}"></i>`;
  return html`<div class="bracket tone-${reading.tone}"><b style="margin-inline-start:${start}">${levelSign(level)}${label}</b>${arc}</div>`;
}

const wave = html`<pattern id="wave" width="12" height="12" patternUnits="userSpaceOnUse" y="${lineY - 6}"><path class="piece" d="M-3 9C-1 9 1 3 3 3S7 9 9 9S13 3 15 3"/></pattern>`;

const line = (reading: Reading): Markup =>
  html`${wave}${segments.map((segment) => piece(segment, reading))}${reading.form === 'tunnel' ? tunnel : null}`;

function piece(segment: number, reading: Reading): Markup {
  const form = formOf(segment, reading);
  const [from, to] = [placeOf(segment), placeOf(segment + 1)];
  switch (form) {
    case 'edited':
      return html`<rect class="at-${segment}" y="${lineY - 6}" height="12" fill="url(#wave)"/>`;
    case 'dashed':
      return html`<line class="piece dashed" x1="${from}" x2="${to}" y1="${lineY}" y2="${lineY}"/>`;
    case 'gaps':
      return gap(segment);
    default:
      return html`<rect class="bar ${reading.tone === 'clean' ? 'clean' : form} at-${segment}" y="${lineY - 1}" height="2" rx="1"/>`;
  }
}

const stump = (from: number, to: number): Markup =>
  html`<line class="piece" x1="${placeOf(from)}" x2="${placeOf(to)}" y1="${lineY}" y2="${lineY}"/>`;

const slant = (at: number): Markup =>
  html`<svg x="${placeOf(at)}" y="${lineY}" overflow="visible"><path class="piece" d="M-3.5 7L3.5 -7"/></svg>`;

/** Two stumps with slanted ends. All three pieces have them: where it is blocked, the check does not know. */
function gap(segment: number): Markup {
  const [left, right] = [segment + 0.43, segment + 0.57];
  return html`${stump(segment, left)}${slant(left)}${slant(right)}${stump(right, segment + 1)}`;
}

/** A double line from this computer to the server that passes above the stations in between. */
const tunnel = html`<clipPath id="upper"><rect x="-24" y="-8" width="200%" height="${lineY - 14}"/></clipPath><g clip-path="url(#upper)"><rect class="tube outer" y="2" height="60" rx="20"/><rect class="tube inner" y="10" height="60" rx="12"/></g>`;

function station(name: StationName, index: number, reading: Reading): Markup {
  const isPassed = reading.form === 'tunnel' && (name === 'router' || name === 'internet');
  const half = stationHalfPx;
  return html`<svg x="${placeOf(index)}" y="${lineY}" overflow="visible" class="station ${isPassed ? 'faded' : 'plain'}"><rect class="ground" x="${-half}" y="${2 - half}" width="${2 * half}" height="${2 * half - 4}"/>${drawn(stationShapes[name])}</svg>`;
}
