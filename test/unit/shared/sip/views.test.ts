import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCSeq } from '../../../../shared/sip/cseq.ts';
import { canonicalHeaderName, isCompactForm } from '../../../../shared/sip/header-name.ts';
import { parseNameAddr } from '../../../../shared/sip/name-addr.ts';
import { parseSipUri } from '../../../../shared/sip/sip-uri.ts';
import { parseVia } from '../../../../shared/sip/via.ts';

describe('header names', () => {
  it.each([
    ['v', 'via'],
    ['V', 'via'],
    ['i', 'call-id'],
    ['m', 'contact'],
    ['e', 'content-encoding'],
    ['l', 'content-length'],
    ['c', 'content-type'],
    ['f', 'from'],
    ['s', 'subject'],
    ['k', 'supported'],
    ['t', 'to'],
    ['o', 'event'],
    ['r', 'refer-to'],
    ['b', 'referred-by'],
    ['u', 'allow-events'],
    ['x', 'session-expires'],
    ['a', 'accept-contact'],
    ['d', 'request-disposition'],
    ['j', 'reject-contact'],
    ['y', 'identity'],
    ['n', 'identity-info'],
  ])('knows that %s stands for %s', (letter, name) => {
    expect(canonicalHeaderName(letter)).toBe(name);
    expect(isCompactForm(letter)).toBe(true);
  });

  it.each(['Call-ID', 'X-Unknown', 'z', 'constructor'])('only lower-cases %s', (name) => {
    expect(canonicalHeaderName(name)).toBe(name.toLowerCase());
    expect(isCompactForm(name)).toBe(false);
  });
});

describe('parseVia', () => {
  it('reads what a server adds for a client behind NAT', () => {
    const value = 'SIP/2.0/UDP 192.168.1.10:5060;branch=z9hG4bKabc;received=198.51.100.7;rport=40000';
    expect(parseVia(value)).toEqual({
      ok: true,
      value: {
        protocol: 'SIP/2.0',
        transport: 'UDP',
        host: '192.168.1.10',
        port: 5060,
        sentBy: '192.168.1.10:5060',
        params: [
          { name: 'branch', value: 'z9hG4bKabc' },
          { name: 'received', value: '198.51.100.7' },
          { name: 'rport', value: '40000' },
        ],
        branch: 'z9hG4bKabc',
        received: '198.51.100.7',
        rport: { isPresent: true, port: 40000 },
        raw: value,
      },
    });
  });

  it.each([
    ['SIP / 2.0 / UDP  host', { protocol: 'SIP/2.0', transport: 'UDP', host: 'host', port: null }],
    ['SIP/2.0/TCP a.example : 5061 ; branch = x', { host: 'a.example', port: 5061, branch: 'x' }],
    ['SIP/2.0/UDP [2001:db8::9:1]:6050;branch=x', { host: '2001:db8::9:1', port: 6050 }],
    ['SIP/2.0/UDP [2001:db8::9:1]', { host: '2001:db8::9:1', port: null, sentBy: '[2001:db8::9:1]' }],
    ['SIP/2.0/UDP 2001:db8::9:1;branch=x', { host: '2001:db8::9:1', port: null }],
    ['SIP/2.0/UDP a;RECEIVED=[2001:db8::1];BrAnCh=X', { received: '2001:db8::1', branch: 'X' }],
    ['SIP/2.0/UDP a;rport', { rport: { isPresent: true, port: null } }],
    ['SIP/2.0/UDP a;rport=', { rport: { isPresent: true, port: null } }],
    ['SIP/2.0/UDP a;rport=65536', { rport: { isPresent: true, port: null } }],
    ['SIP/2.0/UDP a', { rport: { isPresent: false, port: null }, branch: null, received: null, params: [] }],
    ['SIP/2.0/UDP a;;branch=x;', { branch: 'x' }],
    ['SIP/2.0/UDP a;branch=one;branch=two', { branch: 'one' }],
  ])('reads %j', (value, expected) => {
    expect(parseVia(value)).toMatchObject({ ok: true, value: expected });
  });

  it.each([
    ['', 'bad-protocol'],
    ['SIP/2.0 host', 'bad-protocol'],
    ['SIP/2.0/UDP ;branch=x', 'bad-host'],
    ['SIP/2.0/UDP a b', 'bad-host'],
    ['SIP/2.0/UDP [1.2.3.4]', 'bad-host'],
    ['SIP/2.0/UDP [2001:db8::1', 'bad-host'],
    ['SIP/2.0/UDP a:', 'bad-port'],
    ['SIP/2.0/UDP a:70000', 'bad-port'],
    ['SIP/2.0/UDP [::1]5060', 'bad-port'],
  ])('refuses %j as %s', (value, code) => {
    expect(parseVia(value)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('parseSipUri', () => {
  it('reads every part and keeps escapes', () => {
    const text = 'SIPS:al%69ce:secret@[2001:db8::1]:5061;Transport=tcp;lr?Subject=a%20b&x';
    expect(parseSipUri(text)).toEqual({
      ok: true,
      value: {
        scheme: 'sips',
        user: 'al%69ce',
        password: 'secret',
        host: '2001:db8::1',
        port: 5061,
        params: [
          { name: 'transport', value: 'tcp' },
          { name: 'lr', value: null },
        ],
        headers: [
          { name: 'Subject', value: 'a%20b' },
          { name: 'x', value: '' },
        ],
        raw: text,
      },
    });
  });

  it.each([
    ['sip:example.org', { user: null, password: null, host: 'example.org', port: null }],
    ['sip:user;par=u%40a@b', { user: 'user;par=u%40a', host: 'b' }],
    ['sip:a?b/c@d', { user: 'a?b/c', host: 'd', headers: [] }],
    ['sip:a@b@c:1', { user: 'a@b', host: 'c', port: 1 }],
  ])('reads %j', (text, expected) => {
    expect(parseSipUri(text)).toMatchObject({ ok: true, value: expected });
  });

  it.each([
    ['tel:+123', 'unknown-scheme'],
    ['<sip:a>', 'bad-uri'],
    ['sip:a; lr', 'bad-uri'],
    ['sip:a\u00e9@b', 'bad-uri'],
    ['sip:@b', 'bad-user'],
    ['sip:', 'bad-host'],
    ['sip:a:b', 'bad-port'],
  ])('refuses %j as %s', (text, code) => {
    expect(parseSipUri(text)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('parseNameAddr', () => {
  it.each([
    [
      '"A \\" <b>" <sip:a@b;lr> ; Tag = x;q=0.5',
      {
        displayName: '"A \\" <b>"',
        uri: 'sip:a@b;lr',
        tag: 'x',
        params: [
          { name: 'tag', value: 'x' },
          { name: 'q', value: '0.5' },
        ],
      },
    ],
    ['sip:a@b;tag=x', { displayName: null, uri: 'sip:a@b', tag: 'x' }],
    ['<sip:a@b;tag=uri>', { displayName: null, uri: 'sip:a@b;tag=uri', tag: null, params: [] }],
    ['Anna Bell<tel:+1>', { displayName: 'Anna Bell', uri: 'tel:+1' }],
    ['sip:a@b', { tag: null, raw: 'sip:a@b' }],
  ])('reads %j', (value, expected) => {
    expect(parseNameAddr(value)).toMatchObject({ ok: true, value: expected });
  });

  it.each([
    ['*', 'bad-uri'],
    ['', 'bad-uri'],
    ['<sip:a@b', 'bad-uri'],
    ['< sip:a@b >', 'bad-uri'],
    ['sip:a@b?x=y', 'bad-uri'],
    ['"open <sip:a@b>', 'bad-display-name'],
    ['a "b" <sip:a@b>', 'bad-display-name'],
    ['<sip:a@b> x', 'bad-params'],
  ])('refuses %j as %s', (value, code) => {
    expect(parseNameAddr(value)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('parseCSeq', () => {
  it.each([
    ['1 OPTIONS', 1, 'OPTIONS'],
    ['0009   INVITE', 9, 'INVITE'],
    ['0 x', 0, 'x'],
    ['4294967295 INVITE', 4294967295, 'INVITE'],
  ])('reads %j', (value, number, method) => {
    expect(parseCSeq(value)).toEqual({ ok: true, value: { number, method } });
  });

  it.each([
    ['4294967296 INVITE', 'bad-number'],
    ['-1 INVITE', 'bad-number'],
    ['1e3 INVITE', 'bad-number'],
    ['', 'bad-number'],
    ['1', 'bad-method'],
    ['1 IN@VITE', 'bad-method'],
    ['1 INVITE x', 'bad-method'],
  ])('refuses %j as %s', (value, code) => {
    expect(parseCSeq(value)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    'SIP/2.0/UDP ',
    'sip:',
    '"',
    '<',
    '>',
    ';',
    '=',
    ',',
    '@',
    ':',
    '[',
    ']',
    '::1',
    '\\',
    ' ',
    '\r\n ',
    'a',
    '9',
    '?',
    '\u00ff',
    '\u0000',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
  );
  it.each([
    ['parseVia', parseVia],
    ['parseSipUri', parseSipUri],
    ['parseNameAddr', parseNameAddr],
    ['parseCSeq', parseCSeq],
  ])('gives a value or a fault from %s, never an exception', (_, parse) => {
    fc.assert(
      fc.property(text, (value) => {
        const result = parse(value);
        expect(result.ok ? result.value : result.error.message).toBeTruthy();
      }),
      { numRuns: 1000 },
    );
  });
});
