// A report that was opened, with what can be said about its file.
import { z } from 'zod';
import { reportFaultCodes, reportSchema } from '../report/report.ts';
import { type SealFinding, sealStates } from '../report/seal.ts';
import { comparisonSchema } from './compare.ts';

const sealFindingSchema = z.strictObject({
  state: z.enum(sealStates),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{4}(?: [0-9a-f]{4}){3}$/)
    .nullable(),
}) satisfies z.ZodType<SealFinding>;

export const openedReportSchema = z.strictObject({
  report: reportSchema,
  /** What became of the finding of the run before; null without one. */
  comparison: comparisonSchema.nullable(),
  /** The verdict follows from its observations. */
  replays: z.boolean(),
  seal: sealFindingSchema,
});

/** Why a text is no report that can be opened. */
export const readFaultSchema = z.enum([...reportFaultCodes, 'too-large']);
