// Which names a server may have: what a person types, what a profile holds and what a Request-URI can carry.
import { addressFamily } from './address.ts';

/** Longest host name, characters. RFC 1035 2.3.4 (255 octets on the wire, 253 as text). */
export const maxHostNameChars = 253;

const label = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})$/;

/** True for a literal address or for RFC 1123 2.1 labels (with the `_` of service names), the last one not all digits. */
export function isServerName(name: string): boolean {
  if (name.length === 0 || name.length > maxHostNameChars) return false;
  if (addressFamily(name) !== null) return true;
  const labels = name.replace(/\.$/, '').split('.');
  return labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? '');
}
