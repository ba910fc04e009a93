// How a server prints its reply. Asterisk (pjsip) re-prints Via, From and To from what it understood, which is
// legal; so are the other styles here. Whatever a style does to a field, no router did it.

import type { Endpoint } from '../../shared/base/address.ts';
import { bytesToLatin1 } from '../../shared/base/bytes.ts';
import { buildMessage } from '../../shared/sip/message-builder.ts';
import { firstHeader, headerValues, readMessage, topmostVia } from '../../shared/sip/message-reader.ts';
import { type NameAddr, parseNameAddr } from '../../shared/sip/name-addr.ts';
import { parseVia, type Via } from '../../shared/sip/via.ts';

/** A request a server can answer, in the parts that the answer repeats. */
export type AnswerableRequest = {
  readonly method: string;
  readonly via: Via;
  /** Values of the Vias below the topmost. */
  readonly furtherVias: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly cseq: string;
};

export type ReplyStatus = '200' | '401' | '404';

export type ReplyStyle = {
  /** `asterisk`: re-printed as rport, received, branch; `in-place`: filled where they stand; `untouched`: neither. */
  readonly via: 'asterisk' | 'in-place' | 'untouched';
  /** `asterisk`: name in quotes, port of the URI dropped; `unquoted`: the same without quotes where legal. */
  readonly addresses: 'asterisk' | 'unquoted' | 'untouched';
  readonly fieldNames: 'usual' | 'lower-case';
  readonly server: string;
  /** Tag the server adds to To. */
  readonly toTag: (request: AnswerableRequest) => string;
  readonly extraFields: readonly (readonly [name: string, value: string])[];
};

/** Reads a request; null for anything that a server would not answer (responses, ACK, missing fields, no SIP). */
export function readAnswerable(bytes: Uint8Array): AnswerableRequest | null {
  const read = readMessage(bytes);
  if (!read.ok || read.value.startLine.kind !== 'request') return null;
  const message = read.value;
  const method = read.value.startLine.method;
  const via = parseVia(topmostVia(message) ?? '');
  const [from, to, callId, cseq] = ['from', 'to', 'call-id', 'cseq'].map(
    (name) => firstHeader(message, name)?.value,
  );
  if (!via.ok || method === 'ACK') return null;
  if (from === undefined || to === undefined || callId === undefined || cseq === undefined) return null;
  return {
    method,
    via: via.value,
    furtherVias: headerValues(message, 'via').slice(1),
    from,
    to,
    callId,
    cseq,
  };
}

const param = (name: string, value: string | null): string => `;${name}${value === null ? '' : `=${value}`}`;

const filled = new Set(['rport', 'received', 'branch']);

function printVia(style: ReplyStyle, via: Via, source: Endpoint): string {
  if (style.via === 'untouched') return via.raw;
  const others = via.params
    .filter(({ name }) => !filled.has(name))
    .map(({ name, value }) => param(name, value));
  const head = `${via.protocol}/${via.transport.toUpperCase()} ${via.sentBy}`;
  if (style.via === 'asterisk') {
    const branch = via.branch === null ? '' : param('branch', via.branch);
    return `${head};rport=${source.port};received=${source.address}${branch}${others.join('')}`;
  }
  const kept = via.params
    .filter(({ name }) => name !== 'received')
    .map(({ name, value }) => (name === 'rport' ? param(name, String(source.port)) : param(name, value)));
  return `${head};received=${source.address}${kept.join('')}`;
}

/** RFC 3261 19.1.1 forbids a port in From and To; pjsip drops it. */
const withoutPort = (uri: string): string => uri.replace(/^(sips?:(?:[^@]*@)?[^:;?[\]]+):\d+/i, '$1');

function printDisplayName(style: ReplyStyle, name: string | null): string {
  if (name === null) return '';
  const bare = name.startsWith('"') ? name.slice(1, -1) : name;
  const isTokens = /^[A-Za-z0-9.!%*_+`'~ -]+$/.test(bare);
  return style.addresses === 'unquoted' && isTokens ? `${bare} ` : `"${bare}" `;
}

function printAddress(style: ReplyStyle, value: string, tag: string | null): string {
  const tail = tag === null ? '' : `;tag=${tag}`;
  const parsed = parseNameAddr(value);
  if (style.addresses === 'untouched' || !parsed.ok) return value + tail;
  const { displayName, uri, params }: NameAddr = parsed.value;
  const printed = params.map(({ name, value }) => param(name, value));
  return `${printDisplayName(style, displayName)}<${withoutPort(uri)}>${printed.join('')}${tail}`;
}

const reasons: Readonly<Record<ReplyStatus, string>> = {
  '200': 'OK',
  '401': 'Unauthorized',
  '404': 'Not Found',
};

/** Fields that only one status has; the nonce repeats for a repeated request, like a real one within a second. */
function statusFields(status: ReplyStatus, request: AnswerableRequest): (readonly [string, string])[] {
  if (status !== '401') return [];
  const nonce = Buffer.from(request.callId).toString('hex').slice(0, 32);
  return [
    ['WWW-Authenticate', `Digest realm="asterisk",nonce="${nonce}",opaque="5f2a",algorithm=MD5,qop="auth"`],
  ];
}

/** Reply to a request that the server saw coming from `source`; the order of fields is Asterisk's. */
export function printReply(
  style: ReplyStyle,
  status: ReplyStatus,
  request: AnswerableRequest,
  source: Endpoint,
): Uint8Array {
  const hasTag = /;\s*tag=/i.test(request.to);
  const fields: (readonly [string, string])[] = [
    ['Via', printVia(style, request.via, source)],
    ...request.furtherVias.map((via) => ['Via', via] as const),
    ['Call-ID', request.callId],
    ['From', printAddress(style, request.from, null)],
    ['To', printAddress(style, request.to, hasTag ? null : style.toTag(request))],
    ['CSeq', request.cseq],
    ...statusFields(status, request),
    ...style.extraFields,
    ['Server', style.server],
    // Two spaces, as pjsip prints an empty body.
    ['Content-Length', ' 0'],
  ];
  const headerFields =
    style.fieldNames === 'usual'
      ? fields
      : fields.map(([name, value]) => [name.toLowerCase(), value] as const);
  return buildMessage({ startLine: `SIP/2.0 ${status} ${reasons[status]}`, headerFields });
}

/** pjsip takes the branch as To tag of a reply outside a dialog. */
const branchAsTag = (request: AnswerableRequest): string => request.via.branch ?? 'untagged';

/** Asterisk with pjsip; always fills `rport`, asked or not (force_rport). RFC 3581 4. */
export const asteriskStyle: ReplyStyle = {
  via: 'asterisk',
  addresses: 'asterisk',
  fieldNames: 'usual',
  server: 'Asterisk PBX 22 (demo)',
  toTag: branchAsTag,
  extraFields: [
    ['Accept', 'application/sdp'],
    ['Allow', 'OPTIONS, REGISTER, INVITE, ACK, BYE, CANCEL, MESSAGE, SUBSCRIBE, NOTIFY'],
    ['Supported', '100rel, timer, replaces, norefersub'],
  ],
};

/** An old server that fills neither `received` nor `rport`. */
export const oldServerStyle: ReplyStyle = {
  ...asteriskStyle,
  via: 'untouched',
  addresses: 'untouched',
  server: 'Old PBX 1.2 (demo)',
};

/** A proxy in front of the PBX: it adds its Record-Route and Contact and keeps the fields it passes on. */
export const proxyStyle: ReplyStyle = {
  ...asteriskStyle,
  via: 'in-place',
  addresses: 'untouched',
  server: 'kamailio (demo)',
  toTag: (request) => `proxied-${request.callId.length}-${request.cseq.length}`,
  extraFields: [
    ['Record-Route', '<sip:203.0.113.10;lr;nat=yes>'],
    ['Contact', '<sip:172.16.5.4:5080;alias=203.0.113.10~5060~1>'],
  ],
};

/** A server that prints everything its own way, without changing what it means. */
export const normalisingStyle: ReplyStyle = {
  ...asteriskStyle,
  addresses: 'unquoted',
  fieldNames: 'lower-case',
  server: 'Tidy PBX 3 (demo)',
};

/** A box on the way that answers in the server's place. */
export const hijackerStyle: ReplyStyle = {
  via: 'in-place',
  addresses: 'untouched',
  fieldNames: 'usual',
  server: 'HomeGateway SIP/1.0 (demo)',
  toTag: (request) => `as${Buffer.from(request.callId).toString('hex').slice(0, 8)}`,
  extraFields: [['Allow', 'INVITE, ACK, BYE, CANCEL, OPTIONS']],
};

/** The text of a message, one character a byte, edited and back; for faults that damage a finished reply. */
export const editReply = (bytes: Uint8Array, edit: (text: string) => string): Uint8Array =>
  Buffer.from(edit(bytesToLatin1(bytes)), 'latin1');
