// The server's own eyes: an extension of the server kit answers 302 and puts what it received, in base64, into the
// user part of the Contact. No router that edits addresses recognises one in there. Fields with a dot between them:
//   v1 . source address . Via . Contact . From . Call-ID . Content-Length . media address
import { decodeBase64 } from '../base/base64.ts';
import { bytesToLatin1 } from '../base/bytes.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { ReadbackFault, ReadbackFields } from '../observation/account.ts';
import type { SipMessage } from '../sip/message-reader.ts';
import { contactUris, userOf } from './contacts.ts';

/** Longest field that is read, characters; ours, twice what a request of ours can hold. */
const maxFieldLength = 1000;
const fieldCount = 7;
/** Longest Contact that is decoded, characters. */
const maxUriLength = 4096;

/** What the redirect says was received; strict, because whoever wrote it may be hostile. */
export function readReadback(redirect: SipMessage): Result<ReadbackFields, ReadbackFault> {
  const user = contactUris(redirect, maxUriLength).flatMap((uri) => userOf(uri) ?? [])[0];
  if (user === undefined) return err('no-contact');
  const [version, ...encoded] = unescaped(user).split('.');
  if (version !== 'v1' || encoded.length !== fieldCount) return err('other-format');
  const fields: string[] = [];
  for (const text of encoded) {
    const bytes = decodeBase64(text);
    if (!bytes.ok) return err('not-base64');
    const field = bytesToLatin1(bytes.value);
    if (field.length > maxFieldLength) return err('too-long');
    if (/[^\u0020-\u007e\u00a0-\u00ff]/.test(field)) return err('bad-field');
    fields.push(field);
  }
  return fieldsOf(fields);
}

/** `=`, `+` and `/` may stand in a user part as they are or escaped. RFC 3261 25.1. */
const unescaped = (user: string): string =>
  user.replace(/%(2b|2f|3d)/gi, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)));

function fieldsOf(fields: readonly string[]): Result<ReadbackFields, ReadbackFault> {
  const [source = '', via = '', contact = '', from = '', callId = '', length = '', media = ''] = fields;
  const isNumber = /^\d{1,5}$/.test(length) && Number(length) <= 65_535;
  if (!isNumber && length !== '') return err('bad-field');
  const contentLengthBytes = isNumber ? Number(length) : null;
  return ok({ source, via, contact, from, callId, contentLengthBytes, media: media === '' ? null : media });
}
