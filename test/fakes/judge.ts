// Short ways to ask the verdict about a script, for tables of tests.
import { type AlgVerdict, algVerdict } from '../../shared/verdict/alg-verdict.ts';
import type { Evidence, RuleName } from '../../shared/verdict/evidence.ts';
import { buildRun, type Step, type Surroundings } from './run-script.ts';

export const judge = (steps: readonly Step[], surroundings: Surroundings = {}): AlgVerdict =>
  algVerdict(buildRun(steps, surroundings));

/** `level reason` of the main path. */
export const levelAndReason = (steps: readonly Step[], surroundings: Surroundings = {}): string => {
  const { level, reason } = judge(steps, surroundings);
  return `${level} ${reason}`;
};

/** Evidence of one rule, in the order of the verdict. */
export const evidenceOfRule = (
  rule: RuleName,
  steps: readonly Step[],
  surroundings: Surroundings = {},
): readonly Evidence[] => judge(steps, surroundings).evidence.filter((item) => item.rule === rule);

/** The only evidence of a rule; fails when there is none or more. */
export function onlyEvidence(
  rule: RuleName,
  steps: readonly Step[],
  surroundings: Surroundings = {},
): Evidence {
  const found = evidenceOfRule(rule, steps, surroundings);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} times ${rule}`);
  return first;
}

/** Rules that speak for an edit, with their weights. */
export const accusations = (
  steps: readonly Step[],
  surroundings: Surroundings = {},
): readonly (readonly [RuleName, number])[] =>
  judge(steps, surroundings)
    .evidence.filter(({ direction }) => direction === 'for')
    .map(({ rule, weight }) => [rule, weight] as const);
