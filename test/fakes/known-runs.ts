// Whole runs with a known truth, for tests that need one of each kind.
import type { Observation } from '../../shared/observation/observation.ts';
import type { Level } from '../../shared/verdict/level.ts';
import { altPath, ask, buildRun, mainPath, notSent, onSocketB, ownPair, plain } from './run-script.ts';

export type KnownRun = {
  readonly name: string;
  readonly level: Level;
  readonly observations: readonly Observation[];
};

/** The two requests that an anonymous check may send, behind a plain NAT. */
export const cleanSteps = [ask('truthful', plain), ask('diverted', plain)] as const;
/** The two requests that prove the helper of Linux. */
export const helperSteps = [ask('truthful', ownPair), ask('decoy', plain)] as const;

/** At least one run of every level. */
export const knownRuns: readonly KnownRun[] = [
  { name: 'plain NAT', level: 'unlikely', observations: buildRun(cleanSteps) },
  { name: 'Linux helper', level: 'confirmed', observations: buildRun(helperSteps) },
  {
    name: 'Linux helper with controls',
    level: 'confirmed',
    observations: buildRun([...helperSteps, ask('alternative-port', plain), ask('tcp', plain)]),
  },
  {
    name: 'one diverted reply',
    level: 'likely',
    observations: buildRun([ask('truthful', plain), ask('diverted', onSocketB)]),
  },
  {
    name: 'own pair on one port only',
    level: 'likely',
    observations: buildRun([ask('truthful', ownPair), ask('alternative-port', plain)]),
  },
  {
    name: 'own pair without a control',
    level: 'possible',
    observations: buildRun([ask('truthful', ownPair)]),
  },
  {
    name: 'dead port',
    level: 'blocked',
    observations: buildRun([
      ask({ probe: 'truthful', sends: 5 }),
      ask('alternative-port', plain),
      notSent('diverted', 'no-answer-yet'),
    ]),
  },
  { name: 'silent server', level: 'inconclusive', observations: buildRun([ask('truthful')]) },
  {
    name: 'server in the same network',
    level: 'not-applicable',
    observations: buildRun([ask('truthful', ownPair)], { sameNetwork: true }),
  },
  {
    name: 'decoys on both ports',
    level: 'confirmed',
    observations: buildRun([
      ...helperSteps,
      ask({ probe: 'decoy', path: altPath }, plain),
      ask({ probe: 'truthful', path: mainPath }, ownPair),
    ]),
  },
];
