// Other ways of writing an address that people and programs use: with dashes, as one number, in hexadecimal.
import { addressFamily, classifyAddress } from '../base/address.ts';

/** True for an address that means the same on every computer: nobody lives there. */
export const isNobodysAddress = (address: string): boolean =>
  ['loopback', 'unspecified', 'broadcast'].includes(classifyAddress(address) ?? '');

/** Patterns (source text, case never counts) of further ways of writing a literal address; none for anything else. */
export function otherWritings(address: string): readonly string[] {
  if (addressFamily(address) !== 4) return [];
  const octets = address.split('.').map(Number);
  const hex = octets.map((octet) => octet.toString(16).padStart(2, '0')).join('');
  const number = Number.parseInt(hex, 16);
  // 0.0.0.1 as a number would be any 1.
  if (number < 0x0100_0000) return [];
  const joined = [octets, octets.toReversed()].flatMap((order) => [order.join('-'), order.join('_')]);
  const backwards = octets.toReversed().join('.');
  return [
    // Backwards it is another address and taken out as one, unless it then reads as nobody's: 10.0.0.127.
    ...(isNobodysAddress(backwards) && backwards !== '127.0.0.1'
      ? [`(?<!\\d)${backwards.replaceAll('.', '\\.')}(?!\\d)`]
      : []),
    ...joined.map((text) => `(?<!\\d)${text}(?!\\d)`),
    `(?<!\\d)${number}(?!\\d)`,
    `(?<![\\da-f])${hex}(?![\\da-f])`,
    octets.map((octet) => `0x0*${octet.toString(16)}`).join('\\.'),
  ];
}
