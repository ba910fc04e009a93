// How this computer would reach an address: asked of the system, without sending a packet.
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import { sameAddress } from '../../shared/base/address.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { bindDatagram, closeDatagram, routedLocalAddress } from './datagram-socket.ts';
import { errorCode, routeFault } from './flow-fault.ts';
import { interfaceKind } from './interface-kind.ts';
import type { FlowFault, Route } from './network.ts';

/** What node:os tells about the interfaces. */
export type InterfaceTable = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;
export type InterfaceFacts = Pick<Route, 'interfaceName' | 'interfaceKind' | 'sameNetwork'>;

const longestInterfaceName = 64;
const sipPort = 5060;

function isInside(address: string, cidr: string | null): boolean {
  if (cidr === null || !ipaddr.isValidCIDR(cidr)) return false;
  const inside = ipaddr.process(address);
  const [network, prefixLength] = ipaddr.parseCIDR(cidr);
  if (inside instanceof ipaddr.IPv4 && network instanceof ipaddr.IPv4)
    return inside.match(network, prefixLength);
  return (
    inside instanceof ipaddr.IPv6 && network instanceof ipaddr.IPv6 && inside.match(network, prefixLength)
  );
}

/** Interface that owns `localAddress`, and whether a netmask of it covers `address`; nulls when nobody owns it. */
export function interfaceFacts(table: InterfaceTable, localAddress: string, address: string): InterfaceFacts {
  for (const [name, infos = []] of Object.entries(table)) {
    const own = infos.find((info) => sameAddress(info.address, localAddress));
    if (own === undefined) continue;
    return {
      interfaceName: name.slice(0, longestInterfaceName),
      interfaceKind: interfaceKind(name, own.internal),
      sameNetwork: own.internal || infos.some((info) => isInside(address, info.cidr)),
    };
  }
  return { interfaceName: null, interfaceKind: 'unknown', sameNetwork: null };
}

/** True when another program holds this UDP port on this address; null when that could not be found out. */
export async function isPortInUse(address: string, port: number): Promise<boolean | null> {
  const bound = await bindDatagram({ address, port, isShared: false });
  if (!bound.ok) return errorCode(bound.error) === 'EADDRINUSE' ? true : null;
  await closeDatagram(bound.value);
  // Windows lets us bind one address although another program holds the port on all of them.
  return process.platform === 'win32' ? null : false;
}

/** Local address, interface and neighbourhood of a literal address; fails as the system's routing table does. */
export async function routeTo(address: string): Promise<Result<Route, FlowFault>> {
  const local = await routedLocalAddress(address);
  if (!local.ok) return err(routeFault(local.error, 'udp'));
  return ok({
    localAddress: local.value,
    ...interfaceFacts(networkInterfaces(), local.value, address),
    sipPortInUse: await isPortInUse(local.value, sipPort),
  });
}
