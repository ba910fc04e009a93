// What the path picture says about a result: the stretch a reading belongs to and how the line is drawn there.
// It never places anything more exactly than the verdict does.
import type { Where } from '../verdict/character.ts';
import type { Level } from '../verdict/level.ts';

/** How the line itself is drawn. */
export type LineForm = 'whole' | 'edited' | 'gaps' | 'dashed' | 'tunnel';

export type Tone = 'clean' | 'edited' | 'lineProblem' | 'unknown';

export type Reading = {
  /** Part of the path from station to station (0 is this computer, 3 the server). */
  readonly from: number;
  readonly to: number;
  /** Whether the station at that end is part of the stretch. */
  readonly holdsFrom: boolean;
  readonly holdsTo: boolean;
  readonly form: LineForm;
  readonly tone: Tone;
  /** Key below `span` of the path texts. */
  readonly label: 'edited' | 'probablyEdited' | 'traces' | 'clean' | 'blocked' | 'unknown' | 'past';
  /** Not proven: the bracket is dashed. */
  readonly isTentative: boolean;
};

const wholeWay = { from: 0, to: 3, holdsFrom: true, holdsTo: false } as const;
/** The answers came back over the whole way, so both ends are part of it. */
const endToEnd = { from: 0, to: 3, holdsFrom: true, holdsTo: true } as const;

const stretches: Readonly<Record<Where, Pick<Reading, 'from' | 'to' | 'holdsFrom' | 'holdsTo'>>> = {
  'first-router-or-this-computer': { from: 0, to: 1, holdsFrom: true, holdsTo: true },
  'further-router': { from: 1, to: 3, holdsFrom: false, holdsTo: false },
  unknown: wholeWay,
};

/** The reading of a level. */
export function readingOf(level: Level, where: Where | null): Reading {
  const stretch = stretches[where ?? 'unknown'];
  switch (level) {
    case 'confirmed':
      return { ...stretch, form: 'edited', tone: 'edited', label: 'edited', isTentative: false };
    case 'likely':
      return { ...stretch, form: 'edited', tone: 'edited', label: 'probablyEdited', isTentative: true };
    case 'possible':
      return { ...wholeWay, form: 'whole', tone: 'unknown', label: 'traces', isTentative: true };
    case 'unlikely':
      return { ...endToEnd, form: 'whole', tone: 'clean', label: 'clean', isTentative: false };
    case 'blocked':
      return { ...wholeWay, form: 'gaps', tone: 'lineProblem', label: 'blocked', isTentative: false };
    case 'inconclusive':
      return { ...endToEnd, form: 'dashed', tone: 'unknown', label: 'unknown', isTentative: true };
    case 'not-applicable':
      return { ...endToEnd, form: 'tunnel', tone: 'unknown', label: 'past', isTentative: false };
  }
}

/** Key of the sentence that says the same in words. */
export function textKeyOf(level: Level, where: Where | null): string {
  if (level === 'confirmed') return `text.edited.${where ?? 'unknown'}`;
  if (level === 'likely') return `text.probablyEdited.${where ?? 'unknown'}`;
  return `text.${level}`;
}

/** The pieces of the line, each from its station to the next. */
export const segments = [0, 1, 2] as const;

/** Where a station stands on the line, 0 to 3. */
export const placeOf = (station: number): string => `${((station * 100) / 3).toFixed(3)}%`;

/** How one piece is drawn; outside the stretch that edits, the line is plain. */
export function formOf(segment: number, reading: Reading | null): LineForm {
  if (reading === null) return 'whole';
  if (reading.form !== 'edited') return reading.form;
  return segment >= reading.from && segment < reading.to ? 'edited' : 'whole';
}

/** Half the width that a station keeps free on the line, px. */
export const stationHalfPx = 24;
/** From the middle of a station to the end of the bracket beside it. */
const reachPx = stationHalfPx - 4;

/** Where the bracket of a reading begins and ends, as lengths from both ends of the line: as wide as the doubt. */
export function bracketPlace({ from, to, holdsFrom, holdsTo }: Reading): { start: string; end: string } {
  return {
    start: `calc(${placeOf(from)} ${holdsFrom ? '-' : '+'} ${holdsFrom ? reachPx : reachPx + 8}px)`,
    end: `calc(100% - ${placeOf(to)} ${holdsTo ? '-' : '+'} ${holdsTo ? reachPx : reachPx + 8}px)`,
  };
}
