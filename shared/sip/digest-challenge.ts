// Reads WWW-Authenticate and Proxy-Authenticate. RFC 3261 20.44, RFC 7616 3.3, RFC 8760.
import type { HashAlgorithm } from '../base/hash.ts';
import { err, ok, type Result } from '../base/result.ts';
import { isToken, splitListValue, trimWhiteSpace } from './token.ts';

/** Why a challenge cannot be read or answered. */
export type DigestFault = {
  readonly code:
    | 'not-digest'
    | 'bad-challenge'
    | 'unsupported-algorithm'
    | 'unsupported-qop'
    | 'bad-credentials';
  readonly message: string;
};

/** A digest challenge; quoted texts are as written between the quotes. RFC 7616 3.3. */
export type DigestChallenge = {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | null;
  /** As written; null when absent, which means MD5. */
  readonly algorithm: string | null;
  /** Offered protections in lower case; null when absent, as before RFC 2617. */
  readonly qop: readonly string[] | null;
  /** The nonce was too old and the password not refused. */
  readonly isStale: boolean;
  readonly raw: string;
};

const quotedPattern = /^"((?:[^"\\]|\\.)*)"$/;

/** Reads one challenge (SIP never joins several in one line); `not-digest` for another scheme. RFC 7616 3.3, RFC 3261 7.3.1. */
export function parseChallenge(value: string): Result<DigestChallenge, DigestFault> {
  const raw = trimWhiteSpace(value);
  const scheme = /^Digest[ \t\r\n]+/i.exec(raw);
  if (scheme === null) return err({ code: 'not-digest', message: 'another scheme than Digest' });
  const fields = new Map<string, string>();
  for (const element of splitListValue(raw.slice(scheme[0].length))) {
    const equals = element.indexOf('=');
    const name = trimWhiteSpace(element.slice(0, Math.max(equals, 0))).toLowerCase();
    const text = unquoted(trimWhiteSpace(element.slice(equals + 1)));
    if (!isToken(name) || text === null || fields.has(name)) {
      return err({
        code: 'bad-challenge',
        message: `unreadable or repeated parameter ${JSON.stringify(name)}`,
      });
    }
    fields.set(name, text);
  }
  const realm = fields.get('realm');
  const nonce = fields.get('nonce');
  if (realm === undefined || nonce === undefined) {
    return err({ code: 'bad-challenge', message: 'realm or nonce is missing' });
  }
  const qop = fields.get('qop');
  return ok({
    realm,
    nonce,
    opaque: fields.get('opaque') ?? null,
    algorithm: fields.get('algorithm') ?? null,
    qop: qop === undefined ? null : splitListValue(qop.toLowerCase()),
    isStale: fields.get('stale')?.toLowerCase() === 'true',
    raw,
  });
}

/** Text between the quotes, or the token itself; null for neither and for anything with a control character. */
function unquoted(text: string): string | null {
  if (hasControl(text)) return null;
  if (text.startsWith('"')) return quotedPattern.exec(text)?.[1] ?? null;
  return /^[^\s"\\,]+$/.test(text) ? text : null;
}

/** True when a text holds a character below U+0020 or U+007F: it could end a header line. */
export function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

const supported: readonly HashAlgorithm[] = ['MD5', 'SHA-256', 'SHA-512-256'];

/** Hash that a challenge asks for; null when it is not one of ours. `-sess` forms are not: no published vector proves them. RFC 7616 3.3, RFC 8760 2.1. */
export function challengeHash(challenge: DigestChallenge): HashAlgorithm | null {
  const wanted = (challenge.algorithm ?? 'MD5').toUpperCase();
  return supported.find((algorithm) => algorithm === wanted) ?? null;
}

/** Strongest challenge that can be answered, the first among equals; null when there is none. Deviates from RFC 8760 2.4, which takes the topmost: a box on the way may have put MD5 there. */
export function chooseChallenge(challenges: readonly DigestChallenge[]): DigestChallenge | null {
  const strength = (challenge: DigestChallenge): number => {
    const algorithm = challengeHash(challenge);
    const isAnswerable = challenge.qop === null || challenge.qop.includes('auth');
    return algorithm === null || !isAnswerable ? 0 : supported.indexOf(algorithm) + 1;
  };
  let best: DigestChallenge | null = null;
  for (const challenge of challenges) {
    if (strength(challenge) > (best === null ? 0 : strength(best))) best = challenge;
  }
  return best;
}
