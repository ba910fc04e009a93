// The demo as a Network: what a newcomer runs first, and the test bench that needs no root. Real UDP and TCP on
// 127.0.0.1, pretended addresses, no packet ever leaves this computer.
import type { Endpoint } from '../../shared/base/address.ts';
import type { IdSource } from '../../shared/base/id-source.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { errorDetail } from '../io/flow-fault.ts';
import type {
  Flow,
  FlowFault,
  FlowHandlers,
  Network,
  OpenFlow,
  Resolution,
  ResolveFault,
} from '../io/network.ts';
import { expiredAt, localEndpoint, openDatagramFlow, openStreamFlow } from './client-flows.ts';
import { createDatagramWire } from './datagram-wire.ts';
import { type DemoPbx, type SeenRequest, startDemoPbx } from './demo-pbx.ts';
import { type DemoRouter, type RouterSides, startDemoRouter } from './demo-router.ts';
import { relayStreams } from './router-streams.ts';
import type { DemoPlan } from './scenario-plan.ts';
import { type DemoScenario, demoPlanOf } from './scenarios.ts';
import { createSeededIds } from './seeded-ids.ts';
import { createStreamWire } from './stream-wire.ts';
import { createTimers } from './timers.ts';
import {
  alternativeSipPort,
  demoLocalAddress,
  demoServerAddress,
  demoServerName,
  sipPort,
} from './virtual-addresses.ts';

export type DemoOptions = {
  readonly scenario: DemoScenario;
  /** Same seed, same losses, ports and garbage. */
  readonly seed?: number;
  /** Delay of the late answer in `late-reply`, ms. */
  readonly lateReplyMs?: number;
};

/** A Network that ends at the embedded PBX. */
export interface DemoNetwork extends Network {
  readonly isSimulated: true;
  /** Requests that reached the PBX, as it got them, repeats included; the last 200. */
  requestsAtServer(): readonly SeenRequest[];
  /** How many of them there were. */
  requestsSeen(): number;
  /** Datagrams sent with one hop to live; all of them died at the router. */
  primesDropped(): number;
  /** Ends every flow, socket and timer; calling it twice is allowed. */
  close(): Promise<void>;
}

const defaultSeed = 20_260_101;
const defaultLateReplyMs = 5000;
/** Most flows open at a time; a run holds fewer than 10. */
const mostFlows = 64;

type Wires = ReturnType<typeof createWires>;
const createWires = () => ({
  datagrams: createDatagramWire(),
  streams: createStreamWire(),
  timers: createTimers(),
});

/** Names of the links from this computer to the PBX, one more than there are routers. */
const segmentName = (position: number): string => (position === 0 ? 'home' : `beyond-router-${position}`);

async function startRouters(plan: DemoPlan, wires: Wires, ids: IdSource): Promise<DemoRouter[]> {
  const servers = [sipPort, alternativeSipPort].map((port) => ({ address: demoServerAddress, port }));
  const routers: DemoRouter[] = [];
  for (const [position, router] of plan.routers.entries()) {
    const sides: RouterSides = {
      inside: segmentName(position),
      outside: segmentName(position + 1),
      servers,
    };
    routers.push(await startDemoRouter(router, wires.datagrams, ids, sides));
    await relayStreams(router, wires.streams, ids, sides, { address: demoServerAddress, port: sipPort });
  }
  return routers;
}

function resolve(name: string, port: number | null): Result<Resolution, ResolveFault> {
  const isLiteral = name === demoServerAddress;
  if (!isLiteral && name.toLowerCase().replace(/\.$/, '') !== demoServerName)
    return err({ code: 'unknown-name', detail: `the demo knows only ${demoServerName}` });
  const method = isLiteral ? 'literal' : 'address-record';
  return ok({ method, addresses: [demoServerAddress], port: port ?? sipPort });
}

const fault = (code: FlowFault['code'], detail: string) => err<FlowFault>({ code, detail });

/** Starts the routers and the PBX of a scenario. */
export async function createDemoNetwork(options: DemoOptions): Promise<DemoNetwork> {
  const plan = demoPlanOf(options.scenario);
  const ids = createSeededIds(options.seed ?? defaultSeed);
  const wires = createWires();
  const lateReplyMs = options.lateReplyMs ?? defaultLateReplyMs;
  const segment = segmentName(plan.routers.length);
  const pbx = await startDemoPbx(plan.pbx, { ...wires, ids, lateReplyMs, segment });
  const routers = await startRouters(plan, wires, ids);
  let primesDropped = 0;
  await wires.datagrams.attach({
    segment: segmentName(0),
    endpoint: expiredAt,
    peer: null,
    onDatagram: () => primesDropped++,
  });
  const client = createClient(plan, wires, routers);
  return {
    isSimulated: true,
    resolve: (name, port) => Promise.resolve(resolve(name, port)),
    routeTo: () =>
      Promise.resolve(
        ok({
          localAddress: demoLocalAddress,
          interfaceName: 'demo0',
          interfaceKind: plan.interfaceKind,
          sameNetwork: false,
          sipPortInUse: plan.sipPortInUse,
        }),
      ),
    open: client.open,
    ...seenBy(pbx),
    primesDropped: () => primesDropped,
    close: client.close,
  };
}

const seenBy = (pbx: DemoPbx) => ({ requestsAtServer: pbx.seen, requestsSeen: pbx.requestsSeen });

type Opened = Promise<Result<Flow, FlowFault>>;

/** The flows that are open, so that close() can end them and their number is bounded. */
function createFlowBook() {
  const flows = new Set<Flow>();
  let isClosed = false;
  return {
    /** Why no flow can be opened now; null when one can. */
    refusal(): FlowFault | null {
      if (isClosed) return { code: 'no-socket', detail: 'the demo is closed' };
      return flows.size < mostFlows ? null : { code: 'no-socket', detail: 'too many demo flows' };
    },
    keep(flow: Flow): Result<Flow, FlowFault> {
      const kept: Flow = {
        ...flow,
        close: () => {
          flows.delete(kept);
          flow.close();
        },
      };
      flows.add(kept);
      if (!isClosed) return ok(kept);
      kept.close();
      return fault('no-socket', 'the demo is closed');
    },
    close(): void {
      isClosed = true;
      for (const flow of flows) flow.close();
    },
  };
}

function createClient(plan: DemoPlan, wires: Wires, routers: readonly DemoRouter[]) {
  const book = createFlowBook();
  const refusesClosedPorts = !plan.isServerDown;
  const { hasHostFirewall } = plan;
  const { attach } = wires.datagrams;

  async function openUdp(remote: Endpoint, handlers: FlowHandlers): Opened {
    const segment = segmentName(0);
    const flowPlan = { segment, remote, hasHostFirewall, refusesClosedPorts, attach };
    try {
      const flow = await openDatagramFlow(flowPlan, handlers);
      for (const router of routers) await router.expose(flow.local);
      return book.keep(flow);
    } catch (error) {
      return fault('no-socket', errorDetail(error));
    }
  }

  async function openTcp(what: OpenFlow, handlers: FlowHandlers): Opened {
    if (plan.isServerDown) {
      await wires.timers.sleep(what.connectTimeoutMs);
      return fault('timed-out', 'the demo server is down');
    }
    const stream = await wires.streams.connect(segmentName(0), localEndpoint, what.remote);
    if (stream === null) return fault('connection-refused', 'nobody listens on that demo port');
    return book.keep(openStreamFlow(stream, what.remote, handlers));
  }

  async function open(what: OpenFlow, handlers: FlowHandlers): Opened {
    const refusal = book.refusal();
    if (refusal !== null) return err(refusal);
    if (what.remote.address !== demoServerAddress)
      return fault('host-unreachable', 'the demo holds no such host');
    if (what.transport === 'udp') return openUdp(what.remote, handlers);
    if (what.transport === 'tcp') return openTcp(what, handlers);
    return fault('connection-refused', 'the demo server speaks no TLS');
  }

  async function close(): Promise<void> {
    book.close();
    wires.timers.close();
    await Promise.all([wires.datagrams.close(), wires.streams.close()]);
  }

  return { open, close };
}
