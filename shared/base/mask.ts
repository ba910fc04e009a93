// What stands in place of an address that was taken out of a report: `LAN-0000001`. It says what kind of address stood
// there and which of them are equal, and it is as long as the address was, so that no length in a message changes.
import type { AddressClass } from './address-class.ts';

/** Kind of mask -> what it tells about the network. `SRV` is a public address of the server, `DOC` one of RFC 5737 or 3849. */
export const addressMaskKinds = {
  LAN: 'private',
  WAN: 'public',
  SRV: 'public',
  DOC: 'public',
  CGN: 'carrier-nat',
  LNK: 'link-local',
  MUL: 'multicast',
} as const satisfies Readonly<Record<string, AddressClass>>;
export type AddressMaskKind = keyof typeof addressMaskKinds;

/** The form of a mask: kind, `6` for IPv6, network from the second on, number, further way of writing. */
export const addressMaskForm = `(?:${Object.keys(addressMaskKinds).join('|')})6?[B-Z]?-\\d+[b-f]?`;

export type AddressMask = {
  readonly class: AddressClass;
  readonly family: 4 | 6;
  /** Equal for masks of one network; null where there were too many to name. */
  readonly network: string | null;
  /** Equal for masks of one address, however it was written. */
  readonly value: string;
};

const parts = new RegExp(`^(${Object.keys(addressMaskKinds).join('|')})(6?)([B-Z]?)-0*(\\d+)[b-f]?$`, 'i');
/** The letter of all networks for which no letter was left. */
export const furtherNetworks = 'Z';

const isKind = (text: string): text is AddressMaskKind => Object.hasOwn(addressMaskKinds, text);

/** What a mask says; null for a text that is none. */
export function readAddressMask(text: string): AddressMask | null {
  const [whole, kindText = '', six = '', network = '', number = ''] = parts.exec(text) ?? [];
  const kind = kindText.toUpperCase();
  if (whole === undefined || !isKind(kind)) return null;
  const letter = network.toUpperCase();
  return {
    class: addressMaskKinds[kind],
    family: six === '' ? 4 : 6,
    network: letter === furtherNetworks ? null : `${kind}${letter}`,
    value: `${kind}${letter}-${number}`,
  };
}
