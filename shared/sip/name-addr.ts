// The value of From, To and Contact: a URI, perhaps with a name before and parameters behind it.
// RFC 3261 20.10, 25.1 (name-addr, addr-spec).
import { err, ok, type Result } from '../base/result.ts';
import { type HeaderParam, paramValue, parseParams } from './header-params.ts';
import { type SyntaxFault, syntaxFault } from './syntax-fault.ts';
import { splitOutsideQuotes, trimWhiteSpace } from './token.ts';

/** One address of a From, To or Contact field. RFC 3261 20.10. */
export type NameAddr = {
  /** As written, quotes kept; null when there is none. */
  readonly displayName: string | null;
  /** Text of the URI without angle brackets, of any scheme; parseSipUri reads it further. */
  readonly uri: string;
  /** Parameters of the field, not those of the URI. */
  readonly params: readonly HeaderParam[];
  readonly tag: string | null;
  readonly raw: string;
};

const uriPattern = /^[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-~]+$/;
const quotedPattern = /^"(?:[^"\\]|\\[^\r\n])*"[ \t\r\n]*</;

/** Reads one address (not a list, not `*`); without brackets every parameter belongs to the field. RFC 3261 20, 20.10. */
export function parseNameAddr(value: string): Result<NameAddr, SyntaxFault> {
  const raw = trimWhiteSpace(value);
  const open = openingBracket(raw);
  if (open === null) return err(syntaxFault('bad-display-name', 'no closing quote', raw));
  if (open === -1) {
    const [uri = ''] = splitOutsideQuotes(raw, ';');
    // RFC 3261 20: a comma or question mark belongs in brackets; nobody can tell whose the rest would be.
    if (/[?,]/.test(uri)) return err(syntaxFault('bad-uri', 'URI that needs brackets', uri));
    return finish(null, trimWhiteSpace(uri), raw.slice(uri.length), raw);
  }
  const close = raw.indexOf('>', open);
  if (close === -1) return err(syntaxFault('bad-uri', 'no closing bracket', raw));
  const displayName = trimWhiteSpace(raw.slice(0, open));
  const tail = trimWhiteSpace(raw.slice(close + 1));
  if (tail !== '' && !tail.startsWith(';'))
    return err(syntaxFault('bad-params', 'text behind the URI', tail));
  return finish(displayName === '' ? null : displayName, raw.slice(open + 1, close), tail, raw);
}

/** Place of the `<` that starts the URI, -1 for the form without brackets, null for an unbalanced quote. */
function openingBracket(raw: string): number | null {
  if (!raw.startsWith('"')) return raw.indexOf('<');
  const quoted = quotedPattern.exec(raw);
  return quoted === null ? null : quoted[0].length - 1;
}

function finish(
  displayName: string | null,
  uri: string,
  paramText: string,
  raw: string,
): Result<NameAddr, SyntaxFault> {
  if (displayName !== null && !displayName.startsWith('"') && displayName.includes('"')) {
    return err(syntaxFault('bad-display-name', 'quote inside a name', displayName));
  }
  if (!uriPattern.test(uri)) return err(syntaxFault('bad-uri', 'no URI', uri));
  const params = parseParams(paramText);
  return ok({ displayName, uri, params, tag: paramValue(params, 'tag'), raw });
}
