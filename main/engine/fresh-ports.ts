// A network that never sends from a port of an earlier check. A router keeps an editor attached to a flow that it
// knows (Linux: the helper belongs to the conntrack entry, not to the rule that set it), so a check that reused a
// port within the life of that flow, minutes, would see an ALG that is off already.

import type { Observation } from '../../shared/observation/observation.ts';
import type { Network } from '../io/network.ts';

/** UDP ports that requests and primes of a run left from. */
export const portsUsedBy = (observations: readonly Observation[]): readonly number[] => [
  ...new Set(
    observations.flatMap((o) =>
      (o.kind === 'request-sent' || o.kind === 'prime-sent') && o.path.transport === 'udp'
        ? o.local.port
        : [],
    ),
  ),
];

/** `network` with other UDP ports. TCP needs no such care: a SYN begins a new flow. */
export function withFreshPorts(network: Network, used: readonly number[]): Network {
  const open: Network['open'] = async (what, handlers) => {
    const opened = await network.open(what, handlers);
    if (!opened.ok || what.transport !== 'udp' || !used.includes(opened.value.local.port)) return opened;
    // Held until another one is open: the system cannot give the same port again.
    const another = await open(what, handlers);
    opened.value.close();
    return another;
  };
  return {
    isSimulated: network.isSimulated,
    resolve: (name, port) => network.resolve(name, port),
    routeTo: (address) => network.routeTo(address),
    open,
  };
}
