// Which targets are refused before any packet: those that would reach many hosts, none, or the trap ports
// of published rule sets.
import { addressFamily, classifyAddress } from '../base/address.ts';

export type TargetRefusal =
  | 'broadcast-address'
  | 'multicast-address'
  | 'unspecified-address'
  | 'not-an-address'
  | 'trap-port';

/** Ports on which one packet bans the sender for ten minutes in published rule sets. */
const trapPorts: readonly number[] = [21, 22, 23, 25, 1433, 3128, 3306, 3389, 4899, 5900];

/** Why nothing may be sent to this address and port; null when it may. */
export function targetRefusal(address: string, port: number): TargetRefusal | null {
  if (addressFamily(address) === null) return 'not-an-address';
  switch (classifyAddress(address)) {
    case 'broadcast':
      return 'broadcast-address';
    case 'multicast':
      return 'multicast-address';
    case 'unspecified':
      return 'unspecified-address';
    default:
      return trapPorts.includes(port) ? 'trap-port' : null;
  }
}
