// The Contacts of an answer: bindings of a REGISTER, the target of a dialog. RFC 3261 10.3, 12.1.2, 20.10.
import { headerValues, type SipMessage, splitListValue } from '../sip/message-reader.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { parseSipUri } from '../sip/sip-uri.ts';

/** Most Contacts that are read; ours, above any real server. */
const maxContacts = 20;
/** Longest URI of a binding or target, characters; ours. */
export const maxTargetLength = 512;

/** URIs of all Contacts as they are written, without longer ones and what cannot be read. */
export const contactUris = (message: SipMessage, maxLength: number): readonly string[] =>
  headerValues(message, 'contact')
    .flatMap(splitListValue)
    .flatMap((value) => {
      const address = parseNameAddr(value);
      return address.ok && address.value.uri.length <= maxLength ? [address.value.uri] : [];
    })
    .slice(0, maxContacts);

/** User part of a SIP URI; null without one. */
export function userOf(uri: string): string | null {
  const parsed = parseSipUri(uri);
  return parsed.ok ? parsed.value.user : null;
}
