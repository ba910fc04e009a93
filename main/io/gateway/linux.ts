// Linux: the kernel's own tables, no program.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { addressFamily } from '../../../shared/base/address.ts';
import type { GatewayQuestion, OwnInterface, SystemAnswer } from './gateway-facts.ts';
import { addressOfEui64 } from './hardware-address.ts';
import {
  linkOfSysfs,
  neighbourOf,
  readRouteTable,
  readRouteTable6,
  type SysfsLink,
  signalPercentOf,
} from './linux-tables.ts';
import { chooseRoute, type RouteRow } from './routes.ts';

const textOf = async (path: string): Promise<string | null> => readFile(path, 'latin1').catch(() => null);

/** Any address beyond every network of ours: shows the default route. 192.0.2.0/24 is for documentation (RFC 5737). */
const farAddress = '192.0.2.1';

/** Facts from /proc/net and /sys/class/net. */
export async function readLinux(question: GatewayQuestion, own: OwnInterface): Promise<SystemAnswer> {
  const { serverAddress } = question;
  const routes4 = readRouteTable((await textOf('/proc/net/route')) ?? '', endianness() === 'LE');
  const isV6 = addressFamily(serverAddress) === 6;
  const rows = isV6 ? readRouteTable6((await textOf('/proc/net/ipv6_route')) ?? '') : routes4;
  const route = chooseRoute(rows, serverAddress, own.name);
  const ipv4Address = isV6
    ? (chooseRoute(routes4, farAddress, own.name)?.gateway ?? null)
    : (route?.gateway ?? null);
  const neighbours = (await textOf('/proc/net/arp')) ?? '';
  const link = await linkOf(own);
  return {
    ...gatewayIn(route, rows.length > 0),
    ipv4Address,
    hardwareAddress:
      neighbourOf(neighbours, ipv4Address ?? '', own.name) ?? addressOfEui64(route?.gateway ?? ''),
    link,
    signalPercent:
      link === 'wireless' ? signalPercentOf((await textOf('/proc/net/wireless')) ?? '', own.name) : null,
  };
}

/** Another table than the main one may lead over this interface (policy routing): no row then, and no gateway. */
function gatewayIn(route: RouteRow | null, isTableKnown: boolean): SystemAnswer {
  if (!isTableKnown) return { state: 'unknown' };
  const address = route?.gateway ?? null;
  return {
    state: address === null ? 'none' : 'found',
    address,
    routePrefixBits: route?.prefixBits ?? null,
  };
}

async function linkOf({ name, link }: OwnInterface): Promise<OwnInterface['link']> {
  // A name of the kernel never leads to another folder.
  if (link === 'loopback' || /[/\s]|^\.{1,2}$/.test(name)) return link;
  const folder = `/sys/class/net/${name}`;
  const type = Number(await textOf(`${folder}/type`));
  const facts: SysfsLink = {
    type: Number.isInteger(type) && type > 0 ? type : null,
    isWireless: existsSync(`${folder}/wireless`) || existsSync(`${folder}/phy80211`),
    isTunnel: existsSync(`${folder}/tun_flags`),
    hasDevice: existsSync(`${folder}/device`),
  };
  return linkOfSysfs(facts) ?? link;
}
