// Answers a digest challenge. The password goes into the hash and nowhere else: no fault quotes it.
// RFC 7616 3.4, RFC 2617 3.2.2, RFC 8760, RFC 3261 22.4.
import type { HashAlgorithm, HashFunction } from '../base/hash.ts';
import { err, ok, type Result } from '../base/result.ts';
import { challengeHash, type DigestChallenge, type DigestFault, hasControl } from './digest-challenge.ts';
import { isToken } from './token.ts';

export {
  chooseChallenge,
  type DigestChallenge,
  type DigestFault,
  parseChallenge,
} from './digest-challenge.ts';

/** What the answer is made of. */
export type DigestInput = {
  readonly username: string;
  readonly password: string;
  readonly method: string;
  /** Request-URI as it stands in the request line. */
  readonly uri: string;
  /** Unpredictable; not used when the challenge has no qop. */
  readonly cnonce: string;
  /** Requests made with this nonce, this one included, 1..4294967295. */
  readonly nonceCount: number;
  readonly hash: HashFunction;
};

/** Value of Authorization or Proxy-Authorization; fails on an algorithm or qop that is not ours and on text that would break the header. RFC 7616 3.4. */
export function buildAuthorization(
  challenge: DigestChallenge,
  input: DigestInput,
): Result<string, DigestFault> {
  const algorithm = challengeHash(challenge);
  if (algorithm === null) {
    return err({ code: 'unsupported-algorithm', message: `cannot compute ${challenge.algorithm}` });
  }
  if (challenge.qop !== null && !challenge.qop.includes('auth')) {
    return err({ code: 'unsupported-qop', message: 'only auth and no qop are supported' });
  }
  const unsafe = whyUnsafe(challenge, input);
  if (unsafe !== null) return err({ code: 'bad-credentials', message: unsafe });
  const username = utf8Latin1(input.username);
  const nonceCount = input.nonceCount.toString(16).padStart(8, '0');
  const fields = [
    `username="${username}"`,
    `realm="${challenge.realm}"`,
    `nonce="${challenge.nonce}"`,
    `uri="${input.uri}"`,
    `response="${response(challenge, algorithm, { ...input, username }, nonceCount)}"`,
  ];
  if (challenge.algorithm !== null) fields.push(`algorithm=${algorithm}`);
  if (challenge.opaque !== null) fields.push(`opaque="${challenge.opaque}"`);
  if (challenge.qop !== null) fields.push('qop=auth', `nc=${nonceCount}`, `cnonce="${input.cnonce}"`);
  return ok(`Digest ${fields.join(', ')}`);
}

/** RFC 7616 3.4.1; without qop RFC 2617 3.2.2.1, the form of RFC 2069. */
function response(
  { realm, nonce, qop }: DigestChallenge,
  algorithm: HashAlgorithm,
  { username, password, method, uri, cnonce, hash }: DigestInput,
  nonceCount: string,
): string {
  const secret = hash(algorithm, `${username}:${realm}:${utf8Latin1(password)}`);
  const request = hash(algorithm, `${method}:${uri}`);
  const middle = qop === null ? nonce : `${nonce}:${nonceCount}:${cnonce}:auth`;
  return hash(algorithm, `${secret}:${middle}:${request}`);
}

/** UTF-8 bytes of a text, one character a byte; RFC 7616 4 (charset), and what servers do that say none. */
const utf8Latin1 = (text: string): string =>
  encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

function whyUnsafe(challenge: DigestChallenge, input: DigestInput): string | null {
  const { username, password, method, uri, cnonce, nonceCount } = input;
  // A quote or backslash in a name: implementations differ on hashing it with or without its escape.
  const quoted = { username, uri, cnonce };
  for (const [what, text] of Object.entries(quoted)) {
    if (text === '' || hasControl(text) || /["\\]/.test(text)) return `${what} is empty or cannot be quoted`;
  }
  const { realm, nonce, opaque } = challenge;
  if ([realm, nonce, opaque ?? ''].some(breaksQuotes)) return 'challenge cannot be quoted';
  if (!isWellFormed(username) || !isWellFormed(password)) return 'username or password is no text';
  if (!isToken(method)) return 'method is no token';
  if (!Number.isInteger(nonceCount) || nonceCount < 1 || nonceCount > 0xffff_ffff) {
    return 'nonce count is outside 1..4294967295';
  }
  return null;
}

/** A parsed challenge cannot, but one that a program made could. */
const breaksQuotes = (text: string): boolean => hasControl(text) || !/^(?:[^"\\]|\\.)*$/.test(text);
