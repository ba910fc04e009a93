// The real network: the operating system's sockets, routing table and resolver.
import { err } from '../../shared/base/result.ts';
import { routedLocalAddress } from './datagram-socket.ts';
import { routeFault } from './flow-fault.ts';
import type { Network } from './network.ts';
import { type DnsFunctions, resolveServer, systemDnsFunctions } from './resolve.ts';
import { routeTo } from './route.ts';
import { openStreamFlow } from './stream-flow.ts';
import { openUdpFlow } from './udp-flow.ts';

/** A network of real sockets; every flow is bound to the routed local address, never to all addresses. */
export function createSystemNetwork(dns: DnsFunctions = systemDnsFunctions): Network {
  return {
    isSimulated: false,
    resolve: (name, port) => resolveServer(name, port, dns),
    routeTo,
    open: async (what, handlers) => {
      const { transport } = what;
      const local = await routedLocalAddress(what.remote.address);
      if (!local.ok) return err(routeFault(local.error, transport));
      return transport === 'udp'
        ? openUdpFlow(local.value, what.remote, handlers)
        : openStreamFlow(local.value, { ...what, transport }, handlers);
    },
  };
}
