// Rows of a routing table, whatever the system prints them like, and the one that a packet would take.
import ipaddr from 'ipaddr.js';
import { addressFamily } from '../../../shared/base/address.ts';

export type RouteRow = {
  readonly network: string;
  readonly prefixBits: number;
  /** Null where the destination is reached without a gateway. */
  readonly gateway: string | null;
  /** As the system names it in this table: a name, a number, or on Windows the interface's own address. */
  readonly via: string;
  readonly metric: number;
};

function covers(row: RouteRow, address: string): boolean {
  if (addressFamily(row.network) !== addressFamily(address)) return false;
  const network = ipaddr.parse(row.network);
  const inside = ipaddr.parse(address);
  if (inside instanceof ipaddr.IPv4)
    return network instanceof ipaddr.IPv4 && inside.match(network, Math.min(row.prefixBits, 32));
  return network instanceof ipaddr.IPv6 && inside.match(network, Math.min(row.prefixBits, 128));
}

/** The longest match over one interface, then the lowest metric; null when no row of it covers the address. */
export function chooseRoute(rows: readonly RouteRow[], address: string, via: string): RouteRow | null {
  if (addressFamily(address) === null) return null;
  const fitting = rows.filter((row) => row.via === via && covers(row, address));
  return fitting.toSorted((a, b) => b.prefixBits - a.prefixBits || a.metric - b.metric)[0] ?? null;
}

/** Bits of a netmask such as 255.255.255.0; null for a text that is none. */
export const prefixBitsOf = (mask: string): number | null =>
  ipaddr.IPv4.isValidFourPartDecimal(mask) ? ipaddr.IPv4.parse(mask).prefixLengthFromSubnetMask() : null;
