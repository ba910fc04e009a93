// Request line and status line. Spaces in odd places are kept and tolerated: they are evidence, not noise.
// RFC 3261 7.1, 7.2.
import type { LineEnd } from './line.ts';
import { isToken, trimWhiteSpace } from './token.ts';

type StartLinePlace = {
  /** The line as it came, without its end. */
  readonly raw: string;
  /** Where it starts; more than 0 when empty lines came first (RFC 3261 7.5). */
  readonly offsetBytes: number;
  /** With its end. */
  readonly lengthBytes: number;
  readonly lineEnd: LineEnd;
};

/** First line of a request; `requestUri` is the text between method and version, unread. RFC 3261 7.1. */
type RequestLine = StartLinePlace & {
  readonly kind: 'request';
  readonly method: string;
  readonly requestUri: string;
  readonly version: string;
};

/** First line of a response; `statusCode` 100..699. RFC 3261 7.2. */
type StatusLine = StartLinePlace & {
  readonly kind: 'response';
  readonly version: string;
  readonly statusCode: number;
  readonly reasonPhrase: string;
};

/** First line of a message. RFC 3261 7. */
export type StartLine = RequestLine | StatusLine;

const statusPattern = /^(SIP\/\d+\.\d+)[ \t]+([1-6]\d\d)(?:[ \t](.*))?$/is;
const versionPattern = /^SIP\/\d+\.\d+$/i;

/** Reads one line without its end; null when it is neither a request line nor a status line. RFC 3261 7.1, 7.2. */
export function parseStartLine(place: StartLinePlace): StartLine | null {
  const status = statusPattern.exec(place.raw);
  if (status !== null) {
    const [, version = '', code = '', reasonPhrase = ''] = status;
    return { ...place, kind: 'response', version, statusCode: Number(code), reasonPhrase };
  }
  const line = trimWhiteSpace(place.raw);
  const methodEnd = line.search(/[ \t]/);
  const versionStart = Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t')) + 1;
  if (methodEnd < 1 || versionStart <= methodEnd) return null;
  const method = line.slice(0, methodEnd);
  const requestUri = trimWhiteSpace(line.slice(methodEnd, versionStart));
  const version = line.slice(versionStart);
  if (!isToken(method) || requestUri === '' || !versionPattern.test(version)) return null;
  return { ...place, kind: 'request', method, requestUri, version };
}
