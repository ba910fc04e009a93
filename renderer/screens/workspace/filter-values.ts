// What can be filtered by. The host's schemas stay out of the page, so the compiler checks that these are complete.
import type { TriageRow } from '../../../shared/report/triage.ts';
import type { Level } from '../../../shared/verdict/level.ts';

/** Keys of an object that must name every value. */
const namesOf = <T extends string>(all: Readonly<Record<T, true>>): readonly T[] => Object.keys(all) as T[];

/** What needs an agent first. */
export const levels = namesOf<Level>({
  confirmed: true,
  likely: true,
  possible: true,
  blocked: true,
  inconclusive: true,
  unlikely: true,
  'not-applicable': true,
});

/** The worst first. */
export const triageQualities = namesOf<TriageRow['quality']>({
  poor: true,
  fair: true,
  good: true,
  excellent: true,
  'not-measured': true,
});

/** What needs a question first. */
export const sealStates = namesOf<TriageRow['seal']>({
  edited: true,
  unsealed: true,
  other: true,
  intact: true,
});
