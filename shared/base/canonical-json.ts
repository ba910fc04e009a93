// One text for one value: what is compared, hashed or signed must not hang on the order of keys.

/**
 * Canonical JSON (RFC 8785) of a value that came from JSON: no white space; keys in the order of their UTF-16 code
 * units; numbers as ECMAScript writes them, so without locale, and -0 as 0; in strings only `"`, `\` and control
 * characters are escaped, the short way where JSON has one. Strings stay as they are, without Unicode normalisation;
 * half of a surrogate pair, which RFC 8785 refuses, is written as `\udxxx`.
 */
export const canonicalJson = (value: unknown): string => write(value, null);

/** The same, for people: two spaces a level, one member a line, `\n` after each line and after the last. */
export const canonicalLines = (value: unknown): string => `${write(value, '\n')}\n`;

/** `lineStart` is a line break with the indent of this level; null: all on one line. */
function write(value: unknown, lineStart: string | null): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const inner = lineStart === null ? null : `${lineStart}  `;
  if (Array.isArray(value))
    return enclose(
      '[',
      value.map((item) => write(item, inner)),
      ']',
      lineStart,
    );
  const space = lineStart === null ? '' : ' ';
  const members = Object.entries(value)
    // As JSON has it: what is undefined is not there.
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${space}${write(member, inner)}`);
  return enclose('{', members, '}', lineStart);
}

function enclose(open: string, parts: readonly string[], close: string, lineStart: string | null): string {
  if (lineStart === null || parts.length === 0) return `${open}${parts.join(',')}${close}`;
  return `${open}${lineStart}  ${parts.join(`,${lineStart}  `)}${lineStart}${close}`;
}
