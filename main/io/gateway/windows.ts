// Windows: `route`, `arp` and `netsh`, as every user may call them.
import { addressFamily, sameAddress } from '../../../shared/base/address.ts';
import type { GatewayQuestion, OwnInterface, SystemAnswer } from './gateway-facts.ts';
import { addressOfEui64 } from './hardware-address.ts';
import { chooseRoute, type RouteRow } from './routes.ts';
import { runProgram } from './run-program.ts';
import {
  interfaceNumberOf,
  readWindowsNeighbour,
  readWindowsRoutes,
  readWindowsRoutes6,
  readWindowsWireless,
} from './windows-output.ts';

// Not %SystemRoot%: whoever may set a variable must not choose the program.
const folder = 'C:\\Windows\\System32';
const programs = {
  route: `${folder}\\ROUTE.EXE`,
  arp: `${folder}\\ARP.EXE`,
  netsh: `${folder}\\netsh.exe`,
} as const;

const ask = async (program: string, args: readonly string[]): Promise<string> =>
  (await runProgram(program, args)) ?? '';

/** Any address beyond every network of ours (RFC 5737): shows the default route. */
const farAddress = '192.0.2.1';

function routeOver(rows6: readonly RouteRow[], rows4: readonly RouteRow[], question: GatewayQuestion) {
  const { serverAddress, localAddress } = question;
  if (addressFamily(serverAddress) === 4) return chooseRoute(rows4, serverAddress, localAddress);
  const number = interfaceNumberOf(rows6, (network) => sameAddress(network, localAddress));
  return number === null ? null : chooseRoute(rows6, serverAddress, number);
}

/** Facts from the three programs. */
export async function readWindows(question: GatewayQuestion, own: OwnInterface): Promise<SystemAnswer> {
  const isV6 = addressFamily(question.serverAddress) === 6;
  const [printed, printed6, wireless] = await Promise.all([
    ask(programs.route, ['print', '-4']),
    isV6 ? ask(programs.route, ['print', '-6']) : '',
    ask(programs.netsh, ['wlan', 'show', 'interfaces']),
  ]);
  const rows4 = readWindowsRoutes(printed);
  const route = routeOver(readWindowsRoutes6(printed6), rows4, question);
  if (route === null) return {};
  const ipv4Address = isV6
    ? (chooseRoute(rows4, farAddress, own.ipv4Address ?? '')?.gateway ?? null)
    : route.gateway;
  const radio = own.hardwareAddress === null ? null : readWindowsWireless(wireless, own.hardwareAddress);
  const neighbours = ipv4Address === null ? '' : await ask(programs.arp, ['-a', ipv4Address]);
  return {
    state: route.gateway === null ? 'none' : 'found',
    address: route.gateway,
    ipv4Address,
    routePrefixBits: route.prefixBits,
    link: radio === null ? own.link : 'wireless',
    signalPercent: radio?.signalPercent ?? null,
    hardwareAddress:
      readWindowsNeighbour(neighbours, ipv4Address ?? '') ?? addressOfEui64(route.gateway ?? ''),
  };
}
