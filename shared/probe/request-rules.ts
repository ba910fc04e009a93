// What a datagram must look like before it may leave this computer. Hardening guides ban by these very
// patterns; a request that breaks one is a bug of ours and is refused, whoever asked for it.
import { bytesToLatin1 } from '../base/bytes.ts';
import { firstHeader, headerValues, readMessage, type SipMessage } from '../sip/message-reader.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { parseSipUri } from '../sip/sip-uri.ts';
import { userAgent } from './probe-request.ts';
import { holdsScannerString } from './scanner-strings.ts';

/** Largest request we send, bytes: one frame on every link. RFC 3261 18.1.1. */
const maxRequestBytes = 1300;

export type RequestRuleBreach =
  | 'empty'
  | 'too-large'
  | 'not-a-request'
  | 'method-not-allowed'
  | 'user-in-request-uri'
  | 'user-in-to'
  | 'other-server-name'
  | 'other-user-agent'
  | 'scanner-string'
  | 'wildcard-contact'
  | 'bad-max-forwards'
  | 'has-credentials';

/** The first rule that the bytes break; null when they may be sent to a SIP server named `serverName`. */
export function requestRuleBreach(bytes: Uint8Array, serverName: string): RequestRuleBreach | null {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > maxRequestBytes) return 'too-large';
  if (holdsScannerString(bytesToLatin1(bytes))) return 'scanner-string';
  const read = readMessage(bytes);
  if (!read.ok || read.value.startLine.kind !== 'request') return 'not-a-request';
  return startLineBreach(read.value, serverName) ?? headerBreach(read.value);
}

function startLineBreach(message: SipMessage, serverName: string): RequestRuleBreach | null {
  if (message.startLine.kind !== 'request' || message.startLine.method !== 'OPTIONS')
    return 'method-not-allowed';
  const uri = parseSipUri(message.startLine.requestUri);
  if (!uri.ok) return 'not-a-request';
  if (uri.value.user !== null) return 'user-in-request-uri';
  return uri.value.host.toLowerCase() === serverName.toLowerCase() ? null : 'other-server-name';
}

function headerBreach(message: SipMessage): RequestRuleBreach | null {
  const agents = headerValues(message, 'user-agent');
  if (agents.length !== 1 || agents[0] !== userAgent) return 'other-user-agent';
  const to = parseNameAddr(firstHeader(message, 'to')?.value ?? '');
  const toUri = to.ok ? parseSipUri(to.value.uri) : to;
  if (!toUri.ok || toUri.value.user !== null) return 'user-in-to';
  if (headerValues(message, 'contact').includes('*')) return 'wildcard-contact';
  if (firstHeader(message, 'max-forwards')?.value !== '70') return 'bad-max-forwards';
  const hasCredentials = ['authorization', 'proxy-authorization'].some(
    (name) => firstHeader(message, name) !== null,
  );
  return hasCredentials ? 'has-credentials' : null;
}
