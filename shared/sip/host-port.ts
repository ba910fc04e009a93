// `host` or `host:port`, as Via and URIs carry it. RFC 3261 25.1 (hostport, sent-by).
import { textFamily } from '../base/address.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type SyntaxFault, syntaxFault } from './syntax-fault.ts';
import { trimWhiteSpace } from './token.ts';

/** Host without brackets, port 0..65535 or null when none is written. */
export type HostPort = { readonly host: string; readonly port: number | null };

// Deviates from RFC 3261 25.1: the underscore passes, because real networks have such names.
const namePattern = /^[A-Za-z0-9._-]+$/;

/** Reads host and port; spaces around the colon pass, and so does an IPv6 address whose brackets were lost. RFC 3261 25.1. */
export function parseHostPort(text: string): Result<HostPort, SyntaxFault> {
  const trimmed = trimWhiteSpace(text);
  // A box that lost the brackets left no way to tell a port from a group: all of it is the address.
  if (textFamily(trimmed) === 6) return ok({ host: trimmed, port: null });
  const isReference = trimmed.startsWith('[');
  const hostEnd = isReference ? trimmed.indexOf(']') + 1 : trimmed.indexOf(':');
  const rawHost = trimWhiteSpace(hostEnd === -1 ? trimmed : trimmed.slice(0, hostEnd));
  const host = isReference ? rawHost.slice(1, -1) : rawHost;
  if (isReference ? textFamily(host) !== 6 : !namePattern.test(host)) {
    return err(syntaxFault('bad-host', 'no host', trimmed));
  }
  const rest = hostEnd === -1 ? '' : trimWhiteSpace(trimmed.slice(hostEnd));
  if (rest === '') return ok({ host, port: null });
  const port = rest.startsWith(':') ? parsePortNumber(trimWhiteSpace(rest.slice(1))) : null;
  return port === null ? err(syntaxFault('bad-port', 'no port', rest)) : ok({ host, port });
}

/** Number 0..65535 written in digits only; null for anything else. */
export function parsePortNumber(text: string): number | null {
  if (!/^\d{1,10}$/.test(text)) return null;
  const port = Number(text);
  return port <= 65_535 ? port : null;
}
