// What the program tells a script. One number a verdict, so that support can act on it without parsing.
import type { Report } from '../../shared/report/report.ts';

type Level = Report['alg']['level'];

export const exitCodes = {
  unusableInput: 2,
  /** Of `report verify`, from better to worse; unusable input is worse than all of them. */
  unsealed: 40,
  edited: 41,
  doesNotFollow: 42,
  internalError: 70,
  cancelled: 130,
} as const;

const codeOfLevel: Readonly<Record<Level, number>> = {
  unlikely: 0,
  possible: 10,
  likely: 20,
  confirmed: 21,
  inconclusive: 30,
  blocked: 31,
  'not-applicable': 32,
};

/** Exit status for a finished check. */
export const exitCodeOf = (level: Level): number => codeOfLevel[level];
