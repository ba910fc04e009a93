// Who may ask at all. Any page that the user's browser shows can reach 127.0.0.1, and a name that its owner lets
// point there (DNS rebinding) makes such a page look local; Host, Origin and Sec-Fetch-Site tell them apart. The
// token keeps out whatever is not our page, other programs of this computer included.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type Gate = {
  /** `127.0.0.1:PORT`, the only name under which this host answers. */
  readonly authority: string;
  readonly token: string;
};

/** Why a request is refused before anybody looks at what it wants; null when it may go on. */
export function requestFault(request: IncomingMessage, { authority }: Gate): string | null {
  const { headers, rawHeaders, method } = request;
  // Node keeps the first of several Host lines; another reader on the way might keep the last.
  const hostLines = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hostLines !== 1 || headers.host !== authority) return 'The Host header is not this host.';
  const { origin } = headers;
  const mayLackOrigin = method === 'GET';
  if (origin === undefined ? !mayLackOrigin : origin !== `http://${authority}`)
    return 'The Origin header is not this host.';
  return isSiteAllowed(request) ? null : 'The request comes from another site.';
}

/** Absent: no browser, or an old one; then Host, Origin and token decide. */
function isSiteAllowed({ headers, url = '' }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return true;
  // Typed, or opened by a program of this computer: good for the page itself, never for calls.
  return site === 'none' && !url.startsWith('/call/') && url !== '/events';
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** True when a request lacks the token of this launch. */
export function lacksToken(request: IncomingMessage, { token }: Gate): boolean {
  // Digests have one length whatever was sent, so the comparison takes the same time for every guess.
  return !timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
}
