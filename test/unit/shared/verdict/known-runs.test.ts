import { describe, expect, it } from 'vitest';
import { observationSchema } from '../../../../shared/observation/observation.ts';
import { algVerdict, algVerdictSchema } from '../../../../shared/verdict/alg-verdict.ts';
import { levelSchema } from '../../../../shared/verdict/level.ts';
import { knownRuns } from '../../../fakes/known-runs.ts';

describe('algVerdict over whole runs', () => {
  it.each(knownRuns)('judges $name as $level', ({ observations, level }) => {
    expect(algVerdict(observations).level).toBe(level);
  });

  it.each(knownRuns)('gives a verdict on $name that fits its schema', ({ observations }) => {
    const verdict = algVerdict(observations);
    expect(algVerdictSchema.parse(verdict)).toEqual(verdict);
  });

  it('is tried on runs that hold only valid observations, one of every level at least', () => {
    for (const { observations } of knownRuns)
      expect(observations.map((o) => observationSchema.parse(o))).toEqual(observations);
    expect(new Set(knownRuns.map(({ level }) => level))).toEqual(new Set(levelSchema.options));
  });
});
