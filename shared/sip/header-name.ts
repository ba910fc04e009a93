// Header field names: one letter or many, any case, the same field.

// RFC 3261 20 and 7.3.3; then the extensions, each named by the RFC that took the letter.
const fullNameOf: Readonly<Record<string, string>> = {
  c: 'content-type',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  s: 'subject',
  t: 'to',
  v: 'via',
  a: 'accept-contact', // RFC 3841 9.2
  b: 'referred-by', // RFC 3892 3
  d: 'request-disposition', // RFC 3841 9.1
  j: 'reject-contact', // RFC 3841 9.3
  n: 'identity-info', // RFC 4474 9
  o: 'event', // RFC 6665 8.2.1
  r: 'refer-to', // RFC 3515 2.1
  u: 'allow-events', // RFC 6665 8.2.2
  x: 'session-expires', // RFC 4028 4
  y: 'identity', // RFC 8224 4
};

const compactLetter = /^[abcdefijklmnorstuvxy]$/;

/** Lower-case full name of a field (`v` and `VIA` give `via`); an unknown name is only lower-cased. RFC 3261 7.3.1, 7.3.3. */
export function canonicalHeaderName(rawName: string): string {
  const name = rawName.toLowerCase();
  return isCompactForm(name) ? (fullNameOf[name] ?? name) : name;
}

/** True for the one-letter form of a known field, in either case. RFC 3261 7.3.3. */
export const isCompactForm = (rawName: string): boolean => compactLetter.test(rawName.toLowerCase());
