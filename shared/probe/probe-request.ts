// The bytes of each probe. All are well-formed OPTIONS that differ from `truthful` in exactly one thing:
// which address they claim to come from. Every byte is chosen here; nothing is normalised later.
import { sipHost } from '../base/address.ts';
import type { Transport } from '../observation/path.ts';
import { buildMessage } from '../sip/message-builder.ts';
import type { RequestIds } from './identifiers.ts';

/** The one name this product gives itself on the wire; holds none of the strings that firewalls ban. */
export const userAgent = 'ALGCheck/1';

/** From user of a request without a profile. */
export const anonymousUser = 'algcheck';

/** Address that `decoy` claims: documentation only (RFC 5737, RFC 3849), so nobody looks it up in DNS. */
export const decoyAddress = (family: 4 | 6): string => (family === 4 ? '192.0.2.1' : '2001:db8::1');

export type ProbeRequest = {
  /** Server name as the user gave it; goes into Request-URI and To without a user part. */
  readonly serverName: string;
  readonly transport: Transport;
  /** Address and port the request claims to come from (Via, From, Call-ID). */
  readonly claimed: { readonly address: string; readonly port: number };
  readonly fromUser: string;
  readonly ids: RequestIds;
};

/** The request's bytes. RFC 3261 8.1.1, 11.1; RFC 3581 3 (`rport` present and empty). */
export function buildProbeRequest(request: ProbeRequest): Uint8Array {
  const { claimed, ids } = request;
  const host = sipHost(claimed.address);
  const server = sipHost(request.serverName);
  return buildMessage({
    startLine: `OPTIONS sip:${server} SIP/2.0`,
    headerFields: [
      [
        'Via',
        `SIP/2.0/${request.transport.toUpperCase()} ${host}:${claimed.port};rport;branch=${ids.branch}`,
      ],
      ['Max-Forwards', '70'],
      [
        'From',
        `"check ${claimed.address}" <sip:${request.fromUser}@${host}:${claimed.port}>;tag=${ids.fromTag}`,
      ],
      ['To', `<sip:${server}>`],
      ['Call-ID', `${ids.callIdToken}@${host}`],
      ['CSeq', `${ids.cseqNumber} OPTIONS`],
      ['User-Agent', userAgent],
      ['Accept', 'application/sdp'],
      ['Content-Length', '0'],
    ],
  });
}
