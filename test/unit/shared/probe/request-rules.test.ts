// Every rule about a datagram that leaves this computer: what it lets through and what it stops.
import { describe, expect, it } from 'vitest';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { type RequestRuleBreach, requestRuleBreach } from '../../../../shared/probe/request-rules.ts';
import { scannerStrings } from '../../../../shared/probe/scanner-strings.ts';

type Parts = {
  readonly start?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly end?: string;
};

const usual: Readonly<Record<string, string>> = {
  Via: 'SIP/2.0/UDP 192.168.1.10:40000;rport;branch=z9hG4bK1',
  'Max-Forwards': '70',
  From: '"check" <sip:algcheck@192.168.1.10:40000>;tag=1',
  To: '<sip:pbx.example>',
  'Call-ID': '1@192.168.1.10',
  CSeq: '100000001 OPTIONS',
  'User-Agent': 'ALGCheck/1',
  'Content-Length': '0',
};

/** A request that breaks no rule, with some headers replaced, added or (null) left out. */
function request({
  start = 'OPTIONS sip:pbx.example SIP/2.0',
  headers = {},
  end = '',
}: Parts = {}): Uint8Array {
  const lines = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  );
  return latin1ToBytes(`${[start, ...lines, '', ''].join('\r\n')}${end}`);
}

const breach = (parts: Parts = {}): RequestRuleBreach | null =>
  requestRuleBreach(request(parts), 'pbx.example');

describe('a request that keeps the rules', () => {
  it('may leave', () => expect(breach()).toBeNull());
  it('may name the server in another case', () =>
    expect(breach({ start: 'OPTIONS sip:PBX.example SIP/2.0' })).toBeNull());
  it('may be exactly as large as one frame', () => {
    const fill = 1300 - request().length;
    expect(breach({ end: 'a'.repeat(fill) })).toBeNull();
    expect(breach({ end: 'a'.repeat(fill + 1) })).toBe('too-large');
  });
});

const breaches: readonly (readonly [RequestRuleBreach, string, Parts])[] = [
  ['method-not-allowed', 'REGISTER', { start: 'REGISTER sip:pbx.example SIP/2.0' }],
  ['method-not-allowed', 'INVITE', { start: 'INVITE sip:pbx.example SIP/2.0' }],
  ['method-not-allowed', 'a method in lower case', { start: 'options sip:pbx.example SIP/2.0' }],
  ['not-a-request', 'a reply', { start: 'SIP/2.0 200 OK' }],
  ['not-a-request', 'a Request-URI that is no SIP URI', { start: 'OPTIONS tel:100 SIP/2.0' }],
  ['user-in-request-uri', 'an extension', { start: 'OPTIONS sip:100@pbx.example SIP/2.0' }],
  ['other-server-name', 'the address instead of the name', { start: 'OPTIONS sip:203.0.113.10 SIP/2.0' }],
  ['other-server-name', 'a name that only ends alike', { start: 'OPTIONS sip:a.pbx.example SIP/2.0' }],
  ['other-user-agent', 'another product', { headers: { 'User-Agent': 'ALGCheck/2' } }],
  ['other-user-agent', 'no User-Agent', { headers: { 'User-Agent': null } }],
  ['other-user-agent', 'two of them', { headers: { 'user-agent': 'ALGCheck/1' } }],
  ['user-in-to', 'a user in To', { headers: { To: '<sip:100@pbx.example>' } }],
  ['user-in-to', 'a To that cannot be read', { headers: { To: '<' } }],
  ['user-in-to', 'no To', { headers: { To: null } }],
  ['wildcard-contact', 'Contact: *', { headers: { Contact: '*' } }],
  ['wildcard-contact', 'its short form', { headers: { m: ' * ' } }],
  ['bad-max-forwards', 'Max-Forwards 0', { headers: { 'Max-Forwards': '0' } }],
  ['bad-max-forwards', 'Max-Forwards 255', { headers: { 'Max-Forwards': '255' } }],
  ['bad-max-forwards', 'no Max-Forwards', { headers: { 'Max-Forwards': null } }],
  ['has-credentials', 'an Authorization', { headers: { Authorization: 'Digest username="a"' } }],
  ['has-credentials', 'a Proxy-Authorization', { headers: { 'proxy-authorization': 'Digest a="b"' } }],
];

describe('a request that breaks a rule', () => {
  it.each(breaches)('is stopped as %s: %s', (expected, _what, parts) => {
    expect(breach(parts)).toBe(expected);
  });

  it.each([
    ['empty', ''],
    ['not-a-request', '\r\n\r\n'],
    ['not-a-request', 'hello'],
    ['too-large', 'x'.repeat(1301)],
  ])('is stopped as %s: %j', (expected, text) => {
    expect(requestRuleBreach(latin1ToBytes(text), 'pbx.example')).toBe(expected);
  });
});

const inCase = (text: string): string =>
  Array.from(text, (c, i) => (i % 2 === 0 ? c.toUpperCase() : c.toLowerCase())).join('');

describe('a text that firewalls know as a scanner', () => {
  it('covers what published rule sets list', () => {
    expect(scannerStrings).toEqual(
      expect.arrayContaining([
        'friendly-scanner',
        'sipvicious',
        'sundayddr',
        'sipsak',
        'sipcli',
        'iwar',
        'sip-scan',
      ]),
    );
  });

  it.each(scannerStrings.flatMap((text) => [text, text.toUpperCase(), inCase(text)]))(
    'is stopped wherever it stands: %s',
    (text) => {
      const places: readonly Parts[] = [
        { headers: { 'User-Agent': text } },
        { headers: { From: `"${text}" <sip:a@192.168.1.10>;tag=1` } },
        { headers: { 'Call-ID': `xx${text}yy` } },
        { headers: { 'X-Any': text } },
        { end: `body ${text}` },
        { start: `OPTIONS sip:pbx.example;x=${text} SIP/2.0` },
      ];
      expect(places.map(breach)).toEqual(places.map(() => 'scanner-string'));
    },
  );
});
