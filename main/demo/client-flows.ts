// This computer inside the demo: flows as main/io/network.ts wants them, on real sockets of the home segment.
import type { Socket } from 'node:net';
import type { Endpoint } from '../../shared/base/address.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { flowFault } from '../io/flow-fault.ts';
import { createFlowGate } from '../io/flow-gate.ts';
import type { Flow, FlowFault, FlowHandlers } from '../io/network.ts';
import type { Station, StationPlan } from './datagram-wire.ts';
import { demoGatewayAddress, demoLocalAddress } from './virtual-addresses.ts';

type Sent = Result<void, FlowFault>;

/** Where datagrams that may live for one hop only end: at the router's own address, in no mapping. */
export const expiredAt: Endpoint = { address: demoGatewayAddress, port: 1 };

/** Virtual endpoint of a socket of this computer: the real port, so that Via ports mean something. */
export const localEndpoint = (realPort: number): Endpoint => ({ address: demoLocalAddress, port: realPort });

export type DatagramFlowPlan = {
  readonly segment: string;
  readonly remote: Endpoint;
  readonly hasHostFirewall: boolean;
  /** Ports where nobody listens say so. */
  readonly refusesClosedPorts: boolean;
  readonly attach: (plan: StationPlan) => Promise<Station>;
};

/** A UDP flow of the demo. */
export async function openDatagramFlow(plan: DatagramFlowPlan, handlers: FlowHandlers): Promise<Flow> {
  const { remote } = plan;
  const gate = createFlowGate('udp', handlers);
  let hasSpoken = false;
  const isLetIn = (from: Endpoint): boolean =>
    !plan.hasHostFirewall || (hasSpoken && from.address === remote.address);
  const station = await plan.attach({
    segment: plan.segment,
    endpoint: localEndpoint,
    peer: null,
    onDatagram: (bytes, from) => {
      if (isLetIn(from)) gate.bytes(bytes, from);
    },
  });
  const post = (to: Endpoint, bytes: Uint8Array, onNobody: () => void): Promise<Sent> =>
    gate.attempt((settle) => {
      hasSpoken = true;
      const reached = (isReached: boolean): void => {
        if (!isReached) onNobody();
        settle(ok(undefined));
      };
      station.send(to, bytes).then(reached, (error: unknown) => settle(err(flowFault(error, 'udp'))));
    });
  const refuse = (): void => {
    if (!plan.refusesClosedPorts) return;
    // Later than the send itself, as an ICMP message would be.
    setImmediate(() => gate.fault({ code: 'port-unreachable', detail: 'nobody listens on that demo port' }));
  };
  return {
    transport: 'udp',
    local: station.endpoint,
    remote,
    isVerified: null,
    send: (bytes) => post(remote, bytes, refuse),
    prime: (bytes) => post(expiredAt, bytes, () => undefined),
    close: () => {
      if (gate.shut()) void station.close();
    },
  };
}

/** A TCP flow of the demo over a connected stream. */
export function openStreamFlow(stream: Socket, remote: Endpoint, handlers: FlowHandlers): Flow {
  const gate = createFlowGate('tcp', handlers);
  let hasEnded = false;
  const end = (fault: FlowFault): void => {
    if (!hasEnded) gate.fault(fault);
    hasEnded = true;
  };
  stream.on('data', (bytes) => gate.bytes(bytes, remote));
  stream.on('error', (error) => end(flowFault(error, 'tcp')));
  const closed: FlowFault = { code: 'connection-closed', detail: 'the demo server closed the connection' };
  stream.on('end', () => end(closed));
  stream.on('close', () => end(closed));
  const notForStreams: Sent = err({ code: 'other', detail: 'only UDP flows are primed' });
  return {
    transport: 'tcp',
    local: localEndpoint(stream.localPort ?? 0),
    remote,
    isVerified: null,
    send: (bytes) =>
      gate.attempt((settle) => {
        stream.write(bytes, (error) => settle(error ? err(flowFault(error, 'tcp')) : ok(undefined)));
      }),
    prime: () => Promise.resolve(notForStreams),
    close: () => {
      if (gate.shut()) stream.destroy();
    },
  };
}
