// What a message with an account must look like before it may leave this computer; the counterpart of
// request-rules.ts, whose requests have none.
import { bytesToLatin1 } from '../base/bytes.ts';
import { userAgent } from '../probe/probe-request.ts';
import { holdsScannerString } from '../probe/scanner-strings.ts';
import { firstHeader, headerValues, readMessage, type SipMessage } from '../sip/message-reader.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { parseSipUri } from '../sip/sip-uri.ts';

/** Largest message, bytes: one frame on every link. RFC 3261 18.1.1. */
const maxDialogBytes = 1300;

export type DialogRuleBreach =
  | 'too-large'
  | 'scanner-string'
  | 'not-sip'
  | 'method-not-allowed'
  | 'other-server-name'
  | 'anonymous'
  | 'wildcard-contact'
  | 'other-user-agent'
  | 'bad-max-forwards';

/** Methods that ask the server for something new; the ban guard counts them and may say no. */
const opening = ['REGISTER', 'INVITE'];
/** Methods that belong to something the server holds already. */
const following = ['ACK', 'CANCEL', 'BYE', 'UPDATE', 'INVITE'];
/** Those that only mean something within a dialog: without a tag of theirs they would open one. RFC 3261 12.2. */
const withinDialog = ['BYE', 'UPDATE', 'INVITE'];

/** The first rule that a request which opens something breaks; null when it may be sent to a server of that name. */
export function dialogRuleBreach(bytes: Uint8Array, serverName: string): DialogRuleBreach | null {
  const message = readSafe(bytes);
  if (typeof message === 'string') return message;
  if (message.startLine.kind !== 'request' || !opening.includes(message.startLine.method))
    return 'method-not-allowed';
  const uri = parseSipUri(message.startLine.requestUri);
  if (!uri.ok) return 'not-sip';
  if (uri.value.host.toLowerCase() !== serverName.toLowerCase()) return 'other-server-name';
  const from = parseNameAddr(firstHeader(message, 'from')?.value ?? '');
  const fromUri = from.ok ? parseSipUri(from.value.uri) : from;
  if (!fromUri.ok || fromUri.value.user === null) return 'anonymous';
  return commonBreach(message);
}

/** The first rule that a message within a call, or a response, breaks; null when it may be sent. */
export function followUpBreach(bytes: Uint8Array): DialogRuleBreach | null {
  const message = readSafe(bytes);
  if (typeof message === 'string') return message;
  if (message.startLine.kind === 'response') return agentBreach(message);
  const { method } = message.startLine;
  const to = parseNameAddr(firstHeader(message, 'to')?.value ?? '');
  const isPlaced = !withinDialog.includes(method) || (to.ok && to.value.tag !== null);
  const isFollowing = (following.includes(method) && isPlaced) || isRelease(message);
  return isFollowing ? commonBreach(message) : 'method-not-allowed';
}

/** Takes back a binding of ours and asks for nothing else. RFC 3261 10.2.2. */
const isRelease = (message: SipMessage): boolean =>
  message.startLine.kind === 'request' &&
  message.startLine.method === 'REGISTER' &&
  firstHeader(message, 'expires')?.value === '0' &&
  headerValues(message, 'contact').length === 1;

function readSafe(bytes: Uint8Array): SipMessage | DialogRuleBreach {
  if (bytes.length > maxDialogBytes) return 'too-large';
  if (holdsScannerString(bytesToLatin1(bytes))) return 'scanner-string';
  const read = readMessage(bytes);
  return read.ok ? read.value : 'not-sip';
}

function commonBreach(message: SipMessage): DialogRuleBreach | null {
  if (headerValues(message, 'contact').includes('*')) return 'wildcard-contact';
  if (firstHeader(message, 'max-forwards')?.value !== '70') return 'bad-max-forwards';
  return agentBreach(message);
}

function agentBreach(message: SipMessage): DialogRuleBreach | null {
  const agents = headerValues(message, 'user-agent');
  return agents.length === 1 && agents[0] === userAgent ? null : 'other-user-agent';
}
