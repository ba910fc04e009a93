// macOS: `route`, `arp` and `ipconfig`, as every user may call them.
import { addressFamily } from '../../../shared/base/address.ts';
import type { GatewayQuestion, OwnInterface, SystemAnswer } from './gateway-facts.ts';
import { addressOfEui64 } from './hardware-address.ts';
import { type MacRoute, readMacLink, readMacNeighbour, readMacRoute } from './macos-output.ts';
import { runProgram } from './run-program.ts';

const programs = { route: '/sbin/route', arp: '/usr/sbin/arp', ipconfig: '/usr/sbin/ipconfig' } as const;

async function routeTo(address: string): Promise<MacRoute | null> {
  const family = addressFamily(address) === 6 ? '-inet6' : '-inet';
  return readMacRoute((await runProgram(programs.route, ['-n', 'get', family, address])) ?? '');
}

/** Facts from the three programs. */
export async function readMac({ serverAddress }: GatewayQuestion, own: OwnInterface): Promise<SystemAnswer> {
  const isV6 = addressFamily(serverAddress) === 6;
  const [route, route4, summary] = await Promise.all([
    routeTo(serverAddress),
    isV6 ? routeTo('0.0.0.0') : null,
    runProgram(programs.ipconfig, ['getsummary', own.name]),
  ]);
  if (route === null || route.interfaceName !== own.name) return {};
  const beside = route4?.interfaceName === own.name ? route4.gateway : null;
  const ipv4Address = isV6 ? beside : route.gateway;
  const neighbour = ipv4Address === null ? null : await runProgram(programs.arp, ['-n', ipv4Address]);
  return {
    state: route.gateway === null ? 'none' : 'found',
    address: route.gateway,
    ipv4Address,
    routePrefixBits: route.prefixBits,
    link: readMacLink(summary ?? '') ?? own.link,
    hardwareAddress:
      readMacNeighbour(neighbour ?? '', ipv4Address ?? '') ?? addressOfEui64(route.gateway ?? ''),
  };
}
