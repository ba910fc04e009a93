// What a reader says about a file that cannot be used. The file's own words may be in it, and they may be hostile.

const mostChars = 300;

/** One printable line of at most 300 characters: what would steer a terminal or turn the reading direction becomes `?`. */
export const oneSentence = (text: string): string => {
  const printable = text.slice(0, 4 * mostChars).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
  return printable.length <= mostChars ? printable : `${printable.slice(0, mostChars - 3)}...`;
};

/** The sentence for the first thing that a schema found: which field, and what it should be. */
export const fieldSentence = (
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
): string =>
  oneSentence(`Field "${issue?.path.map(String).join('.') ?? ''}": ${issue?.message ?? 'invalid'}.`);
