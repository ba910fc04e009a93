// What the network programs of Windows print, in whichever language: rows are known by the shape of their addresses
// and numbers, never by a word.
import { addressFamily } from '../../../shared/base/address.ts';
import { hardwareAddress } from './hardware-address.ts';
import { prefixBitsOf, type RouteRow } from './routes.ts';

const ip = String.raw`(\d{1,3}(?:\.\d{1,3}){3})`;
const gatewayRow = new RegExp(String.raw`^\s*${ip}\s+${ip}\s+${ip}\s+${ip}\s+(\d+)\s*$`);
/** The words between mask and interface say "on link" and hold no digit in any language. */
const onLinkRow = new RegExp(String.raw`^\s*${ip}\s+${ip}\s+\D+?\s+${ip}\s+(\d+)\s*$`);

/** Active IPv4 routes of `route print -4`; `via` is the interface's own address. */
export function readWindowsRoutes(text: string): readonly RouteRow[] {
  return text.split('\n').flatMap((line) => {
    const [, network = '', mask = '', gateway = '', via = '', metric = ''] = gatewayRow.exec(line) ?? [];
    const [, linkNetwork = '', linkMask = '', linkVia = '', linkMetric = ''] = onLinkRow.exec(line) ?? [];
    const isLink = network === '';
    const prefixBits = prefixBitsOf(isLink ? linkMask : mask);
    if (prefixBits === null) return [];
    return isLink
      ? { network: linkNetwork, prefixBits, gateway: null, via: linkVia, metric: Number(linkMetric) }
      : { network, prefixBits, gateway, via, metric: Number(metric) };
  });
}

/** Active IPv6 routes of `route print -6`; `via` is the number of the interface. A long gateway stands on the next line. */
export function readWindowsRoutes6(text: string): readonly RouteRow[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, via = '', metric = '', network = '', bits = '', rest = ''] =
      /^\s*(\d+)\s+(\d+)\s+([\da-f:.]+)\/(\d{1,3})(?:\s+(.*))?$/i.exec(line.trimEnd()) ?? [];
    if (addressFamily(network) !== 6) return [];
    const next = (rest === '' ? (lines[index + 1] ?? '') : rest).trim();
    const gateway = addressFamily(next) === 6 ? next : null;
    return { network, prefixBits: Number(bits), gateway, via, metric: Number(metric) };
  });
}

/** Number of the interface that has this very address, as the IPv6 table lists it; null when it does not. */
export const interfaceNumberOf = (rows: readonly RouteRow[], isOwn: (network: string) => boolean) =>
  rows.find((row) => row.prefixBits === 128 && row.gateway === null && isOwn(row.network))?.via ?? null;

/** Hardware address of a neighbour in `arp -a`; null without an entry. */
export function readWindowsNeighbour(text: string, address: string): string | null {
  for (const line of text.split('\n')) {
    const [first, second = ''] = line.trim().split(/\s+/);
    if (first === address) {
      const found = hardwareAddress(second);
      if (found !== null) return found;
    }
  }
  return null;
}

export type WindowsWireless = { readonly signalPercent: number | null };

/** The block of `netsh wlan show interfaces` whose card has this address; null when none has: not a wireless one. */
export function readWindowsWireless(text: string, ownHardwareAddress: string): WindowsWireless | null {
  for (const block of text.split(/\r?\n\s*\r?\n/)) {
    // "name : value"; French sets a no-break space before its colon, and may before the per cent sign.
    const values = block.split('\n').map((line) => line.replace(/^[^:]*:/, '').trim());
    if (!values.some((value) => hardwareAddress(value) === ownHardwareAddress)) continue;
    const percents = values.flatMap((value) => /^(\d{1,3})\D{0,3}%$/.exec(value)?.[1] ?? []);
    const percent = Number(percents[0] ?? Number.NaN);
    return { signalPercent: percent <= 100 ? percent : null };
  }
  return null;
}
