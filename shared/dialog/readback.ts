// The server's own eyes: an extension answers 302 and puts what it received, in base64, into the user part of the
// Contact. No router that edits addresses recognises one in there.
//
//   v1 LF src 203.0.113.2:40000 LF via SIP/2.0/UDP ... LF contact ... LF from ... LF callid ... LF len 146
import { decodeBase64 } from '../base/base64.ts';
import { bytesToLatin1 } from '../base/bytes.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { ReadbackFault, ReadbackFields } from '../observation/account.ts';
import type { SipMessage } from '../sip/message-reader.ts';
import { contactUris, userOf } from './contacts.ts';

/** Longest line and most lines that are read; ours, twice what a request of ours can hold. */
const maxLineLength = 1000;
const maxLines = 12;
/** Longest Contact that is decoded, characters. */
const maxUriLength = 4096;

/** Lines of format v1; `media` is there only where the extension has early media, `ruri` and `probe` are not used. */
const names = ['src', 'via', 'contact', 'from', 'callid', 'len', 'media', 'ruri', 'probe'] as const;
type Name = (typeof names)[number];

/** What the redirect says was received; strict, because whoever wrote it may be hostile. */
export function readReadback(redirect: SipMessage): Result<ReadbackFields, ReadbackFault> {
  const user = contactUris(redirect, maxUriLength).flatMap((uri) => userOf(uri) ?? [])[0];
  if (user === undefined) return err('no-contact');
  const bytes = decodeBase64(unescaped(user));
  return bytes.ok ? readLines(bytesToLatin1(bytes.value)) : err('not-base64');
}

/** `=`, `+` and `/` may stand in a user part as they are or escaped. RFC 3261 25.1. */
const unescaped = (user: string): string =>
  user.replace(/%(2b|2f|3d)/gi, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)));

function readLines(text: string): Result<ReadbackFields, ReadbackFault> {
  const [version, ...lines] = text.split('\n');
  if (version !== 'v1') return err('other-format');
  if (lines.length > maxLines || lines.some((line) => line.length > maxLineLength)) return err('too-long');
  const values = new Map<Name, string>();
  for (const line of lines) {
    const space = line.indexOf(' ');
    const name = names.find((known) => known === line.slice(0, Math.max(space, 0)));
    if (name === undefined || values.has(name) || /[^\u0020-\u00ff]/.test(line)) return err('bad-line');
    values.set(name, line.slice(space + 1));
  }
  return fieldsOf(values);
}

function fieldsOf(values: ReadonlyMap<Name, string>): Result<ReadbackFields, ReadbackFault> {
  const [source, via, contact, from, callId, length] = (
    ['src', 'via', 'contact', 'from', 'callid', 'len'] as const
  ).map((name) => values.get(name));
  if (
    source === undefined ||
    via === undefined ||
    contact === undefined ||
    from === undefined ||
    callId === undefined ||
    length === undefined
  )
    return err('missing-line');
  const isNumber = /^\d{1,5}$/.test(length) && Number(length) <= 65_535;
  if (!isNumber && length !== '') return err('bad-line');
  return ok({
    source,
    via,
    contact,
    from,
    callId,
    contentLengthBytes: isNumber ? Number(length) : null,
    media: values.get('media') ?? null,
  });
}
