// The scenarios of the demo, as a table. Addresses are those of virtual-addresses.ts; edits look at udp/5060
// unless their name says more.
import { kernelAlg, kernelAlgAllPorts, kernelAlgTcp } from './kernel-alg.ts';
import { exposedHostNat, openNat, randomPortNat, routedOnly } from './nat.ts';
import {
  answersAnotherRequest,
  answersFromElsewhere,
  answersGarbage,
  answersHttp,
  answersHuge,
  answersNothing,
  answersOnlyTheFirst,
  answersTheFirstLate,
  contradictsItself,
  repliesTwice,
} from './pbx-faults.ts';
import { normalisingStyle, oldServerStyle, proxyStyle } from './pbx-reply.ts';
import {
  blindReplace,
  blindReplaceOutward,
  callIdBothWays,
  callIdOutward,
  oneWayVia,
  sdpOnly,
} from './router-edits.ts';
import {
  type DemoPlan,
  usualPlan,
  withBridge,
  withEdits,
  withPbx,
  withRouter,
  withTwoRouters,
} from './scenario-plan.ts';
import { demoCarrierAddress, sipPort } from './virtual-addresses.ts';

type Entry = readonly [description: string, plan: Partial<DemoPlan>];

const noNat = withRouter({ nat: routedOnly });
const oldServer = { style: oldServerStyle, repliesToViaPort: true };

const table = {
  'plain-nat': ['A home router that only translates addresses.', {}],
  'random-nat': [
    'A home router that picks another port for every connection.',
    withRouter({ nat: randomPortNat }),
  ],
  'full-cone-nat': ['A home router that lets anybody answer.', withRouter({ nat: openNat })],
  'no-nat': ['A network without address translation.', noNat],
  'kernel-alg': ['A router with the SIP ALG of the Linux kernel.', withEdits(kernelAlg)],
  'kernel-alg-all-ports': ['The Linux SIP ALG on every UDP port.', withEdits(kernelAlgAllPorts)],
  'kernel-alg-tcp': ['The Linux SIP ALG on UDP and on TCP.', withEdits(kernelAlgTcp)],
  'kernel-alg-401': [
    'The Linux SIP ALG, and a server that asks strangers for a password.',
    { ...withEdits(kernelAlg), ...withPbx({ answer: '401' }) },
  ],
  'kernel-alg-random-nat': [
    'The Linux SIP ALG on a router that changes ports.',
    withRouter({ nat: randomPortNat, edits: [kernelAlg] }),
  ],
  'kernel-alg-host-firewall': [
    'The Linux SIP ALG, and a firewall on this computer.',
    { ...withEdits(kernelAlg), hasHostFirewall: true },
  ],
  'one-way-via': ['A router that edits requests and forgets the replies.', withEdits(oneWayVia)],
  'blind-replace': [
    'A router that swaps addresses anywhere in the text, both ways.',
    withEdits(blindReplace),
  ],
  'blind-replace-one-way': [
    'A router that swaps addresses anywhere in requests only.',
    withEdits(blindReplaceOutward),
  ],
  'call-id': ['A router that edits the Call-ID and does not restore it.', withEdits(callIdOutward)],
  'call-id-undone': ['A router that edits the Call-ID and restores it.', withEdits(callIdBothWays)],
  'sdp-only': ['A router that edits only calls, not these tests.', withEdits(sdpOnly)],
  'drops-sip': [
    'A router that swallows SIP messages on port 5060.',
    withRouter({ filter: { port: sipPort, drops: 'sip' } }),
  ],
  blocked: [
    'A network that blocks UDP port 5060.',
    withRouter({ filter: { port: sipPort, drops: 'everything' } }),
  ],
  silent: ['A server that is down.', { ...withPbx({ faults: [answersNothing] }), isServerDown: true }],
  lossy: ['A plain router on a line that loses one packet in five.', withRouter({ lossPercent: 20 })],
  hijack: [
    'A box on the way that answers port 5060 in the name of the server.',
    withRouter({ hijack: { port: sipPort, sees: 'outside' } }),
  ],
  'hijack-inside': [
    'A home router that answers port 5060 in the name of the server.',
    withRouter({ hijack: { port: sipPort, sees: 'inside' } }),
  ],
  'double-nat-plain': ['Two plain routers in a row.', withTwoRouters([], [])],
  'double-nat-inner': [
    'Two routers in a row, with a SIP ALG on the inner one.',
    withTwoRouters([kernelAlg], []),
  ],
  'double-nat-outer': [
    'Two routers in a row, with a SIP ALG on the outer one.',
    withTwoRouters([], [kernelAlg]),
  ],
  'double-nat-both': ['Two routers in a row, both with a SIP ALG.', withTwoRouters([kernelAlg], [kernelAlg])],
  'carrier-nat': [
    'A plain router behind the translation of a mobile or cable provider.',
    withTwoRouters([], [], demoCarrierAddress),
  ],
  'server-snat': ['A server in a container that cannot see who calls.', withBridge('all')],
  'server-snat-one-port': ['A server that cannot see who calls on port 5060 only.', withBridge([sipPort])],
  'no-rport': ['An old server that does not report addresses.', withPbx(oldServer)],
  'no-rport-exposed-host': [
    'An old server, and a router that lets everything in.',
    { ...withRouter({ nat: exposedHostNat }), ...withPbx(oldServer) },
  ],
  softphone: ['A plain router, and a phone program running on this computer.', { sipPortInUse: true }],
  vpn: ['A company network through a VPN.', { ...noNat, interfaceKind: 'vpn' }],
  'banned-midway': [
    'A server that stops answering after the first request.',
    withPbx({ faults: [answersOnlyTheFirst] }),
  ],
  'late-reply': [
    'A server whose first answer takes five seconds.',
    withPbx({ faults: [answersTheFirstLate] }),
  ],
  duplicates: ['A network that delivers every answer twice.', withPbx({ faults: [repliesTwice] })],
  contradicting: ['Two answers that contradict each other.', withPbx({ faults: [contradictsItself] })],
  'wrong-call-id': ['Answers that belong to other requests.', withPbx({ faults: [answersAnotherRequest] })],
  'foreign-source': [
    'Answers from an address that nobody asked.',
    { ...withRouter({ nat: openNat }), ...withPbx({ faults: [answersFromElsewhere] }) },
  ],
  garbage: ['A server that answers with meaningless bytes.', withPbx({ faults: [answersGarbage] })],
  http: ['A web server on the SIP port.', withPbx({ faults: [answersHttp] })],
  huge: ['A server that answers with 60 kB.', withPbx({ faults: [answersHuge] })],
  'endless-stream': ['A server that never stops sending on TCP.', withPbx({ streamsForEver: true })],
  'proxy-in-front': ['A provider with a proxy in front of its server.', withPbx({ style: proxyStyle })],
  'server-normalises': [
    'A server that prints the same things differently.',
    withPbx({ style: normalisingStyle }),
  ],
} satisfies Record<string, Entry>;

/** Names of the demo scenarios. */
export type DemoScenario = keyof typeof table;

const entries = Object.entries(table) as [DemoScenario, Entry][];

/** What a scenario is once the SIP ALG of its router, or of the nearer one of two, is off. */
const switchedOff: Partial<Record<DemoScenario, DemoScenario>> = {
  'kernel-alg': 'plain-nat',
  'kernel-alg-all-ports': 'plain-nat',
  'kernel-alg-tcp': 'plain-nat',
  'kernel-alg-random-nat': 'random-nat',
  'one-way-via': 'plain-nat',
  'blind-replace': 'plain-nat',
  'blind-replace-one-way': 'plain-nat',
  'call-id': 'plain-nat',
  'double-nat-inner': 'double-nat-plain',
  'double-nat-outer': 'double-nat-plain',
  'double-nat-both': 'double-nat-outer',
};

type ShownScenario = {
  readonly name: DemoScenario;
  readonly description: string;
  /** Null where there is no SIP ALG to switch off, or no such scenario. */
  readonly switchedOff: DemoScenario | null;
};

/** Every scenario with one sentence that says what it shows. */
export const demoScenarios: readonly ShownScenario[] = entries.map(([name, [description]]) => ({
  name,
  description,
  switchedOff: switchedOff[name] ?? null,
}));

/** True for the name of a scenario. */
export const isDemoScenario = (name: string): name is DemoScenario => Object.hasOwn(table, name);

/** The pieces of a scenario. */
export function demoPlanOf(name: DemoScenario): DemoPlan {
  const [, special]: Entry = table[name];
  return { ...usualPlan, ...special };
}
