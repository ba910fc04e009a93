// The bytes of requests with an account. Via, Contact and Call-ID name the real local address and port, as a phone
// without any help does: these are what a SIP ALG edits. RFC 3261 8.1.1, 10.2, 13.2.
import { type Endpoint, sipHost } from '../base/address.ts';
import { userAgent } from '../probe/probe-request.ts';
import { buildMessage } from '../sip/message-builder.ts';
import type { AccountSpec } from './dialog-types.ts';

/** Who sends: the activity and the socket it has. */
export type Sender = { readonly spec: AccountSpec; readonly local: Endpoint };

/** Methods that we understand. RFC 3261 20.5. */
export const allowedMethods = 'INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE';

export type RequestParts = {
  readonly method: string;
  readonly uri: string;
  readonly branch: string;
  readonly cseq: number;
  /** Whole value, with tag if there is one. */
  readonly to: string;
  /** Values of Route, topmost first. */
  readonly route?: readonly string[];
  readonly contact?: string;
  /** Fields of this method alone, behind those that all have. */
  readonly more?: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array;
};

/** URI of the server itself, which is also that of its registrar. */
export const serverUri = ({ spec }: Sender): string => `sip:${sipHost(spec.serverName)}`;

/** URI of a user or extension on the server. */
export const userUri = ({ spec }: Sender, user: string): string => `sip:${user}@${sipHost(spec.serverName)}`;

/** Our Contact, without brackets. */
export function ownContact({ spec, local }: Sender): string {
  const transport = spec.path.transport === 'udp' ? '' : ';transport=tcp';
  const scheme = spec.path.transport === 'tls' ? 'sips' : 'sip';
  return `${scheme}:${spec.ids.contactUser}@${sipHost(local.address)}:${local.port}${transport}`;
}

/** The value of From, our side of every dialog. */
export const ownFrom = (sender: Sender): string =>
  `<${userUri(sender, sender.spec.account.username)}>;tag=${sender.spec.ids.fromTag}`;

/** Branch of the n-th request of an activity. RFC 3261 8.1.1.7. */
export const branchNumber = ({ spec }: Sender, n: number): string => `${spec.ids.branch}${n}`;

/** The bytes of a request. RFC 3261 8.1.1; RFC 3581 3. */
export function buildRequest(sender: Sender, parts: RequestParts): Uint8Array {
  const { spec, local } = sender;
  const host = sipHost(local.address);
  const transport = spec.path.transport.toUpperCase();
  const body = parts.body ?? new Uint8Array(0);
  const { contact, more = [], route = [] } = parts;
  return buildMessage({
    startLine: `${parts.method} ${parts.uri} SIP/2.0`,
    headerFields: [
      ['Via', `SIP/2.0/${transport} ${host}:${local.port};rport;branch=${parts.branch}`],
      ...route.map((value) => ['Route', value] as const),
      ['Max-Forwards', '70'],
      ['From', ownFrom(sender)],
      ['To', parts.to],
      ['Call-ID', `${spec.ids.callIdToken}@${host}`],
      ['CSeq', `${parts.cseq} ${parts.method}`],
      ...(contact === undefined ? [] : [['Contact', `<${contact}>`] as const]),
      ['User-Agent', userAgent],
      ...more,
      ...(body.length === 0 ? [] : [['Content-Type', 'application/sdp'] as const]),
      ['Content-Length', String(body.length)],
    ],
    body,
  });
}
