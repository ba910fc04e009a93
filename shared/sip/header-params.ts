// Parameters behind a header value or in a URI: `;name=value`. RFC 3261 7.3.1, 25.1 (generic-param).
import { splitOutsideQuotes, trimWhiteSpace } from './token.ts';

/** One parameter: name in lower case, value as written (quotes kept), null for a bare name. */
export type HeaderParam = { readonly name: string; readonly value: string | null };

/** Parameters of text that starts with `;` or is empty; deviates from RFC 3261 25.1: empty ones (`;;`) are left out, for a broken tail must not hide the rest. */
export function parseParams(text: string): readonly HeaderParam[] {
  const params: HeaderParam[] = [];
  for (const part of splitOutsideQuotes(text, ';')) {
    const equals = part.indexOf('=');
    const name = trimWhiteSpace(equals === -1 ? part : part.slice(0, equals)).toLowerCase();
    if (name === '' && equals === -1) continue;
    params.push({ name, value: equals === -1 ? null : trimWhiteSpace(part.slice(equals + 1)) });
  }
  return params;
}

/** Value of the first parameter of a lower-case name; null when it is absent or bare. */
export const paramValue = (params: readonly HeaderParam[], name: string): string | null =>
  params.find((param) => param.name === name)?.value ?? null;
