// Where a fact of the catalogue was read, and how far that carries.
import { z } from 'zod';
import { labelSchema, webAddressSchema } from './catalogue-text.ts';

export const sourceSchema = z.strictObject({
  /** Whose word it is: the maker's manual or help, the maker's own program text, a provider's help page, anybody else. */
  kind: z.enum(['vendor-manual', 'vendor-source', 'provider-help', 'community']),
  title: labelSchema,
  /** Null where a copy was read whose place is not known. */
  url: webAddressSchema.nullable(),
  /** Quoted: another source gave its words; the page itself was not read. */
  read: z.enum(['direct', 'quoted']),
  /** Day it was read, YYYY-MM-DD. */
  accessed: z.iso.date(),
});
export type Source = Readonly<z.infer<typeof sourceSchema>>;

export const confidenceSchema = z.enum([
  'several-sources',
  'vendor-manual',
  'vendor-source',
  'provider-help',
  'community',
  'second-hand',
]);
export type Confidence = z.infer<typeof confidenceSchema>;

/** How far what they say can be trusted. The maker is one voice however many of its manuals agree. */
export function confidenceOf(sources: readonly Source[]): Confidence {
  const read = sources.filter((source) => source.read === 'direct');
  const isMaker = ({ kind }: Source): boolean => kind === 'vendor-manual' || kind === 'vendor-source';
  const [first, ...more] = [
    ...read.filter(isMaker).slice(0, 1),
    ...read.filter((source) => !isMaker(source)),
  ];
  return more.length > 0 ? 'several-sources' : (first?.kind ?? 'second-hand');
}
