// Our side of the sound: one PCMU or PCMA stream at our own address. RFC 8866 5, RFC 3264 5, RFC 3551 6.
import { addressFamily, type Endpoint } from '../base/address.ts';
import { latin1ToBytes } from '../base/bytes.ts';

/** Session description of one offer; the same bytes again mean "nothing has changed" (RFC 3264 8). */
export function buildSdp(media: Endpoint, sessionId: number): Uint8Array {
  const network = `IN IP${addressFamily(media.address) ?? 4} ${media.address}`;
  const lines = [
    'v=0',
    `o=- ${sessionId} 1 ${network}`,
    's=-',
    `c=${network}`,
    't=0 0',
    `m=audio ${media.port} RTP/AVP 0 8`,
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:8 PCMA/8000',
    'a=ptime:20',
    'a=sendrecv',
  ];
  return latin1ToBytes(lines.map((line) => `${line}\r\n`).join(''));
}
