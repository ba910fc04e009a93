// Addresses of network cards as systems print them: `0:1a:2b:3c:4d:5e`, `00-1A-2B-3C-4D-5E`.
import ipaddr from 'ipaddr.js';

const shape = /^[\da-f]{1,2}(?:([:-])[\da-f]{1,2})(?:\1[\da-f]{1,2}){4}$/i;

/** Twelve lower-case hex digits; null for no address, and for the all-zero one of an unanswered question. */
export function hardwareAddress(text: string): string | null {
  if (!shape.test(text)) return null;
  const digits = text
    .split(/[:-]/)
    .map((octet) => octet.padStart(2, '0').toLowerCase())
    .join('');
  return /^0+$/.test(digits) || digits === 'ffffffffffff' ? null : digits;
}

/** The hardware address inside a link-local one, which many routers form that way. RFC 4291 appendix A. */
export function addressOfEui64(address: string): string | null {
  if (!ipaddr.IPv6.isValid(address)) return null;
  const bytes = ipaddr.IPv6.parse(address).toByteArray();
  if (bytes[0] !== 0xfe || bytes[1] !== 0x80 || bytes[11] !== 0xff || bytes[12] !== 0xfe) return null;
  const octets = [(bytes[8] ?? 0) ^ 2, bytes[9], bytes[10], bytes[13], bytes[14], bytes[15]];
  return hardwareAddress(octets.map((octet) => (octet ?? 0).toString(16)).join(':'));
}
