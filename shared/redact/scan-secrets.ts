// The second net: reads what is about to be saved and looks for what must not be in it, without knowing how it was
// masked. Texts are also read the way a curious person would: unfolded, unescaped, decoded.
import { addressFamily, addressValue, classifyAddress } from '../base/address.ts';
import { decodeBase64 } from '../base/base64.ts';
import { bytesToLatin1 } from '../base/bytes.ts';
import { removedValue } from '../observation/account.ts';
import type { Redaction } from '../report/report.ts';
import { isNobodysAddress, otherWritings } from './address-writings.ts';

export type SecretKind =
  | 'a password'
  | 'an answer to a password question'
  | 'an access token'
  | 'a private key'
  | 'an e-mail address'
  | 'an address'
  | 'a hardware address'
  | 'a name that was taken out';

export type Finding = { readonly field: string; readonly kind: SecretKind };

type Search = { readonly kind: SecretKind; readonly finds: (text: string) => boolean };

/** Found at every level: nobody needs them to judge a report. */
const always: readonly Search[] = [
  { kind: 'a private key', finds: matches(/-----BEGIN [A-Z ]*PRIVATE KEY/) },
  {
    kind: 'an answer to a password question',
    finds: (text) =>
      /\b(?:proxy-)?authorization[ \t]*:[ \t]*(?!removed(?:\s|$))\S/i.test(text) ||
      /\bresponse[ \t]*=[ \t]*"?[\da-f]{32,}/i.test(text) ||
      (/\busername[ \t]*=/i.test(text) && /\b(?:c?nonce|response)[ \t]*=/i.test(text)),
  },
  // `;pwd=` and a line of its own; `password=` in a field of SDP (RFC 8839 5.4) counts too.
  {
    kind: 'a password',
    finds: (text) =>
      /\b(?:password|passwd|passwort|kennwort|wachtwoord|secret|ice-pwd|pwd)["']?[ \t]*[:=][ \t]*(?!removed\b)[^\s;,]/i.test(
        text,
      ) ||
      /\bsips?:[^\s@<>"]{1,256}:[^\s@<>"]{1,256}@/i.test(text) ||
      /\binline:[A-Za-z\d+/]{30,}/.test(text),
  },
  {
    kind: 'an access token',
    finds: matches(
      /\bbearer[ \t]+[\w.~+/-]{12,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.|\b(?:api[_-]?key|access[_-]?token)["']?[ \t]*[:=]/i,
    ),
  },
];

/** Found where anything was taken out. */
const withoutNames: readonly Search[] = [
  {
    kind: 'an e-mail address',
    finds: (text) =>
      [...text.matchAll(/(sips?:)?(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,10}[a-z]{2,}/gi)].some(
        ([, scheme]) => scheme === undefined,
      ),
  },
  {
    kind: 'a hardware address',
    finds: matches(/(?<![\da-f:-])(?:[\da-f]{2}[:-]){5}[\da-f]{2}(?![\da-f:-])/i),
  },
];

const withoutAddresses: readonly Search[] = [{ kind: 'an address', finds: holdsAddress }];

function matches(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text);
}

/** An address that means something: of a network, not of every computer. */
function holdsAddress(text: string): boolean {
  const literals = [
    ...text.matchAll(/(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/g),
    ...text.matchAll(/(?<![\da-z])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}/gi),
  ].map(([literal]) => literal);
  return literals.some((literal) => {
    const address = addressFamily(literal) === null ? literal.replace(/^:(?!:)|(?<!:):$/g, '') : literal;
    return classifyAddress(address) !== null && !isNobodysAddress(address);
  });
}

/** Searches for what was taken out, in every way it may be written. */
function takenSearches(taken: readonly string[]): readonly Search[] {
  const addresses = taken.filter((text) => addressFamily(text) !== null);
  const words = taken.filter((text) => addressValue(text) === null && text.length > 2);
  // A user may be called like a word of ours: alone it is found only where a user or a host stands.
  const names = words.map((word) =>
    /[.@]|^(?:[\da-f]{2}[:-]){5}/i.test(word)
      ? `(?<![\\w-])${asPattern(word)}(?![\\w-])`
      : `(?<=[:@])${asPattern(word)}(?=[@:;>])`,
  );
  return [
    ...search('an address', [...addresses.map(asPattern), ...addresses.flatMap(otherWritings)]),
    ...search('a name that was taken out', names),
  ];
}

const search = (kind: SecretKind, forms: readonly string[]): readonly Search[] =>
  forms.length === 0 ? [] : [{ kind, finds: matches(new RegExp(forms.join('|'), 'i')) }];

const asPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');

/** What a level must not leave in a file, field by field; empty when it may be saved. `taken`: what was masked in it. */
export function scanForSecrets(
  text: string,
  level: Redaction,
  taken: readonly string[] = [],
): readonly Finding[] {
  const searches = [
    ...always,
    ...(level === 'full' ? [] : withoutNames),
    ...(level === 'no-addresses' ? withoutAddresses : []),
    ...takenSearches(taken),
  ];
  return textsIn(text, level === 'full').flatMap(({ field, value }) => {
    // `RFC 3261 8.2.6.2` is no address; the verdict alone writes this field.
    const readings = field.endsWith('.section') ? [] : readingsOf(value);
    const found = searches.filter(({ finds }) => readings.some(finds));
    return found.map(({ kind }) => ({ field, kind }));
  });
}

type Place = { readonly field: string; readonly value: string };

/** Every text of a JSON document with its place; a text that is no JSON is one field without a name. */
function textsIn(text: string, isWhole: boolean): readonly Place[] {
  try {
    return walk(JSON.parse(text) as unknown, '', isWhole);
  } catch {
    return [{ field: '', value: text }];
  }
}

/** A whole report keeps what a stranger sent as it came: the form of a login page is nobody's password. */
const isStray = (value: object): boolean => 'kind' in value && value.kind === 'stray-received';

function walk(value: unknown, field: string, isWhole: boolean): readonly Place[] {
  if (typeof value === 'string') return [{ field, value }];
  if (value === null || typeof value !== 'object' || (isWhole && isStray(value))) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = field === '' ? name : `${field}.${name}`;
    // `"password": "x"` is one too.
    return [
      ...(typeof inner === 'string' ? [{ field: place, value: `${name}: ${inner}` }] : []),
      ...walk(inner, place, isWhole),
    ];
  });
}

/** The text as it stands, unfolded, unescaped, and everything in it that is base64. */
function readingsOf(value: string): readonly string[] {
  const flat = value
    .replace(/\r?\n[ \t]+/g, ' ')
    .replace(new RegExp(`(authorization[ \\t]*:)[ \\t]*${removedValue}`, 'gi'), '$1 removed');
  const open = flat.replace(/%([\da-f]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const decoded = [...open.matchAll(/(?<![A-Za-z\d+/])[A-Za-z\d+/]{8,}={0,2}/g)].flatMap(([run]) => {
    const bytes = decodeBase64(run);
    const inner = bytes.ok ? bytesToLatin1(bytes.value) : '';
    return /^[\u0020-\u007e\r\n\t]+$/.test(inner) ? [inner] : [];
  });
  return [...new Set([flat, open, ...decoded])];
}
