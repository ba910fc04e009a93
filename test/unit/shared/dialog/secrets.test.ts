// A report goes to strangers: nothing that proves or helps to guess a password may be in it, whoever put it there.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { nodeHash } from '../../../../main/io/hash.ts';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { ms } from '../../../../shared/base/units.ts';
import { createAuthenticator } from '../../../../shared/dialog/authenticator.ts';
import { emptyTranscript, hideDigest, noteMessage } from '../../../../shared/dialog/transcript.ts';
import {
  callSchema,
  maxActivityBytes,
  maxActivityMessages,
  registrationSchema,
} from '../../../../shared/observation/account.ts';
import { answerHeaders, calling, challenge, password, registering } from './bench.ts';

const account = createAuthenticator({ username: 'probe', password, realm: null }, nodeHash);
const digestIn = (text: string): string => /\bresponse="([0-9a-f]+)"/.exec(text)?.[1] ?? 'no digest';

const strongChallenge = challenge.replace('MD5', 'SHA-256');

describe('a planted password', () => {
  it.each([
    ['MD5', [challenge], 32],
    ['SHA-256', [strongChallenge], 64],
    ['both', [challenge, strongChallenge], 64],
  ] as const)('and its digest by %s are in no fact of a call', (_name, headers, length) => {
    const bench = calling({ account }).answer('INVITE', '401 Unauthorized', { headers });
    const digest = digestIn(bench.last('INVITE'));
    expect(digest).toMatch(new RegExp(`^[0-9a-f]{${length}}$`));
    // The answer echoes the digest where nobody looks for it, folds a header around it, and proves itself with it.
    bench.answer('INVITE', '200 OK', {
      headers: [
        ...(answerHeaders.headers ?? []),
        `Warning: 399 x "response was ${digest.toUpperCase()}"`,
        `AUTHORIZATION : Digest\r\n  response="${digest}"`,
        'Authentication-Info: rspauth="0123456789abcdef", cnonce="x"',
      ],
      body: `${answerHeaders.body}a=x-${digest}\r\n`,
    });
    bench.feed({ kind: 'hang-up', media: null }).answer('BYE', '200 OK');
    const [fact] = bench.facts;
    const text = JSON.stringify(fact).toLowerCase();
    expect(text).not.toContain(password);
    expect(text).not.toContain(digest);
    expect(text).not.toContain('0123456789abcdef');
    expect(text).toContain('authorization: removed');
    expect(callSchema.safeParse({ id: 1, atMs: 0, ...fact }).success).toBe(true);
  });

  it('and its digest are in no fact of a registration', () => {
    const bench = registering({ account }).answer('REGISTER', '401 Unauthorized', { headers: [challenge] });
    const digest = digestIn(bench.last('REGISTER'));
    const [fact] = bench.answer('REGISTER', '401 Unauthorized', { headers: [challenge] }).facts;
    expect(JSON.stringify(fact)).not.toContain(digest);
    expect(JSON.stringify(fact)).toContain('Authorization: removed');
  });

  it('is in nothing that a log prints of an authenticator or a machine', () => {
    const { state } = calling({ account });
    for (const thing of [account, state])
      expect(`${JSON.stringify(thing)} ${inspect(thing, { depth: 10, showHidden: true })}`).not.toContain(
        password,
      );
  });
});

describe('the schema of facts', () => {
  const [fact] = registering().answer('REGISTER', '404 Not Found').facts;
  const withBytes = (bytes: string) => ({
    id: 1,
    atMs: 0,
    ...fact,
    messages: [{ direction: 'sent', sinceStartMs: 0, bytes }],
  });

  it.each([
    'REGISTER sip:a SIP/2.0\r\nAuthorization: Digest response="1"\r\n\r\n',
    'REGISTER sip:a SIP/2.0\r\nproxy-authorization:x\r\n\r\n',
    'REGISTER sip:a SIP/2.0\r\nAuthorization: removed\r\n Digest response="1"\r\n\r\n',
    'SIP/2.0 200 OK\nAuthentication-Info: rspauth="1"\n\n',
  ])('refuses %j', (bytes) => {
    expect(registrationSchema.safeParse(withBytes(bytes)).success).toBe(false);
  });

  it('takes a message from which they were removed', () => {
    expect(
      registrationSchema.safeParse(withBytes('X sip:a SIP/2.0\r\nAuthorization: removed\r\n')).success,
    ).toBe(true);
  });
});

describe('a transcript', () => {
  it('counts what does not fit', () => {
    let transcript = emptyTranscript;
    for (let i = 0; i < 100; i++) transcript = noteMessage(transcript, 'received', latin1ToBytes('x'), ms(i));
    expect(transcript.messages).toHaveLength(maxActivityMessages);
    expect(transcript.dropped).toBe(100 - maxActivityMessages);
    const large = noteMessage(emptyTranscript, 'sent', new Uint8Array(maxActivityBytes + 1), ms(0));
    expect(large).toMatchObject({ messages: [], dropped: 1 });
  });

  it('hides nothing where there is no digest', () => {
    expect(hideDigest(emptyTranscript, '')).toBe(emptyTranscript);
  });
});
