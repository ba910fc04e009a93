// Reports that somebody sent, opened by the hundred: they stay in the host's memory until they are put away or the
// program ends. The page hands over texts and gets plain rows; opening runs, fetches and follows nothing.
import { z } from 'zod';
import { reportFaultCodes } from '../report/report.ts';
import { triageRowSchema } from '../report/triage.ts';
import { comparisonSchema } from './compare.ts';
import { openedReportSchema } from './opened-report.ts';

/** Most files of one `workspace.add`. */
export const maxFilesAtOnce = 100;
/** Most reports that are open at once, and their bytes together. */
export const maxOpenReports = 2000;
export const maxOpenBytes = 128 * 1024 * 1024;
/** Most files that are listed as unusable; further ones are only counted. */
export const maxUnusable = 1000;

const key = triageRowSchema.shape.key;
const fileName = triageRowSchema.shape.fileName;

/** Why a file is not among the reports. `no-room`: as many are open as fit. */
const unusableReasonSchema = z.enum([
  'too-large',
  'not-text',
  'not-readable',
  'no-room',
  ...reportFaultCodes,
]);

const unusableFileSchema = z.strictObject({
  key,
  fileName,
  reason: unusableReasonSchema,
  /** English, for the agent: which field it is. Empty where the reason says all. */
  detail: z.string().max(500),
});
export type UnusableFile = Readonly<z.infer<typeof unusableFileSchema>>;

/** A file as the page read it; one that is too large, no text or not to be read never leaves the page. */
const handedFileSchema = z.union([
  z.strictObject({ fileName, text: z.string() }),
  z.strictObject({ fileName, reason: z.enum(['too-large', 'not-text', 'not-readable']) }),
]);
export type HandedFile = Readonly<z.infer<typeof handedFileSchema>>;

const nothing = z.strictObject({});

export const workspaceMethods = {
  /** Reads each file as hostile input. A file that is open already, by name and content, is not opened twice. */
  'workspace.add': {
    request: z.strictObject({ files: z.array(handedFileSchema).min(1).max(maxFilesAtOnce) }),
    response: nothing,
  },
  'workspace.list': {
    request: nothing,
    response: z.strictObject({
      rows: z.array(triageRowSchema).max(maxOpenReports),
      unusable: z.array(unusableFileSchema).max(maxUnusable),
      /** Unusable files beyond those listed. */
      moreUnusable: z.int().min(0),
    }),
  },
  'workspace.open': {
    request: z.strictObject({ key }),
    response: openedReportSchema.extend({ row: triageRowSchema }),
  },
  /** What became of the finding from the older of the two reports to the newer one. */
  'workspace.compare': {
    request: z.strictObject({ keys: z.tuple([key, key]) }),
    response: z.strictObject({
      before: triageRowSchema,
      after: triageRowSchema,
      comparison: comparisonSchema,
    }),
  },
  /** Puts reports away, and files that could not be used; unknown keys are no fault. */
  'workspace.remove': {
    request: z.strictObject({ keys: z.array(key).max(maxOpenReports + maxUnusable) }),
    response: nothing,
  },
  'workspace.clear': { request: nothing, response: nothing },
} as const;
