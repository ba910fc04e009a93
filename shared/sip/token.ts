// The lexical rules that several fields share. RFC 3261 25.1.

const tokenPattern = /^[A-Za-z0-9.!%*_+`'~-]+$/;

/** True for a non-empty `token`, the form of methods, header names and parameter names. RFC 3261 25.1. */
export const isToken = (text: string): boolean => tokenPattern.test(text);

/** Text without the linear white space (SP, HTAB, CR, LF) at both ends; other white space is data. RFC 3261 25.1. */
export const trimWhiteSpace = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && isWhiteSpace(text.charAt(start))) start++;
  while (end > start && isWhiteSpace(text.charAt(end - 1))) end--;
  return text.slice(start, end);
};

/** True for one character of linear white space. RFC 3261 25.1 (LWS). */
const isWhiteSpace = (char: string): boolean =>
  char === ' ' || char === '\t' || char === '\r' || char === '\n';

/** Parts of a text between separators that stand outside quoted strings and angle brackets, not trimmed; at least one. RFC 3261 7.3.1, 25.1. */
export function splitOutsideQuotes(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let start = 0;
  let inQuotes = false;
  let inAngles = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (inQuotes) {
      if (char === '\\') i++;
      else if (char === '"') inQuotes = false;
    } else if (inAngles) {
      if (char === '>') inAngles = false;
    } else if (char === '"') inQuotes = true;
    else if (char === '<') inAngles = true;
    else if (char === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Elements of a comma list, trimmed, empty ones left out; commas in quotes or angle brackets do not split. RFC 3261 7.3.1. */
export const splitListValue = (value: string): string[] =>
  splitOutsideQuotes(value, ',')
    .map(trimWhiteSpace)
    .filter((element) => element !== '');
