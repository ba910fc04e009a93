// Who built the router, by the first half of its hardware address.
import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import { labelSchema } from './catalogue-text.ts';

const tableSchema = z.strictObject({
  format: z.literal('sip-alg-oui'),
  version: z.literal(1),
  source: labelSchema,
  /** Vendor -> blocks of 24, 28 or 36 bits as 6, 7 or 9 hex digits, joined by spaces. */
  vendors: z.record(
    labelSchema,
    z.string().regex(/^(?:[\da-f]{6}|[\da-f]{7}|[\da-f]{9})(?: (?:[\da-f]{6}|[\da-f]{7}|[\da-f]{9}))*$/),
  ),
});

/** Block of addresses -> vendor. */
export type OuiTable = ReadonlyMap<string, string>;

/** Reads assets/oui/oui.json; the error is one sentence. */
export function loadOuiTable(text: string): Result<OuiTable, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err('The table of hardware addresses is not JSON.');
  }
  const parsed = tableSchema.safeParse(json);
  if (!parsed.success)
    return err(`The table of hardware addresses: ${parsed.error.issues[0]?.message ?? 'invalid'}.`);
  const rows = Object.entries(parsed.data.vendors);
  return ok(new Map(rows.flatMap(([vendor, blocks]) => blocks.split(' ').map((block) => [block, vendor]))));
}

/** Vendor of an address of twelve hex digits; null where the table knows none, and for addresses that are no vendor's. */
export function vendorOfAddress(table: OuiTable, digits: string): string | null {
  if (addressKind(digits) !== 'registered') return null;
  // Longest first: a large block may be parted among many (IEEE MA-S, MA-M, MA-L).
  const blocks = [9, 7, 6].map((length) => table.get(digits.slice(0, length)));
  return blocks.find((vendor) => vendor !== undefined) ?? null;
}

/** VRRP for IPv4 and IPv6 (RFC 5798 7.3), HSRP and GLBP (Cisco): shared by routers that stand in for each other. */
const redundantBlocks: readonly string[] = [
  '00005e0001',
  '00005e0002',
  '00000c07ac',
  '00000c9ff',
  '0007b400',
];

/** What an address of twelve hex digits says by itself; the second bit of its first octet is IEEE 802's U/L bit. */
export function addressKind(digits: string): 'registered' | 'local' | 'redundant' {
  if (redundantBlocks.some((block) => digits.startsWith(block))) return 'redundant';
  return (Number.parseInt(digits.slice(0, 2), 16) & 2) === 0 ? 'registered' : 'local';
}
