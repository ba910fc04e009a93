// A network that counts: requests that were handed to the system, and SIP replies that came in. It changes nothing.
import type { Flow, FlowHandlers, Network } from '../../io/network.ts';

export type TrafficCount = { readonly sent: number; readonly received: number };

const replyStart = new TextEncoder().encode('SIP/2.0 ');

const isReply = (bytes: Uint8Array): boolean => replyStart.every((byte, at) => bytes[at] === byte);

/** `network`, and the running count of what passes through its flows. */
export function countTraffic(network: Network): {
  readonly network: Network;
  readonly traffic: TrafficCount;
} {
  const traffic = { sent: 0, received: 0 };
  const countReplies = (handlers: FlowHandlers): FlowHandlers => ({
    ...handlers,
    onBytes: (bytes, from) => {
      if (isReply(bytes)) traffic.received++;
      handlers.onBytes(bytes, from);
    },
  });
  const countSends = (flow: Flow): Flow => ({
    ...flow,
    send: async (bytes) => {
      const sent = await flow.send(bytes);
      if (sent.ok) traffic.sent++;
      return sent;
    },
  });
  const counting: Network = {
    isSimulated: network.isSimulated,
    resolve: (name, port) => network.resolve(name, port),
    routeTo: (address) => network.routeTo(address),
    open: async (what, handlers) => {
      const opened = await network.open(what, countReplies(handlers));
      return opened.ok ? { ok: true, value: countSends(opened.value) } : opened;
    },
  };
  return { network: counting, traffic };
}
