// Our answers to requests of the server: within a call, and for whatever else it asks. RFC 3261 8.2.6, 11.2, 21.
import { userAgent } from '../probe/probe-request.ts';
import { buildMessage } from '../sip/message-builder.ts';
import { headerValues, type SipMessage } from '../sip/message-reader.ts';
import { allowedMethods } from './requests.ts';

const reasonPhrases: Readonly<Record<number, string>> = {
  200: 'OK',
  405: 'Method Not Allowed',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  488: 'Not Acceptable Here',
  500: 'Server Internal Error',
};

export type ResponseParts = {
  readonly statusCode: keyof typeof reasonPhrases;
  /** Added to To where the request has no tag. */
  readonly toTag: string;
  readonly contact?: string;
  readonly more?: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array;
};

/** The bytes of a response; Via, From, To, Call-ID, CSeq and Record-Route are the request's own. RFC 3261 8.2.6.2, 12.1.1. */
export function buildResponse(request: SipMessage, parts: ResponseParts): Uint8Array {
  const { statusCode, toTag, contact, more = [], body = new Uint8Array(0) } = parts;
  const copied = ['Via', 'Record-Route', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) =>
    headerValues(request, name).map((value) => [name, name === 'To' ? tagged(value, toTag) : value] as const),
  );
  return buildMessage({
    startLine: `SIP/2.0 ${statusCode} ${reasonPhrases[statusCode] ?? ''}`,
    headerFields: [
      ...copied,
      ...(contact === undefined ? [] : [['Contact', `<${contact}>`] as const]),
      ['User-Agent', userAgent],
      ['Allow', allowedMethods],
      ...more,
      ...(body.length === 0 ? [] : [['Content-Type', 'application/sdp'] as const]),
      ['Content-Length', String(body.length)],
    ],
    body,
  });
}

const tagged = (to: string, tag: string): string => (/;\s*tag\s*=/i.test(to) ? to : `${to};tag=${tag}`);

/**
 * Answer to a request that belongs to no activity: this program takes no calls, but a server that asks whether a
 * registered phone is there must hear so. Null for an ACK, which is never answered.
 */
export function answerOutside(request: SipMessage, toTag: string): Uint8Array | null {
  if (request.startLine.kind !== 'request' || headerValues(request, 'via').length === 0) return null;
  switch (request.startLine.method) {
    case 'ACK':
      return null;
    case 'OPTIONS':
      return buildResponse(request, { statusCode: 200, toTag });
    case 'INVITE':
      return buildResponse(request, { statusCode: 480, toTag });
    case 'BYE':
    case 'CANCEL':
    case 'UPDATE':
      return buildResponse(request, { statusCode: 481, toTag });
    default:
      return buildResponse(request, { statusCode: 405, toTag });
  }
}
