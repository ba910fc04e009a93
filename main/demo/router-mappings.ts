// The translation table of one router: which outside socket a client has toward a server, and which client port
// gets what comes back.
import type { Endpoint } from '../../shared/base/address.ts';
import type { IdSource } from '../../shared/base/id-source.ts';
import type { DatagramWire, Station } from './datagram-wire.ts';
import { mapOutward, mappingKey, type NatKind, peerOf } from './nat.ts';
import type { FlowTuple } from './router-edits.ts';
import { endpointName } from './virtual-addresses.ts';

/** One line of the table. */
export type Mapping = { readonly client: Endpoint; readonly station: Station };

/** Most lines of one table. */
const mostMappings = 256;

export type MappingTable = {
  /** The mapping of a client toward a server, made when it is missing; null when the table is full. */
  readonly find: (client: Endpoint, server: Endpoint) => Promise<Mapping | null>;
};

export type TablePlan = {
  readonly nat: NatKind;
  readonly wanAddress: string;
  readonly segment: string;
  readonly onDatagram: (mapping: Mapping, bytes: Uint8Array, from: Endpoint) => void;
};

/** An empty table whose outside sockets hang on `plan.segment`. */
export function createMappings(plan: TablePlan, wire: DatagramWire, ids: IdSource): MappingTable {
  const mappings = new Map<string, Mapping>();

  async function add(key: string, client: Endpoint, server: Endpoint): Promise<Mapping> {
    const taken = new Set([...mappings.values()].map((mapping) => mapping.station.endpoint.port));
    const station = await wire.attach({
      segment: plan.segment,
      endpoint: mapOutward(plan.nat, plan.wanAddress, client, server, ids, taken),
      peer: peerOf(plan.nat, server),
      onDatagram: (bytes, from) => {
        const mapping = mappings.get(key);
        if (mapping !== undefined) plan.onDatagram(mapping, bytes, from);
      },
    });
    const mapping = { client, station };
    mappings.set(key, mapping);
    return mapping;
  }

  return {
    async find(client, server) {
      const key = mappingKey(plan.nat, client, server);
      const known = mappings.get(key);
      if (known !== undefined) return known;
      return mappings.size < mostMappings ? add(key, client, server) : null;
    },
  };
}

export type DeliverPorts = {
  /** The flow of a mapping toward one server, with the client port that gets its replies. */
  readonly flowOf: (mapping: Mapping, server: Endpoint) => FlowTuple;
  /** Later datagrams of that flow go to another port of the client; it stays for the life of the flow. */
  readonly redirect: (flow: FlowTuple, port: number) => void;
};

const flowKey = (client: Endpoint, server: Endpoint): string =>
  `${endpointName(client)} ${endpointName(server)}`;

/** Delivery to the port that sent, until an edit says otherwise. */
export function createDeliverPorts(): DeliverPorts {
  const ports = new Map<string, number>();
  return {
    flowOf: ({ client, station }, server) => ({
      transport: 'udp',
      client,
      mapped: station.endpoint,
      server,
      deliverPort: ports.get(flowKey(client, server)) ?? client.port,
    }),
    redirect: (flow, port) => ports.set(flowKey(flow.client, flow.server), port),
  };
}
