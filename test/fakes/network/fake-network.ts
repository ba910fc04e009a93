// A network that does what a test's script says and remembers everything that was asked of it.
import type {
  Flow,
  FlowHandlers,
  Network,
  OpenFlow,
  Resolution,
  ResolveFault,
  Route,
} from '../../../main/io/network.ts';
import type { Endpoint } from '../../../shared/base/address.ts';
import { bytesToLatin1 } from '../../../shared/base/bytes.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { FlowFaultCode } from '../../../shared/observation/observation.ts';

export type FakeFlow = {
  readonly what: OpenFlow;
  readonly localPort: number;
  isClosed: boolean;
};

export type Sent = {
  readonly flow: FakeFlow;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly atMs: number;
  /** How many were sent before, by anybody. */
  readonly index: number;
};

/** What the network does some time after a send; `toPort` names another flow of ours. */
export type Reaction =
  | {
      readonly afterMs: number;
      readonly bytes: Uint8Array;
      readonly from?: Endpoint;
      readonly toPort?: number;
    }
  | { readonly afterMs: number; readonly fault: FlowFaultCode; readonly toPort?: number };

export type NetworkScript = {
  readonly resolution?: Result<Resolution, ResolveFault>;
  /** How long a name look-up takes. */
  readonly resolveMs?: number;
  /** Addresses to which there is no route, and why. */
  readonly routeFaults?: Readonly<Record<string, FlowFaultCode>>;
  readonly route?: Partial<Route>;
  readonly openFault?: (what: OpenFlow) => FlowFaultCode | null;
  /** How long opening a flow takes. */
  readonly openMs?: number;
  readonly sendFault?: (sent: Sent) => FlowFaultCode | null;
  readonly onSend?: (sent: Sent) => readonly Reaction[];
  /** Gets `open`, `prime` and `send` as they happen. */
  readonly journal?: string[];
};

export type FakeNetwork = Network & {
  readonly flows: FakeFlow[];
  /** Every open() call, also those that fail or are not done yet. */
  readonly opensAsked: OpenFlow[];
  readonly sent: Sent[];
  readonly primes: { readonly localPort: number; readonly text: string }[];
  readonly resolved: string[];
};

export const serverAddress = '203.0.113.10';
export const localAddress = '192.168.1.10';

const plainRoute: Route = {
  localAddress,
  interfaceName: 'eth0',
  interfaceKind: 'wired',
  sameNetwork: false,
  sipPortInUse: false,
};

type Inner = {
  readonly script: NetworkScript;
  readonly network: FakeNetwork;
  readonly handlersOf: Map<FakeFlow, FlowHandlers>;
};

export function createFakeNetwork(script: NetworkScript = {}): FakeNetwork {
  const network: FakeNetwork = {
    isSimulated: false,
    flows: [],
    opensAsked: [],
    sent: [],
    primes: [],
    resolved: [],
    resolve: async (name, port) => {
      network.resolved.push(name);
      await wait(script.resolveMs);
      const found: Resolution = { method: 'address-record', addresses: [serverAddress], port: port ?? 5060 };
      return script.resolution ?? ok(found);
    },
    routeTo: (address) => {
      const code = script.routeFaults?.[address];
      return Promise.resolve(
        code === undefined ? ok({ ...plainRoute, ...script.route }) : err({ code, detail: 'scripted' }),
      );
    },
    open: (what, handlers) => openFlow(inner, what, handlers),
  };
  const inner: Inner = { script, network, handlersOf: new Map() };
  return network;
}

async function wait(forMs: number | undefined): Promise<void> {
  if (forMs !== undefined) await new Promise((resolve) => setTimeout(resolve, forMs));
}

async function openFlow(inner: Inner, what: OpenFlow, handlers: FlowHandlers): ReturnType<Network['open']> {
  const { script, network } = inner;
  script.journal?.push('open');
  network.opensAsked.push(what);
  await wait(script.openMs);
  const code = script.openFault?.(what) ?? null;
  if (code !== null) return err({ code, detail: 'scripted' });
  const flow: FakeFlow = { what, localPort: 40_000 + network.flows.length, isClosed: false };
  network.flows.push(flow);
  inner.handlersOf.set(flow, handlers);
  return ok(asFlow(inner, flow));
}

const asFlow = (inner: Inner, flow: FakeFlow): Flow => ({
  transport: flow.what.transport,
  local: { address: localAddress, port: flow.localPort },
  remote: flow.what.remote,
  isVerified: flow.what.transport === 'tls' ? true : null,
  send: (bytes) => send(inner, flow, bytes),
  prime: (bytes) => {
    inner.script.journal?.push('prime');
    inner.network.primes.push({ localPort: flow.localPort, text: bytesToLatin1(bytes) });
    return Promise.resolve(ok(undefined));
  },
  close: () => {
    flow.isClosed = true;
  },
});

function send(inner: Inner, flow: FakeFlow, bytes: Uint8Array): ReturnType<Flow['send']> {
  const { script, network } = inner;
  script.journal?.push('send');
  const sent: Sent = {
    flow,
    bytes,
    text: bytesToLatin1(bytes),
    atMs: Date.now(),
    index: network.sent.length,
  };
  network.sent.push(sent);
  const code = script.sendFault?.(sent) ?? null;
  if (code !== null) return Promise.resolve(err({ code, detail: 'scripted' }));
  for (const reaction of script.onSend?.(sent) ?? [])
    setTimeout(() => react(inner, flow, reaction), reaction.afterMs);
  return Promise.resolve(ok(undefined));
}

function react(inner: Inner, sender: FakeFlow, reaction: Reaction): void {
  const toPort = reaction.toPort ?? sender.localPort;
  const flow = inner.network.flows.find((candidate) => candidate.localPort === toPort);
  if (flow === undefined || flow.isClosed) return;
  const handlers = inner.handlersOf.get(flow);
  if ('fault' in reaction) handlers?.onFault({ code: reaction.fault, detail: 'scripted' });
  else handlers?.onBytes(reaction.bytes, reaction.from ?? flow.what.remote);
}
