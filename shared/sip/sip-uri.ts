// sip: and sips: URIs. Escapes stay as written: a router that unescapes one has changed the message.
// RFC 3261 19.1.
import { err, ok, type Result } from '../base/result.ts';
import { type HeaderParam, parseParams } from './header-params.ts';
import { parseHostPort } from './host-port.ts';
import { type SyntaxFault, syntaxFault } from './syntax-fault.ts';

/** Header part of a URI, `?name=value`; both as written. RFC 3261 19.1.1. */
type UriHeader = { readonly name: string; readonly value: string };

/** A SIP URI in parts. RFC 3261 19.1.1. */
export type SipUri = {
  readonly scheme: 'sip' | 'sips';
  /** As written, escapes kept. */
  readonly user: string | null;
  readonly password: string | null;
  /** Without brackets. */
  readonly host: string;
  /** 0..65535, null when none is written. */
  readonly port: number | null;
  readonly params: readonly HeaderParam[];
  readonly headers: readonly UriHeader[];
  readonly raw: string;
};

/** Reads a sip: or sips: URI without angle brackets or spaces; `unknown-scheme` for another URI, `bad-uri` for no URI. RFC 3261 19.1, 25.1. */
export function parseSipUri(text: string): Result<SipUri, SyntaxFault> {
  const scheme = /^(sips?):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== 'sip' && scheme !== 'sips') {
    const code = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) ? 'unknown-scheme' : 'bad-uri';
    return err(syntaxFault(code, 'not a SIP URI', text));
  }
  // Space, quote, angle bracket, control or a byte above ASCII: none of them may stand in a URI unescaped.
  if (/[^!#-;=?-~]/.test(text)) return err(syntaxFault('bad-uri', 'character that must be escaped', text));
  const rest = text.slice(scheme.length + 1);
  // The last @: user names that hold one unescaped are wrong but common, and hosts never do.
  const at = rest.lastIndexOf('@');
  if (at === 0) return err(syntaxFault('bad-user', 'empty user', text));
  const userInfo = at === -1 ? null : splitOnce(rest.slice(0, at), ':');
  const [beforeHeaders, headerText] = splitOnce(rest.slice(at + 1), '?');
  const [hostText, paramText] = splitOnce(beforeHeaders, ';');
  const hostPort = parseHostPort(hostText);
  if (!hostPort.ok) return hostPort;
  return ok({
    scheme,
    user: userInfo === null ? null : userInfo[0],
    password: userInfo === null ? null : userInfo[1],
    ...hostPort.value,
    params: parseParams(paramText ?? ''),
    headers: headerText === null ? [] : headerText.split('&').map(uriHeader),
    raw: text,
  });
}

function splitOnce(text: string, separator: string): [before: string, after: string | null] {
  const i = text.indexOf(separator);
  return i === -1 ? [text, null] : [text.slice(0, i), text.slice(i + 1)];
}

function uriHeader(text: string): UriHeader {
  const [name, value] = splitOnce(text, '=');
  return { name, value: value ?? '' };
}
