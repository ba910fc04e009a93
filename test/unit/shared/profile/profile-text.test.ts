import { assert, constantFrom, integer, pre, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase64Url } from '../../../../shared/base/base64.ts';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { crc32 } from '../../../../shared/base/crc32.ts';
import { type Profile, profileSchema, supportAddress } from '../../../../shared/profile/profile.ts';
import {
  maxProfileCodeChars,
  parseProfileCode,
  profileCode,
  profileFileText,
  readProfileText,
} from '../../../../shared/profile/profile-text.ts';

const full: Profile = {
  format: 'sip-alg-profile',
  version: 1,
  name: 'B\u00fcro \u260e \ud83d\udcde',
  server: 'pbx.example',
  port: 5070,
  altPort: 5160,
  transports: ['udp', 'tls'],
  probeUser: 'probe',
  echoExtension: '600',
  readbackExtension: '601',
  support: { name: 'Help desk', email: 'help@example.org', url: 'https://example.org/help?x=1#y' },
  language: 'nl',
};
const smallest: Profile = { format: 'sip-alg-profile', version: 1, name: 'x', server: 'pbx.example' };
const code = profileCode(full);
const faultOf = (text: string): string => {
  const read = readProfileText(text);
  return read.ok ? 'no fault' : read.error.code;
};
/** A code with a right checksum around any text. */
const wrapped = (text: string): string => {
  const bytes = latin1ToBytes(text);
  return `sipprofile1:${encodeBase64Url(bytes)}.${crc32(bytes).toString(16).padStart(8, '0')}`;
};

describe('a profile as a code', () => {
  it.each([full, smallest])('is one line of plain letters that reads back the same', (profile) => {
    expect(profileCode(profile)).toMatch(/^sipprofile1:[A-Za-z0-9_-]+\.[0-9a-f]{8}$/);
    expect(parseProfileCode(profileCode(profile))).toEqual({ ok: true, value: profile });
  });

  it('is the same for the same profile in another order', () => {
    const turned = profileSchema.parse(Object.fromEntries(Object.entries(full).toReversed()));
    expect(profileCode(turned)).toBe(code);
  });

  it('survives line ends and spaces of a mail', () => {
    const broken = ` ${code.replace(/.{40}/g, '$&\r\n  ')}\n`;
    expect(readProfileText(broken)).toEqual({ ok: true, value: full });
  });

  it('cut anywhere says that its end is missing', () => {
    for (let length = 10; length < code.length; length++)
      expect([length, faultOf(code.slice(0, length))]).toEqual([length, 'cut-code']);
  });

  it('with any one character changed says that it is wrong, never that it is cut', () => {
    assert(
      property(
        integer({ min: 12, max: code.length - 1 }),
        constantFrom('A', 'Z', 'a', 'z', '0', '9', '_', '-', '.'),
        (at, letter) => {
          pre(code[at] !== letter);
          const changed = code.slice(0, at) + letter + code.slice(at + 1);
          expect(faultOf(changed)).toBe(code[at] === '.' ? 'cut-code' : 'wrong-code');
        },
      ),
    );
  });

  it.each([
    ['of a newer kind', code.replace('1:', '2:'), 'other-version'],
    ['with more behind it', `${code}0`, 'wrong-code'],
    ['with padding', code.replace('.', '=.'), 'wrong-code'],
    ['with capitals in its prefix', code.replace('sip', 'SIP'), 'wrong-code'],
    ['around another order of fields', wrapped('{"version":1,"format":"sip-alg-profile"}'), 'bad-profile'],
    [
      'around spaces',
      wrapped('{ "format":"sip-alg-profile","version":1,"name":"x","server":"a.example"}'),
      'wrong-code',
    ],
    [
      'around a password',
      wrapped('{"format":"sip-alg-profile","version":1,"name":"x","server":"a.example","password":"p"}'),
      'bad-profile',
    ],
    ['that is huge', `${code}${'A'.repeat(maxProfileCodeChars)}`, 'too-long'],
  ])('%s is refused', (_name, text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('has room for the longest profile there is', () => {
    const longest = profileSchema.parse({
      ...full,
      name: '\u{1f4de}'.repeat(50),
      server: Array.from({ length: 126 }, () => 'a').join('.'),
      probeUser: 'p'.repeat(64),
      echoExtension: 'p'.repeat(64),
      readbackExtension: 'p'.repeat(64),
      support: {
        name: '\u{1f4de}'.repeat(50),
        email: `${'e'.repeat(60)}@example.org`,
        url: `https://example.org/${'u'.repeat(280)}`,
      },
    });
    expect(parseProfileCode(profileCode(longest))).toEqual({ ok: true, value: longest });
  });
});

describe('a profile as a file', () => {
  it('reads back the same', () => {
    expect(readProfileText(profileFileText(full))).toEqual({ ok: true, value: full });
  });

  it('that is no profile says which field is wrong', () => {
    expect(readProfileText('{}')).toMatchObject({ ok: false, error: { code: 'bad-profile' } });
    expect(faultOf('x'.repeat(70_000))).toBe('too-long');
  });
});

describe('the way to the support', () => {
  it('is an https address, a mailto address, or none', () => {
    expect(supportAddress(full, 'url')).toBe('https://example.org/help?x=1#y');
    expect(supportAddress(full, 'email')).toBe('mailto:help@example.org');
    expect(supportAddress(smallest, 'email')).toBeNull();
    expect(supportAddress(null, 'url')).toBeNull();
  });

  it.each([
    'http://example.org',
    'HTTPS://example.org/',
    'https://user:secret@example.org/',
    'https://user@example.org/',
    ' https://example.org',
    'https://example.org/\u202e',
    'https://example.org/a b',
    'https:example.org',
    'https:\\\\example.org',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('is never %j', (url) => {
    expect(profileSchema.safeParse({ ...full, support: { name: 'x', url } }).success).toBe(false);
  });

  it.each([
    'a@b',
    'a b@example.org',
    'a@example.org?cc=x@example.org',
    'a@example.org\r\nBcc: x',
    '<a@example.org>',
  ])('is never the mail address %j', (email) => {
    expect(profileSchema.safeParse({ ...full, support: { name: 'x', email } }).success).toBe(false);
  });
});
