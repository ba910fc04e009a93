// What a reply says about the request it answers. A server repeats Via, From, To, Call-ID and CSeq of the
// request (RFC 3261 8.2.6.2); this file compares that echo with what was sent, field by field, and does not
// judge: servers may re-print a field, and whether a change accuses anybody is the verdict's business.
import { sameAddress } from '../base/address.ts';
import { err, ok, type Result } from '../base/result.ts';
import { parseCSeq } from '../sip/cseq.ts';
import {
  firstHeader,
  headerValues,
  readMessage,
  type SipMessage,
  splitListValue,
  topmostVia,
} from '../sip/message-reader.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { parseSipUri } from '../sip/sip-uri.ts';
import { parseVia, type Via } from '../sip/via.ts';

export type EchoField =
  | 'via-host'
  | 'via-port'
  | 'via-branch'
  | 'from-display'
  | 'from-user'
  | 'from-host'
  | 'from-port'
  | 'from-tag'
  | 'to-host'
  | 'call-id'
  | 'cseq';

/** One field that came back other than it was sent; null where the field has no such part. */
export type FieldChange = {
  readonly field: EchoField;
  readonly sent: string | null;
  readonly got: string | null;
};

/** True for what servers do to a From by themselves: leave out its port, or set its display name in another way. */
export const isReprint = ({ field, got }: FieldChange): boolean =>
  field === 'from-display' || (field.startsWith('from-') && field !== 'from-tag' && got === null);

export type Echo = {
  readonly statusCode: number;
  /** `received` of the topmost Via: the source address as the server saw it (RFC 3261 18.2.1), unless edited. */
  readonly received: string | null;
  /** Value of `rport` in the topmost Via: the source port as the server saw it (RFC 3581 4); null when unfilled. */
  readonly rport: number | null;
  /** A reply to us holds one Via; more were left in by something in between. */
  readonly viaCount: number;
  readonly changes: readonly FieldChange[];
  readonly server: ServerTraits;
};

/** Traits by which two answers can be seen to come from different elements. */
export type ServerTraits = {
  readonly software: string | null;
  readonly realm: string | null;
  readonly hasRecordRoute: boolean;
  readonly usesCompactNames: boolean;
};

/** Reads the echo in `reply` of `request`; fails when either is not the SIP message it should be. */
export function readEcho(request: Uint8Array, reply: Uint8Array): Result<Echo, 'not-a-reply' | 'no-via'> {
  const sent = readMessage(request);
  const got = readMessage(reply);
  if (!sent.ok || !got.ok || got.value.startLine.kind !== 'response') return err('not-a-reply');
  const sentVia = viaOf(sent.value);
  const gotVia = viaOf(got.value);
  if (sentVia === null || gotVia === null) return err('no-via');
  return ok({
    statusCode: got.value.startLine.statusCode,
    received: gotVia.received,
    rport: gotVia.rport.port,
    viaCount: countVias(got.value),
    changes: [
      ...viaChanges(sentVia, gotVia),
      ...fromChanges(sent.value, got.value),
      ...change('to-host', toHost(sent.value), toHost(got.value)),
      ...change('call-id', headerText(sent.value, 'call-id'), headerText(got.value, 'call-id')),
      ...change('cseq', cseqText(sent.value), cseqText(got.value)),
    ],
    server: serverTraits(got.value),
  });
}

function viaOf(message: SipMessage): Via | null {
  const text = topmostVia(message);
  if (text === null) return null;
  const via = parseVia(text);
  return via.ok ? via.value : null;
}

const countVias = (message: SipMessage): number =>
  headerValues(message, 'via').flatMap(splitListValue).length;

/** A change as a list of none or one; addresses are compared by value, other text by its characters. */
function change(field: EchoField, sent: string | null, got: string | null): readonly FieldChange[] {
  const isSame = sent === got || (sent !== null && got !== null && sameAddress(sent, got));
  return isSame ? [] : [{ field, sent, got }];
}

const portText = (port: number | null): string | null => (port === null ? null : String(port));

const viaChanges = (sent: Via, got: Via): readonly FieldChange[] => [
  ...change('via-host', sent.host, got.host),
  ...change('via-port', portText(sent.port), portText(got.port)),
  ...change('via-branch', sent.branch, got.branch),
];

type FromParts = {
  readonly display: string | null;
  readonly user: string | null;
  readonly host: string | null;
  readonly port: string | null;
  readonly tag: string | null;
};

function fromParts(message: SipMessage): FromParts {
  const from = parseNameAddr(firstHeader(message, 'from')?.value ?? '');
  if (!from.ok) return { display: null, user: null, host: null, port: null, tag: null };
  const uri = parseSipUri(from.value.uri);
  const display = from.value.displayName?.replaceAll('"', '').trim() ?? null;
  return {
    display: display === '' ? null : display,
    user: uri.ok ? uri.value.user : null,
    host: uri.ok ? uri.value.host : null,
    port: uri.ok ? portText(uri.value.port) : null,
    tag: from.value.tag,
  };
}

function fromChanges(sent: SipMessage, got: SipMessage): readonly FieldChange[] {
  const before = fromParts(sent);
  const after = fromParts(got);
  return [
    ...change('from-display', before.display, after.display),
    ...change('from-user', before.user, after.user),
    ...change('from-host', before.host, after.host),
    ...change('from-port', before.port, after.port),
    ...change('from-tag', before.tag, after.tag),
  ];
}

function toHost(message: SipMessage): string | null {
  const to = parseNameAddr(firstHeader(message, 'to')?.value ?? '');
  const uri = to.ok ? parseSipUri(to.value.uri) : to;
  return uri.ok ? uri.value.host.toLowerCase() : null;
}

const headerText = (message: SipMessage, name: string): string | null =>
  firstHeader(message, name)?.value ?? null;

function cseqText(message: SipMessage): string | null {
  const cseq = parseCSeq(headerText(message, 'cseq') ?? '');
  return cseq.ok ? `${cseq.value.number} ${cseq.value.method}` : null;
}

function serverTraits(reply: SipMessage): ServerTraits {
  const challenge = headerText(reply, 'www-authenticate') ?? headerText(reply, 'proxy-authenticate') ?? '';
  return {
    software: headerText(reply, 'server') ?? headerText(reply, 'user-agent'),
    realm: /realm\s*=\s*"([^"]*)"/i.exec(challenge)?.[1] ?? null,
    hasRecordRoute: firstHeader(reply, 'record-route') !== null,
    usesCompactNames: reply.headerLines.some((line) => line.isCompact),
  };
}
