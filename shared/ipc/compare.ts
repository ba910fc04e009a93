// What became of a finding between two checks, as plain data: the host compares, the window only draws.
import { z } from 'zod';
import { pathSchema, probeNameSchema } from '../observation/path.ts';
import type { Comparison } from '../report/compare.ts';
import { levelSchema } from '../verdict/level.ts';

/** Most differences that are told; two checks of the window come to some dozens. */
export const mostDifferences = 500;
/** Longest name or value of a difference, characters. */
export const maxDifferenceChars = 300;

/** Id of a report. */
export const reportIdSchema = z.string().regex(/^[A-Za-z0-9]{8,40}$/);

export const incomparableSchema = z.enum([
  'other-server',
  'other-network',
  'vpn-changed',
  'demo-and-real',
  'incomplete',
]);

export const compareOutcomeSchema = z.enum([
  'fixed',
  'unchanged-clean',
  'not-applied-or-second-box',
  'other-alg-left',
  'port-bound-alg',
  'now-blocked',
  'new-alg',
  'unclear',
  'not-comparable',
]);

const value = z.string().max(maxDifferenceChars);

export const comparisonSchema = z.strictObject({
  outcome: compareOutcomeSchema,
  reasons: z.array(incomparableSchema).max(5),
  levels: z.strictObject({ before: levelSchema, after: levelSchema }),
  differences: z
    .array(
      z.strictObject({
        probe: probeNameSchema,
        path: pathSchema,
        field: value,
        /** Null where the run has no such answer. */
        before: value.nullable(),
        after: value.nullable(),
      }),
    )
    .max(mostDifferences),
}) satisfies z.ZodType<Comparison>;
export type ShownComparison = Readonly<z.infer<typeof comparisonSchema>>;
