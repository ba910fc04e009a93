import { describe, expect, it } from 'vitest';
import {
  commandSchema,
  labelSchema,
  pagePathSchema,
  patternSchema,
  slugSchema,
  webAddressSchema,
} from '../../../../shared/router/catalogue-text.ts';
import { asFile, bent, faultOf } from './catalogue-bench.ts';

const hostile: readonly (readonly [string, string])[] = [
  ['markup', 'SIP <b>ALG</b>'],
  ['an entity', 'SIP &lt; ALG'],
  ['a numeric entity', 'SIP &#x3c; ALG'],
  ['a line break', 'SIP\nALG'],
  ['a tab', 'SIP\tALG'],
  ['an escape sequence', 'SIP \u001b[31mALG'],
  ['a right-to-left override', 'SIP \u202eGLA'],
  ['a direction isolate', 'SIP \u2066ALG'],
  ['a right-to-left mark', 'SIP\u200f ALG'],
  ['a zero-width space', 'SIP\u200bALG'],
  ['a byte order mark', '\ufeffSIP ALG'],
  ['a line separator', 'SIP\u2028ALG'],
  ['half a surrogate pair', 'SIP \ud800ALG'],
  ['a decomposed letter', 'Re\u0301seau'],
  ['space around', ' SIP ALG'],
  ['nothing', ''],
];

describe('labelSchema', () => {
  it.each(['SIP ALG', 'Tracking/NAT Helpers', 'Réseau & NAT', 'Save & Apply', '設定'])('takes %s', (text) => {
    expect(labelSchema.safeParse(text).success).toBe(true);
  });

  it.each(hostile)('refuses %s', (_what, text) => {
    expect(labelSchema.safeParse(text).success).toBe(false);
  });

  it('refuses more than 100 characters', () => {
    expect(labelSchema.safeParse('x'.repeat(100)).success).toBe(true);
    expect(labelSchema.safeParse('x'.repeat(101)).success).toBe(false);
  });
});

// One field of each sort, so that no text of a vendor file escapes the rule.
const entry = ['entries', 0] as const;
const list = [...entry, 'lists', 0] as const;
describe('a vendor file refuses hostile text in', () => {
  it.each([
    [['vendor']],
    [['sources', 'manual', 'title']],
    [[...entry, 'name']],
    [[...entry, 'makers', 0]],
    [[...entry, 'models', 0]],
    [[...entry, 'provider', 'name']],
    [[...entry, 'alg', 'names', 0]],
    [[...list, 'firmware']],
    [[...list, 'steps', 2, 'menu', 0]],
    [[...list, 'steps', 4, 'value']],
    [[...entry, 'lists', 1, 'steps', 1, 'command']],
    [[...entry, 'lists', 1, 'steps', 1, 'differs']],
    [[...entry, 'traps', 1, 'menu', 0]],
    [[...entry, 'udpTimeout', 'menu', 0]],
    [[...entry, 'fingerprints', 'ouiVendors', 0]],
    [[...entry, 'fingerprints', 'httpTitles', 0]],
    [[...entry, 'remark']],
  ])('%j', (path) => {
    for (const [, text] of hostile) {
      expect(faultOf(asFile(bent(path, text)))).toContain(`field "${path.join('.')}": `);
    }
  });
});

describe('the other texts', () => {
  it('commands may redirect, and stay on one line', () => {
    expect(commandSchema.safeParse('echo 600 > /proc/x').success).toBe(true);
    expect(commandSchema.safeParse('a\nb').success).toBe(false);
    expect(commandSchema.safeParse('x'.repeat(161)).success).toBe(false);
  });

  it('patterns say more than a wildcard', () => {
    expect(patternSchema.safeParse('NETGEAR *').success).toBe(true);
    expect(patternSchema.safeParse('*').success).toBe(false);
    expect(patternSchema.safeParse('* *').success).toBe(false);
  });

  it.each(['http://192.168.1.1', 'https://example.org/a?b=c#d', 'http://router', 'http://[fe80::1]/'])(
    'addresses take %s',
    (url) => {
      expect(webAddressSchema.safeParse(url).success).toBe(true);
    },
  );

  it.each([
    'ftp://example.org',
    'javascript:alert(1)',
    'file:///etc/passwd',
    '//example.org',
    'http://user@example.org',
    'http:example.org',
    'http://example.org/\u202e',
    'http://example.org/<b>',
    `https://example.org/${'x'.repeat(300)}`,
  ])('addresses refuse %s', (url) => {
    expect(webAddressSchema.safeParse(url).success).toBe(false);
  });

  it('page paths stay on the device', () => {
    expect(pagePathSchema.safeParse('/mdc').success).toBe(true);
    for (const path of ['mdc', '/', '//example.org', '/a?b', '/a b', '/../x', 'http://example.org'])
      expect(pagePathSchema.safeParse(path).success).toBe(false);
  });

  it('ids are lower-case words', () => {
    expect(slugSchema.safeParse('tp-link-archer').success).toBe(true);
    for (const id of ['TP-Link', 'a--b', '-a', 'a-', 'a_b', '', 'x'.repeat(65)])
      expect(slugSchema.safeParse(id).success).toBe(false);
  });
});
