// Giving a report away: as one HTML file, as paper, as a letter to the provider. The window sends the report that it
// shows, so that what leaves is what was looked at.
import { z } from 'zod';
import { languages } from '../reading/say.ts';
import { reportSchema } from '../report/report.ts';

const documentSchema = z.strictObject({
  kind: z.enum(['report', 'letter']),
  language: z.enum(languages),
  report: reportSchema,
});
export type DocumentRequest = Readonly<z.infer<typeof documentSchema>>;

/** Characters of one document; the raw messages of a large report are cut far below. */
const maxDocumentChars = 12 * 1024 * 1024;

/** A place on the loopback host that shows one document, and only to who knows its name. */
export const printPathPattern = /^\/print\/[A-Za-z0-9]{32}$/;

const printedSchema = z.discriminatedUnion('way', [
  /** A PDF file, for the page to hand over. */
  z.strictObject({ way: z.literal('pdf'), base64: z.base64().max(2 * maxDocumentChars) }),
  /** The browser prints: it opens the document at this path. */
  z.strictObject({ way: z.literal('view'), path: z.string().regex(printPathPattern) }),
]);
export type Printed = Readonly<z.infer<typeof printedSchema>>;

/** A letter is refused (`bad-request`) where the report makes no claim. */
export const shareMethods = {
  'share.document': {
    request: documentSchema,
    response: z.strictObject({ html: z.string().max(maxDocumentChars) }),
  },
  'share.print': { request: documentSchema, response: printedSchema },
} as const;
