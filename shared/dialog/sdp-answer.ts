// Reads the session description of an answer: where the sound goes, and whether anything may be sent there. A
// server names any address it likes, so this is where a stream is kept from hitting somebody else.
// RFC 8866, RFC 3264 6, RFC 3605.
import {
  addressFamily,
  classifyAddress,
  type Endpoint,
  isInternalAddress,
  sameAddress,
} from '../base/address.ts';
import { bytesToLatin1 } from '../base/bytes.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { SdpAnswer, SdpFault } from '../observation/account.ts';
import { targetRefusal } from '../probe/target-rules.ts';
import { parsePortNumber } from '../sip/host-port.ts';
import type { SipMessage } from '../sip/message-reader.ts';
import { firstHeader } from '../sip/message-reader.ts';
import { locateSdpLines } from '../sip/sdp-lines.ts';

/** Longest description that is read, bytes; ours: ten times what a phone sends. */
const maxSdpBytes = 8192;
const maxSdpLines = 200;

/** First port that sound may go to: below it live services that a third party did not offer for this. RFC 6335 6. */
const firstMediaPort = 1024;

const directions = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const;

/** The answer in a message; `signalling` is where the messages go. Any bytes give an answer or the reason why not. */
export function readSdpAnswer(message: SipMessage, signalling: Endpoint): Result<SdpAnswer, SdpFault> {
  const { body } = message;
  if (body.length > maxSdpBytes) return err('too-large');
  const contentType = firstHeader(message, 'content-type')?.value ?? '';
  if (body.length === 0 || !/^application\/sdp\s*(?:;|$)/i.test(contentType)) return err('no-sdp');
  const lines = bytesToLatin1(body).split(/\r\n|\r|\n/);
  if (lines.length > maxSdpLines) return err('too-large');
  if (lines[0] !== 'v=0') return err('unreadable');
  const audio = audioSection(lines);
  if (audio === null) return err('no-audio');
  const stream = readStream(audio.lines[0] ?? '');
  if (!stream.ok) return stream;
  const address = mediaAddress(body, audio.index);
  if (address === null) return err('no-address');
  const media = { address, port: stream.value.port };
  const refusal = mediaRefusal(media, signalling);
  if (refusal !== null) return err(refusal);
  return ok({
    media,
    rtcp: rtcpOf(audio.lines, media, signalling),
    codec: stream.value.codec,
    payloadType: stream.value.payloadType,
    direction: directionOf([...audio.lines, ...audio.sessionLines]),
    isElsewhere: !sameAddress(address, signalling.address),
  });
}

type AudioSection = {
  /** Position among all `m=` lines. */
  readonly index: number;
  readonly lines: readonly string[];
  readonly sessionLines: readonly string[];
};

/** The first audio stream; an answer has the streams of the offer in its order, and ours had this one. RFC 3264 6. */
function audioSection(lines: readonly string[]): AudioSection | null {
  const starts = lines.flatMap((line, i) => (line.startsWith('m=') ? [i] : []));
  const index = starts.findIndex((i) => lines[i]?.startsWith('m=audio ') === true);
  const start = starts[index];
  if (start === undefined) return null;
  return { index, lines: lines.slice(start, starts[index + 1]), sessionLines: lines.slice(0, starts[0]) };
}

type Stream = Pick<SdpAnswer, 'codec' | 'payloadType'> & { readonly port: number };

/** Both codecs have fixed numbers, so no rtpmap is needed. RFC 3551 6. */
function readStream(mediaLine: string): Result<Stream, SdpFault> {
  const [, portText = '', profile = '', ...formats] = mediaLine.slice(2).split(/[ \t]+/);
  const port = parsePortNumber(portText);
  if (port === null) return err('unreadable');
  if (port === 0) return err('port-zero');
  if (profile !== 'RTP/AVP') return err('other-profile');
  const payloadType = formats.find((format) => format === '0' || format === '8');
  if (payloadType === undefined) return err('other-codec');
  return ok({ port, codec: payloadType === '0' ? 'PCMU' : 'PCMA', payloadType: Number(payloadType) });
}

/** `c=` of the stream, else of the session. RFC 8866 5.7. */
function mediaAddress(body: Uint8Array, index: number): string | null {
  const { connections } = locateSdpLines(body);
  const own = connections.find((line) => line.mediaIndex === index);
  return (own ?? connections.find((line) => line.mediaIndex === null))?.address?.text ?? null;
}

/** Why no sound may go there; null when it may. */
function mediaRefusal({ address, port }: Endpoint, signalling: Endpoint): SdpFault | null {
  // Our socket is of the family that the messages use.
  if (addressFamily(address) !== addressFamily(signalling.address)) return 'no-address';
  if (port < firstMediaPort) return 'unsafe-port';
  const refusal = targetRefusal(address, port);
  if (refusal !== null) return refusal === 'trap-port' ? 'unsafe-port' : 'unsafe-address';
  if (sameAddress(address, signalling.address)) return null;
  if (classifyAddress(address) === 'loopback') return 'unsafe-address';
  // A server on the internet has no business in this network: the address means another machine here.
  return isInternalAddress(address) && !isInternalAddress(signalling.address) ? 'internal-address' : null;
}

/** RTCP goes to the next port unless told otherwise; never to where sound itself may not go. RFC 3605 2.1, RFC 3550 11. */
function rtcpOf(lines: readonly string[], media: Endpoint, signalling: Endpoint): Endpoint {
  const next = { ...media, port: Math.min(media.port + 1, 65_535) };
  const line = lines.find((text) => text.startsWith('a=rtcp:'))?.slice('a=rtcp:'.length);
  const [portText = '', , , address = media.address] = line?.trim().split(/[ \t]+/) ?? [];
  const port = parsePortNumber(portText);
  if (port === null) return next;
  const told = { address, port };
  return mediaRefusal(told, signalling) === null ? told : next;
}

/** The first one counts: those of the stream come before those of the session. RFC 8866 6.7. */
function directionOf(lines: readonly string[]): SdpAnswer['direction'] {
  const written = lines.flatMap((line) => directions.find((name) => line === `a=${name}`) ?? []);
  return written[0] ?? 'sendrecv';
}
