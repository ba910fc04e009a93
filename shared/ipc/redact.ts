// A report as it would leave: the window shows exactly what will be in the file, and saves or drags exactly that.
import { z } from 'zod';
import { maxReportBytes, redactionSchema } from '../report/report.ts';

const fileText = z.string().max(maxReportBytes);

const fileRequest = z.strictObject({
  source: z.discriminatedUnion('from', [
    /** The last run, or one of the history. */
    z.strictObject({ from: z.literal('run'), id: z.string().regex(/^[A-Za-z0-9]{8,40}$/) }),
    /** The text of a file that was opened. */
    z.strictObject({ from: z.literal('file'), text: fileText }),
  ]),
  level: redactionSchema,
});

const refused = z.strictObject({ isRefused: z.literal(true), message: z.string().max(500) });

export const redactMethods = {
  /** The text of the file at this level, or the one sentence why there is none. */
  'report.redact': {
    request: fileRequest,
    response: z.discriminatedUnion('isRefused', [
      z.strictObject({
        isRefused: z.literal(false),
        name: z.string().max(160),
        /** To the byte (UTF-8) what is saved. */
        text: fileText,
        /** How many different things of each kind stand masked: `LAN` 2. */
        masked: z.array(z.strictObject({ kind: z.string().max(8), count: z.int().min(1) })).max(30),
      }),
      refused,
    ]),
  },
  /**
   * Puts that file under the pointer, for the system to drop where the user likes. Refused (`not-allowed`) where the
   * host cannot, which `app.info` tells beforehand.
   */
  'report.drag': {
    request: fileRequest,
    response: z.discriminatedUnion('isRefused', [z.strictObject({ isRefused: z.literal(false) }), refused]),
  },
} as const;
