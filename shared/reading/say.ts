// How a reading gets its words: keys and values go in, sentences come out. The window has them of its language
// library, the hosts of the same files.

export const languages = ['en', 'nl', 'fr', 'de'] as const;
export type Language = (typeof languages)[number];

/** Text of a key of one namespace, with its values filled in; `count` chooses the plural, `defaultValue` fills a gap. */
export type Say = (
  ...call: [key: string] | [key: string, values: Readonly<Record<string, unknown>>]
) => string;

/** The namespaces that the readings of a report take their words from. */
export type Namespace = 'verdict' | 'result' | 'diff' | 'path' | 'quality' | 'letter' | 'document';

export type Words = {
  /** BCP 47 tag for numbers and dates. */
  readonly locale: string;
  /** `Date.parse`: ISO 8601 to ms since 1970; the pure half of the program has no dates. */
  readonly instantMs: (iso: string) => number;
  readonly of: (namespace: Namespace) => Say;
};
