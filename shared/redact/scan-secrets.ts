// The second net: reads what is about to be saved and looks for what must not be in it, without knowing how it was
// masked. Texts are also read the way a curious person would: unfolded, unescaped, decoded.
import { addressFamily, addressValue, classifyAddress } from '../base/address.ts';
import { decodeBase64 } from '../base/base64.ts';
import { bytesToLatin1 } from '../base/bytes.ts';
import { removedValue } from '../observation/account.ts';
import type { Redaction } from '../report/report.ts';
import { otherWritings } from './address-writings.ts';

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
    const kind = classifyAddress(address);
    return kind !== null && !['loopback', 'unspecified', 'broadcast'].includes(kind);
  });
}

/** Searches for what was taken out, in every way it may be written. */
function takenSearches(taken: readonly string[]): readonly Search[] {
  const addresses = taken.filter((text) => addressValue(text) !== null);
  const words = taken.filter((text) => addressValue(text) === null && /[a-z]/i.test(text) && text.length > 3);
  const writings = addresses.flatMap(otherWritings);
  const forms = [...addresses.filter((text) => addressFamily(text) !== null).map(asPattern), ...writings];
  return [
    ...(forms.length === 0
      ? []
      : [{ kind: 'an address' as const, finds: matches(new RegExp(forms.join('|'), 'i')) }]),
    ...(words.length === 0
      ? []
      : [
          {
            kind: 'a name that was taken out' as const,
            finds: matches(
              new RegExp(words.map((word) => `(?<![\\w-])${asPattern(word)}(?![\\w-])`).join('|'), 'i'),
            ),
          },
        ]),
  ];
}

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
    ...(level === 'no-addresses' ? [...withoutAddresses, ...takenSearches(taken)] : []),
  ];
  return textsIn(text).flatMap(({ field, value }) => {
    const readings = readingsOf(value);
    const found = searches.filter(({ finds }) => readings.some(finds));
    return found.map(({ kind }) => ({ field, kind }));
  });
}

type Place = { readonly field: string; readonly value: string };

/** Every text of a JSON document with its place; a text that is no JSON is one field without a name. */
function textsIn(text: string): readonly Place[] {
  try {
    return walk(JSON.parse(text) as unknown, '');
  } catch {
    return [{ field: '', value: text }];
  }
}

function walk(value: unknown, field: string): readonly Place[] {
  if (typeof value === 'string') return [{ field, value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = field === '' ? name : `${field}.${name}`;
    // A name of a field may hold something too.
    return [{ field: place, value: name }, ...walk(inner, place)];
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
