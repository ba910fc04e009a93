// What the network programs of macOS print. They speak English in every language of the system.
import { hardwareAddress } from './hardware-address.ts';
import { prefixBitsOf } from './routes.ts';

export type MacRoute = {
  /** Null where the destination is reached without a gateway. */
  readonly gateway: string | null;
  readonly interfaceName: string;
  readonly prefixBits: number | null;
};

/** Reads `route -n get`: lines of `name: value`. Null when the system knows no route. */
export function readMacRoute(text: string): MacRoute | null {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s*([a-z ]+): (\S+)/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name.trim(), value);
  }
  const interfaceName = fields.get('interface');
  if (interfaceName === undefined) return null;
  // A gateway of `link#12` or an index stands for the link itself; a zone names the interface once more.
  const gateway = fields.get('gateway')?.replace(/%.*$/, '') ?? '';
  return {
    gateway: /^[\d.]+$|^[\da-f]*:[\da-f:.]+$/i.test(gateway) ? gateway : null,
    interfaceName,
    prefixBits: prefixBitsIn(fields),
  };
}

/** A route to one host has no mask; the IPv4 one counts 32 bits, and no other kind is told apart. */
function prefixBitsIn(fields: ReadonlyMap<string, string>): number | null {
  if (fields.get('destination') === 'default') return 0;
  return /\bHOST\b/.test(fields.get('flags') ?? '') ? 32 : prefixBitsOf(fields.get('mask') ?? '');
}

/** Hardware address in `? (192.168.1.1) at 0:1a:2b:3c:4d:5e on en0 ifscope [ethernet]`; null without an entry. */
export function readMacNeighbour(text: string, address: string): string | null {
  for (const line of text.split('\n')) {
    const [, of, at] = /\(([\d.]+)\) at (\S+)/.exec(line) ?? [];
    if (of === address) return hardwareAddress(at ?? '');
  }
  return null;
}

/** Kind of the link in `ipconfig getsummary`; null where it says nothing known. */
export function readMacLink(text: string): 'wired' | 'wireless' | null {
  const [, kind] = /^\s*InterfaceType\s*:\s*(\S+)/m.exec(text) ?? [];
  if (kind === 'WiFi') return 'wireless';
  return kind === 'Ethernet' ? 'wired' : null;
}
