// Answers challenges without letting go of the password: whoever logs or keeps an authenticator keeps none.
// RFC 3261 22, RFC 7616, RFC 8760.
import type { HashFunction } from '../base/hash.ts';
import { err, ok, type Result } from '../base/result.ts';
import {
  buildAuthorization,
  chooseChallenge,
  type DigestChallenge,
  type DigestFault,
  type DigestInput,
  parseChallenge,
} from '../sip/digest.ts';
import { headerValues, type SipMessage } from '../sip/message-reader.ts';

/** An account on the server; `realm` null takes any, else the password is used for that realm alone. */
export type Credentials = {
  readonly username: string;
  readonly password: string;
  readonly realm: string | null;
};

type DigestRequest = Pick<DigestInput, 'method' | 'uri' | 'cnonce'>;

/** Stands for an account; the password is in no field of it. */
export type Authenticator = {
  readonly username: string;
  readonly realm: string | null;
  /** Value for Authorization; RFC 7616 3.4. A nonce is used once, so its count is always 1. */
  readonly answer: (challenge: DigestChallenge, request: DigestRequest) => Result<string, DigestFault>;
};

/** Locks credentials in. */
export const createAuthenticator = (
  { username, password, realm }: Credentials,
  hash: HashFunction,
): Authenticator => ({
  username,
  realm,
  answer: (challenge, request) =>
    buildAuthorization(challenge, { ...request, username, password, nonceCount: 1, hash }),
});

/** The header field that answers a challenge, and the text in it that must never be kept. */
type Authorization = {
  readonly headerField: readonly [name: string, value: string];
  readonly digest: string;
  readonly isStale: boolean;
};

/** Answers the strongest challenge of a 401 or 407 that fits the account. RFC 3261 22.2, 22.3, RFC 8760 2.4. */
export function authorize(
  reply: SipMessage,
  account: Authenticator,
  request: DigestRequest,
): Result<Authorization, 'other-realm' | 'unanswerable-challenge'> {
  const isProxy = reply.startLine.kind === 'response' && reply.startLine.statusCode === 407;
  const readable = headerValues(reply, isProxy ? 'proxy-authenticate' : 'www-authenticate').flatMap(
    (value) => {
      const challenge = parseChallenge(value);
      return challenge.ok ? [challenge.value] : [];
    },
  );
  const fitting = readable.filter(({ realm }) => account.realm === null || realm === account.realm);
  if (readable.length > 0 && fitting.length === 0) return err('other-realm');
  const challenge = chooseChallenge(fitting);
  const value = challenge === null ? null : account.answer(challenge, request);
  if (challenge === null || value === null || !value.ok) return err('unanswerable-challenge');
  return ok({
    headerField: [isProxy ? 'Proxy-Authorization' : 'Authorization', value.value],
    digest: /\bresponse="([0-9a-f]+)"/.exec(value.value)?.[1] ?? '',
    isStale: challenge.isStale,
  });
}
