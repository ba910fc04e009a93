import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HashFunction } from '../../../../shared/base/hash.ts';
import {
  buildAuthorization,
  chooseChallenge,
  type DigestChallenge,
  type DigestInput,
  parseChallenge,
} from '../../../../shared/sip/digest.ts';

const nodeNames = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' } as const;
const hash: HashFunction = (algorithm, latin1) =>
  createHash(nodeNames[algorithm]).update(Buffer.from(latin1, 'latin1')).digest('hex');

const challengeOf = (value: string): DigestChallenge => {
  const result = parseChallenge(value);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const input: DigestInput = {
  username: 'Mufasa',
  password: 'Circle of Life',
  method: 'GET',
  uri: '/dir/index.html',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  nonceCount: 1,
  hash,
};
const answer = (challenge: string, change: Partial<DigestInput> = {}): string => {
  const result = buildAuthorization(challengeOf(challenge), { ...input, ...change });
  return result.ok ? result.value : result.error.code;
};
const responseOf = (authorization: string): string | undefined =>
  /response="([0-9a-f]+)"/.exec(authorization)?.[1];

const rfc7616 = (algorithm: string): string =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;

describe('buildAuthorization', () => {
  it('answers the example of RFC 2617 3.5', () => {
    const challenge =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    expect(answer(challenge, { password: 'Circle Of Life', cnonce: '0a4f113b' })).toBe(
      'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41", qop=auth, nc=00000001, cnonce="0a4f113b"',
    );
  });

  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('answers the example of RFC 7616 3.9.1 with %s', (algorithm, response) => {
    const authorization = answer(rfc7616(algorithm));
    expect(responseOf(authorization)).toBe(response);
    expect(authorization).toContain(`algorithm=${algorithm}`);
  });

  // The RFC prints ae66e67d..., made with a truncated SHA-512; FIPS 180-4 means a hash of its own.
  it('answers the example of RFC 7616 3.9.2 with SHA-512-256 as its erratum 4897 corrects it', () => {
    const challenge =
      'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", charset=UTF-8, userhash=true';
    const authorization = answer(challenge, {
      username: 'J\u00e4s\u00f8n Doe',
      password: 'Secret, or not?',
      uri: '/doe.json',
      cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v',
    });
    expect(responseOf(authorization)).toBe(
      '3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5',
    );
    expect(authorization).toContain('username="J\u00c3\u00a4s\u00c3\u00b8n Doe"');
  });

  it('answers a challenge without qop as RFC 2069 does, without counter and cnonce', () => {
    const authorization = answer('Digest realm="r", nonce="n"', { username: 'u', password: 'p' });
    const secret = hash('MD5', 'u:r:p');
    const request = hash('MD5', 'GET:/dir/index.html');
    expect(responseOf(authorization)).toBe(hash('MD5', `${secret}:n:${request}`));
    expect(authorization).not.toMatch(/qop|nc=|cnonce|algorithm|opaque/);
  });

  it('hashes a password as UTF-8 and shows it nowhere', () => {
    const authorization = answer('Digest realm="r", nonce="n"', { username: 'u', password: '\u20ac!' });
    const secret = hash('MD5', 'u:r:\u00e2\u0082\u00ac!');
    const request = hash('MD5', 'GET:/dir/index.html');
    expect(responseOf(authorization)).toBe(hash('MD5', `${secret}:n:${request}`));
    expect(authorization).not.toContain('!');
  });

  it('counts uses of a nonce in eight hex digits', () => {
    expect(answer(rfc7616('MD5'), { nonceCount: 0x1a2b })).toContain('nc=00001a2b');
    expect(responseOf(answer(rfc7616('MD5'), { nonceCount: 2 }))).not.toBe(
      '8ca523f5e9506fed4657c9700eebdbec',
    );
  });

  it.each([
    [rfc7616('MD5-sess'), {}, 'unsupported-algorithm'],
    [rfc7616('SHA-1'), {}, 'unsupported-algorithm'],
    ['Digest realm="r", nonce="n", qop="auth-int"', {}, 'unsupported-qop'],
    [rfc7616('MD5'), { username: '' }, 'bad-credentials'],
    [rfc7616('MD5'), { username: 'a"b' }, 'bad-credentials'],
    [rfc7616('MD5'), { username: 'a\r\nEvil: b' }, 'bad-credentials'],
    [rfc7616('MD5'), { username: 'a\ud800' }, 'bad-credentials'],
    [rfc7616('MD5'), { password: '\udc00' }, 'bad-credentials'],
    [rfc7616('MD5'), { uri: 'sip:a\n' }, 'bad-credentials'],
    [rfc7616('MD5'), { cnonce: 'a"' }, 'bad-credentials'],
    [rfc7616('MD5'), { method: 'A B' }, 'bad-credentials'],
    [rfc7616('MD5'), { nonceCount: 0 }, 'bad-credentials'],
    [rfc7616('MD5'), { nonceCount: 1.5 }, 'bad-credentials'],
  ])('refuses %j with %j as %s', (challenge, change, code) => {
    expect(answer(challenge, change)).toBe(code);
  });

  it('refuses a challenge that a program made and that would break the header', () => {
    const challenge = { ...challengeOf(rfc7616('MD5')), realm: 'a"b' };
    expect(buildAuthorization(challenge, input)).toMatchObject({ error: { code: 'bad-credentials' } });
  });
});

describe('parseChallenge', () => {
  it('reads every part that matters', () => {
    const raw =
      'digest Realm = "a, \\"b\\"" , nonce="n",QOP="Auth,auth-int",STALE=TRUE,algorithm="MD5",opaque=""';
    expect(challengeOf(raw)).toEqual({
      realm: 'a, \\"b\\"',
      nonce: 'n',
      opaque: '',
      algorithm: 'MD5',
      qop: ['auth', 'auth-int'],
      isStale: true,
      raw,
    });
  });

  it('says null for what is not there', () => {
    expect(challengeOf('Digest realm="", nonce=""')).toMatchObject({
      opaque: null,
      algorithm: null,
      qop: null,
      isStale: false,
    });
  });

  it.each([
    ['Basic realm="r"', 'not-digest'],
    ['Digestrealm="r"', 'not-digest'],
    ['Digest realm="r"', 'bad-challenge'],
    ['Digest nonce="r"', 'bad-challenge'],
    ['Digest realm="r", nonce="n", nonce="m"', 'bad-challenge'],
    ['Digest realm="r, nonce="n"', 'bad-challenge'],
    ['Digest realm="r", nonce="n", x', 'bad-challenge'],
    ['Digest realm="r", nonce="a\u0000b"', 'bad-challenge'],
  ])('refuses %j as %s', (value, code) => {
    expect(parseChallenge(value)).toMatchObject({ ok: false, error: { code } });
  });

  it('gives a challenge or a fault for any text, never an exception', () => {
    const piece = fc.constantFrom(
      'realm=',
      'nonce=',
      '"',
      '\\',
      ',',
      ' ',
      'a',
      '=',
      '\r\n',
      '\u0000',
      'qop=',
      'auth',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const result = parseChallenge(`Digest ${pieces.join('')}`);
        const built = result.ok ? buildAuthorization(result.value, input) : result;
        expect(built.ok ? built.value : '').not.toMatch(/[\r\n]/);
      }),
      { numRuns: 2000 },
    );
  });
});

const offer = (algorithm: string, realm = 'r', qop = 'auth'): DigestChallenge =>
  challengeOf(`Digest realm="${realm}", nonce="n", qop="${qop}", algorithm=${algorithm}`);

describe('chooseChallenge', () => {
  it('takes the strongest that can be answered, wherever it stands', () => {
    expect(chooseChallenge([offer('MD5'), offer('sha-256'), offer('SHA-256-sess')])?.algorithm).toBe(
      'sha-256',
    );
    expect(chooseChallenge([offer('SHA-512-256'), offer('SHA-256')])?.algorithm).toBe('SHA-512-256');
    expect(chooseChallenge([offer('SHA-256', 'r', 'auth-int'), offer('MD5')])?.algorithm).toBe('MD5');
  });

  it('takes the first among equals', () => {
    expect(chooseChallenge([offer('MD5', 'one'), offer('MD5', 'two')])?.realm).toBe('one');
  });

  it('says null when none can be answered', () => {
    expect(chooseChallenge([])).toBeNull();
    expect(chooseChallenge([offer('SHA-1')])).toBeNull();
  });
});
