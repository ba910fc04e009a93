// IP addresses and what kind they are. Text stays as it was written; comparison is by value.
import ipaddr from 'ipaddr.js';
import type { AddressClass } from './address-class.ts';
import { readAddressMask } from './mask.ts';

/** An address with a port, as a socket sees it. */
export type Endpoint = { readonly address: string; readonly port: number };

/** 4 or 6 for a literal address (no brackets, no zone), null for anything else. */
export function addressFamily(text: string): 4 | 6 | null {
  if (looksLikeV4.test(text)) return ipaddr.IPv4.isValidFourPartDecimal(text) ? 4 : null;
  return looksLikeV6.test(text) && ipaddr.IPv6.isValid(text) ? 6 : null;
}

/** As addressFamily, for text of a report, where a mask may stand in the place of an address. */
export const textFamily = (text: string): 4 | 6 | null =>
  addressFamily(text) ?? readAddressMask(text)?.family ?? null;

/** One text for all ways of writing an address, masked or not; null for anything else. */
export const addressValue = (text: string): string | null =>
  addressFamily(text) === null
    ? (readAddressMask(text)?.value ?? null)
    : ipaddr.process(text).toNormalizedString();

/** True when both are literal addresses of the same value (`::1` equals `0:0:0:0:0:0:0:1`), or masks of one address. */
// Most texts that are asked about are names: the library would throw and catch an error for each of them.
const looksLikeV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const looksLikeV6 = /^[\da-f.]*:[\da-f.]*:[\da-f.:]*$/i;

export function sameAddress(a: string, b: string): boolean {
  if (a === b) return true;
  const value = addressValue(a);
  return value !== null && value === addressValue(b);
}

const classOfRange: Readonly<Record<string, AddressClass>> = {
  private: 'private',
  uniqueLocal: 'private',
  carrierGradeNat: 'carrier-nat',
  loopback: 'loopback',
  linkLocal: 'link-local',
  multicast: 'multicast',
  broadcast: 'broadcast',
  unspecified: 'unspecified',
};

/** Class of a literal address or of a mask; null when the text is neither. Documentation ranges count as public. */
export function classifyAddress(text: string): AddressClass | null {
  if (addressFamily(text) === null) return readAddressMask(text)?.class ?? null;
  return classOfRange[ipaddr.process(text).range()] ?? 'public';
}

/** True for addresses that only mean something inside one network: a server beyond a NAT cannot see them. */
export function isInternalAddress(text: string): boolean {
  const kind = classifyAddress(text);
  return kind === 'private' || kind === 'link-local' || kind === 'loopback';
}

/** Address in the form SIP wants in a URI or Via: IPv6 in brackets. RFC 3261 25.1 (IPv6reference). */
export const sipHost = (address: string): string => (addressFamily(address) === 6 ? `[${address}]` : address);

/** True for a literal IPv4 or IPv6 address. */
export const isIpText = (text: string): boolean => addressFamily(text) !== null;

/** True when `text` holds this very address, not one that merely begins or ends like it (203.0.113.2 in 203.0.113.20). */
export function mentionsAddress(text: string, address: string): boolean {
  if (sameAddress(text, address)) return true;
  const literal = address.replace(/[.[\]]/g, '\\$&');
  const isV6 = textFamily(address) === 6;
  const before = isV6 ? '(?<![0-9a-f:])' : '(?<![0-9.])';
  const after = isV6 ? '(?![0-9a-f:])' : '(?!\\.?[0-9])';
  return new RegExp(`${before}${literal}${after}`, 'i').test(text);
}

/** The 4 or 16 bytes of a literal address in network order; null for anything else. */
export const addressBytes = (text: string): Uint8Array | null =>
  addressFamily(text) === null ? null : Uint8Array.from(ipaddr.parse(text).toByteArray());
