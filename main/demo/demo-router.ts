// One router: translates addresses, edits, loses or answers datagrams as its plan says, with real sockets on
// both sides. It works on one datagram after the other, so that order and chance repeat.
import type { Endpoint } from '../../shared/base/address.ts';
import { bytesToLatin1, latin1ToBytes } from '../../shared/base/bytes.ts';
import type { IdSource } from '../../shared/base/id-source.ts';
import type { DatagramWire, Station } from './datagram-wire.ts';
import type { NatKind } from './nat.ts';
import { hijackerStyle, printReply, readAnswerable } from './pbx-reply.ts';
import { type FlowTuple, looksAt, type RouterEdit } from './router-edits.ts';
import { createDeliverPorts, createMappings, type Mapping } from './router-mappings.ts';
import { branchOff } from './seeded-ids.ts';
import { endpointName } from './virtual-addresses.ts';

/** Datagrams of one UDP port that a router swallows, both ways. */
type PortFilter = { readonly port: number; readonly drops: 'sip' | 'everything' };

/** A router that answers OPTIONS of one UDP port in the server's place. */
type Hijack = {
  readonly port: number;
  /** Source it prints into the Via: before its own translation or after it. */
  readonly sees: 'inside' | 'outside';
};

export type RouterPlan = {
  readonly wanAddress: string;
  readonly nat: NatKind;
  readonly edits: readonly RouterEdit[];
  readonly filter: PortFilter | null;
  /** Whole percent of datagrams lost, each way. */
  readonly lossPercent: number;
  readonly hijack: Hijack | null;
};

export type RouterSides = {
  readonly inside: string;
  readonly outside: string;
  /** Server endpoints beyond this router that the inside can address. */
  readonly servers: readonly Endpoint[];
};

export type DemoRouter = {
  /** Opens the ports of a host in front of which nothing protects it; no effect on other routers. */
  readonly expose: (client: Endpoint) => Promise<void>;
};

/** Starts a router between two segments. */
export async function startDemoRouter(
  plan: RouterPlan,
  wire: DatagramWire,
  ids: IdSource,
  sides: RouterSides,
): Promise<DemoRouter> {
  const inTurn = createTurns();
  // One a direction: how requests and replies interleave must not decide which of them is lost.
  const chance = { outward: branchOff(ids), inward: branchOff(ids) };
  const delivery = createDeliverPorts();
  const doors = createDoors(wire, sides.inside, (bytes, client, server) =>
    inTurn(() => outward(bytes, client, server)),
  );
  const mappings = createMappings(
    {
      nat: plan.nat,
      wanAddress: plan.wanAddress,
      segment: sides.outside,
      onDatagram: (mapping, bytes, from) => inTurn(() => inward(mapping, bytes, from)),
    },
    wire,
    ids,
  );

  async function outward(bytes: Uint8Array, client: Endpoint, server: Endpoint): Promise<void> {
    const mapping = await mappings.find(client, server);
    if (mapping === null || isSwallowed(plan, chance.outward, bytes, server.port)) return;
    const flow = delivery.flowOf(mapping, server);
    const answer = hijackedAnswer(plan.hijack, bytes, flow);
    if (answer !== null) {
      await (await doors(server)).send(client, answer);
      return;
    }
    const edited = editOutward(plan, bytes, flow, (port) => delivery.redirect(flow, port));
    await mapping.station.send(server, edited);
  }

  async function inward(mapping: Mapping, bytes: Uint8Array, from: Endpoint): Promise<void> {
    if (isSwallowed(plan, chance.inward, bytes, from.port)) return;
    const flow = delivery.flowOf(mapping, from);
    const edits = plan.edits.filter((edit) => looksAt(edit, flow));
    const text = edits.reduce((edited, edit) => edit.inward(edited, flow), bytesToLatin1(bytes));
    const door = await doors(from);
    await door.send({ address: flow.client.address, port: flow.deliverPort }, latin1ToBytes(text));
  }

  for (const server of sides.servers) await doors(server);
  return {
    async expose(client) {
      const [server] = sides.servers;
      if (plan.nat.isExposed && server !== undefined) await mappings.find(client, server);
    },
  };
}

type OnOutward = (bytes: Uint8Array, client: Endpoint, server: Endpoint) => void;

/** Inside sockets that speak for hosts outside; a host that nobody asked gets one when it first speaks. */
function createDoors(wire: DatagramWire, segment: string, onOutward: OnOutward) {
  const doors = new Map<string, Station>();
  return async (server: Endpoint): Promise<Station> => {
    const known = doors.get(endpointName(server));
    if (known !== undefined) return known;
    const door = await wire.attach({
      segment,
      endpoint: server,
      peer: null,
      onDatagram: (bytes, client) => onOutward(bytes, client, server),
    });
    doors.set(endpointName(server), door);
    return door;
  };
}

const sipStart = /^(?:SIP\/2\.0 \d{3} |[^\s:]+ [^\s]+ SIP\/2\.0\r?\n)/;

function isSwallowed(plan: RouterPlan, ids: IdSource, bytes: Uint8Array, serverPort: number): boolean {
  if (plan.lossPercent > 0 && ids.integer(1, 100) <= plan.lossPercent) return true;
  if (plan.filter?.port !== serverPort) return false;
  return plan.filter.drops === 'everything' || sipStart.test(bytesToLatin1(bytes));
}

function editOutward(
  plan: RouterPlan,
  bytes: Uint8Array,
  flow: FlowTuple,
  redirect: (port: number) => void,
): Uint8Array {
  let text = bytesToLatin1(bytes);
  for (const edit of plan.edits.filter((each) => looksAt(each, flow))) {
    const port = edit.deliverTo?.(text, flow) ?? null;
    if (port !== null) redirect(port);
    text = edit.outward(text, flow);
  }
  return latin1ToBytes(text);
}

function hijackedAnswer(hijack: Hijack | null, bytes: Uint8Array, flow: FlowTuple): Uint8Array | null {
  if (hijack === null || hijack.port !== flow.server.port) return null;
  const request = readAnswerable(bytes);
  if (request?.method !== 'OPTIONS') return null;
  return printReply(hijackerStyle, '200', request, hijack.sees === 'inside' ? flow.client : flow.mapped);
}

/** Runs jobs one after the other; a job that fails (a socket closed under it) loses its datagram, as UDP may. */
function createTurns(): (job: () => Promise<void>) => void {
  let last: Promise<void> = Promise.resolve();
  return (job) => {
    last = last.then(job).catch(() => undefined);
  };
}
