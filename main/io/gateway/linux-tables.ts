// The tables that the Linux kernel shows under /proc/net, readable by every user.
import ipaddr from 'ipaddr.js';
import { hardwareAddress } from './hardware-address.ts';
import { prefixBitsOf, type RouteRow } from './routes.ts';

// include/uapi/linux/route.h
const isUp = 0x1;
const isRejected = 0x200;

const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns.length > 1);

const isUsable = (flags: string): boolean => {
  const bits = Number.parseInt(flags, 16);
  return (bits & isUp) !== 0 && (bits & isRejected) === 0;
};

/** An address that the kernel printed as one number of its own byte order. */
function addressOfWord(hex: string, isLittleEndian: boolean): string | null {
  if (!/^[\da-f]{8}$/i.test(hex)) return null;
  const octets = [0, 2, 4, 6].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return (isLittleEndian ? octets.toReversed() : octets).join('.');
}

/** /proc/net/route: Iface Destination Gateway Flags RefCnt Use Metric Mask ... */
export function readRouteTable(text: string, isLittleEndian: boolean): readonly RouteRow[] {
  return rowsOf(text).flatMap(
    ([via = '', destination = '', gate = '', flags = '', , , metric = '', mask = '']) => {
      const network = addressOfWord(destination, isLittleEndian);
      const gateway = addressOfWord(gate, isLittleEndian);
      const prefixBits = prefixBitsOf(addressOfWord(mask, isLittleEndian) ?? '');
      if (network === null || gateway === null || prefixBits === null || !isUsable(flags)) return [];
      return {
        network,
        prefixBits,
        gateway: gateway === '0.0.0.0' ? null : gateway,
        via,
        metric: Number(metric) || 0,
      };
    },
  );
}

function addressOfDigits(hex: string): string | null {
  if (!/^[\da-f]{32}$/i.test(hex)) return null;
  return ipaddr.IPv6.parse((hex.match(/.{4}/g) ?? []).join(':')).toString();
}

/** /proc/net/ipv6_route: destination bits source bits next-hop metric refs uses flags Iface, all in hex. */
export function readRouteTable6(text: string): readonly RouteRow[] {
  return rowsOf(text).flatMap(
    ([destination = '', bits = '', , , hop = '', metric = '', , , flags = '', via = '']) => {
      const network = addressOfDigits(destination);
      const gateway = addressOfDigits(hop);
      if (network === null || gateway === null || !/^[\da-f]{2}$/i.test(bits) || !isUsable(flags)) return [];
      return {
        network,
        prefixBits: Number.parseInt(bits, 16),
        gateway: gateway === '::' ? null : gateway,
        via,
        metric: Number.parseInt(metric, 16) || 0,
      };
    },
  );
}

/** Hardware address of a neighbour in /proc/net/arp: IP-address HW-type Flags HW-address Mask Device. */
export function neighbourOf(text: string, address: string, device: string): string | null {
  const row = rowsOf(text).find((columns) => columns[0] === address && columns[5] === device);
  return hardwareAddress(row?.[3] ?? '');
}

/**
 * Signal in per cent from /proc/net/wireless, where the third column is the level in dBm; -100 dBm is 0 %, -50 dBm and
 * more 100 %, as Windows counts (WLAN_ASSOCIATION_ATTRIBUTES). Null for another interface and for drivers without dBm.
 */
export function signalPercentOf(text: string, device: string): number | null {
  const row = rowsOf(text).find((columns) => columns[0] === `${device}:`);
  const level = Number.parseFloat(row?.[3] ?? '');
  // Some drivers print the byte without its sign.
  const dbm = level > 63 ? level - 256 : level;
  return dbm < 0 ? Math.round(Math.min(100, Math.max(0, 2 * (dbm + 100)))) : null;
}

/** What /sys/class/net tells about an interface. */
export type SysfsLink = {
  /** ARPHRD_ number of the file `type`; null when it could not be read. */
  readonly type: number | null;
  readonly isWireless: boolean;
  readonly isTunnel: boolean;
  /** A device stands behind it, not only the kernel. */
  readonly hasDevice: boolean;
};

/** Kind of a link where the kernel leaves no doubt; null elsewhere. include/uapi/linux/if_arp.h */
export function linkOfSysfs(link: SysfsLink): 'wired' | 'wireless' | 'vpn' | null {
  if (link.isWireless) return 'wireless';
  const [ethernet, ppp, none] = [1, 512, 65_534];
  if (link.isTunnel || link.type === ppp || link.type === none) return 'vpn';
  return link.type === ethernet && link.hasDevice ? 'wired' : null;
}
