// One Via: where a request came from and, in a response, what the server saw. Odd spaces pass, since a router
// that writes them must still be read. RFC 3261 20.42, RFC 3581.
import { err, ok, type Result } from '../base/result.ts';
import { type HeaderParam, paramValue, parseParams } from './header-params.ts';
import { parseHostPort, parsePortNumber } from './host-port.ts';
import { type SyntaxFault, syntaxFault } from './syntax-fault.ts';
import { trimWhiteSpace } from './token.ts';

/** One Via element. RFC 3261 20.42. */
export type Via = {
  /** Name and version without spaces, `SIP/2.0`. */
  readonly protocol: string;
  /** As written, `UDP`. */
  readonly transport: string;
  /** Without brackets. */
  readonly host: string;
  /** 0..65535, null when none is written. */
  readonly port: number | null;
  /** Host and port as written. */
  readonly sentBy: string;
  readonly params: readonly HeaderParam[];
  readonly branch: string | null;
  /** Address the server saw, without brackets. RFC 3261 18.2.1. */
  readonly received: string | null;
  /** Port the server saw; null while it is asked for only, or not a number. RFC 3581 4. */
  readonly rport: { readonly isPresent: boolean; readonly port: number | null };
  readonly raw: string;
};

const sentProtocolPattern =
  /^([^\s/;,]+)[ \t\r\n]*\/[ \t\r\n]*([^\s/;,]+)[ \t\r\n]*\/[ \t\r\n]*([^\s/;,]+)[ \t\r\n]+/;

/** Reads one Via element (not a list); fails on a missing protocol, host or port. RFC 3261 20.42, 25.1, RFC 3581 3. */
export function parseVia(value: string): Result<Via, SyntaxFault> {
  const raw = trimWhiteSpace(value);
  const match = sentProtocolPattern.exec(raw);
  if (match === null) return err(syntaxFault('bad-protocol', 'no sent-protocol', raw));
  const [whole, name = '', version = '', transport = ''] = match;
  const rest = raw.slice(whole.length);
  const semicolon = rest.indexOf(';');
  const sentBy = trimWhiteSpace(semicolon === -1 ? rest : rest.slice(0, semicolon));
  const hostPort = parseHostPort(sentBy);
  if (!hostPort.ok) return hostPort;
  const params = parseParams(semicolon === -1 ? '' : rest.slice(semicolon));
  return ok({
    protocol: `${name}/${version}`,
    transport,
    ...hostPort.value,
    sentBy,
    params,
    branch: paramValue(params, 'branch'),
    received: withoutBrackets(paramValue(params, 'received')),
    rport: {
      isPresent: params.some((param) => param.name === 'rport'),
      port: parsePortNumber(paramValue(params, 'rport') ?? ''),
    },
    raw,
  });
}

// RFC 3261 25.1 writes `received` without brackets; RFC 5118 4.5 asks to accept them.
const withoutBrackets = (text: string | null): string | null =>
  text !== null && text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
