// The wires: network namespaces, one per machine, joined by veth pairs.
//
//   single   client --- router --- server
//   double   client --- inner --- outer --- server
//
// A wire with faults, when asked for, is one more namespace in the first or in the last of these joints.
// Nothing here has a route to the outside; a name the hosts file does not know fails at once.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { execute, must, succeeds } from './command.ts';
import {
  type LineFaults,
  lanInterface,
  type RouterMode,
  routerRules,
  translates,
  wanInterface,
} from './router-mode.ts';

export type Layout = 'single' | 'double';

/** Addresses of both layouts; 203.0.113.0/24 plays the internet. */
export const addresses = {
  client: '192.168.1.10',
  routerLan: '192.168.1.1',
  innerWan: '10.0.0.2',
  outerLan: '10.0.0.1',
  routerWan: '203.0.113.2',
  server: '203.0.113.10',
  serverSecond: '203.0.113.11',
} as const;

/** The one name the client can resolve; it stands for `addresses.server`. */
export const serverName = 'pbx.example';

/** `inner` exists in the double layout only; the only router of the single one is `outer`; `wire` when asked for. */
export type Machine = 'client' | 'inner' | 'outer' | 'server' | 'wire';

/** Next to which end the wire with faults lies. */
export type WirePlace = 'client' | 'server';

/** The wire's ends: `near` is the client's side. */
export const wireInterfaces = { near: 'near', far: 'far' } as const;

export interface RouterModes {
  readonly inner: RouterMode;
  readonly outer: RouterMode;
}

export interface Network {
  readonly layout: Layout;
  /** Namespace of a machine, for `ip netns exec`. */
  namespace(machine: Machine): string;
  /** Command line that runs `argv` on that machine. */
  on(machine: Machine, argv: readonly string[]): string[];
  /** Sets the routers, forgets all flows they knew. Without `inner` in the single layout. */
  setRouters(modes: RouterModes, faults: LineFaults): Promise<void>;
  /** Loads other rules as somebody does on a router's page: the flows it knows stay. */
  changeRules(modes: RouterModes): Promise<void>;
  remove(): void;
}

interface Link {
  readonly from: Machine;
  readonly fromInterface: string;
  readonly to: Machine;
  readonly toInterface: string;
}

const etcNetns = '/etc/netns';
const namePattern = /^salg-(\d+)-/;
let networksMade = 0;

const networkSettings = {
  // The machine's own name too: chan_sip looks it up to learn its address.
  hosts: `127.0.0.1 localhost\n${addresses.server} ${serverName} ${hostname()}\n`,
  'resolv.conf': 'nameserver 127.0.0.1\noptions attempts:1 timeout:1\n',
  // Without this a name service that listens on a Unix socket (mDNS, resolved) would answer from outside.
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
};

const linksOf: Readonly<Record<Layout, readonly Link[]>> = {
  single: [
    { from: 'client', fromInterface: 'eth0', to: 'outer', toInterface: lanInterface },
    { from: 'outer', fromInterface: wanInterface, to: 'server', toInterface: 'eth0' },
  ],
  double: [
    { from: 'client', fromInterface: 'eth0', to: 'inner', toInterface: lanInterface },
    { from: 'inner', fromInterface: wanInterface, to: 'outer', toInterface: lanInterface },
    { from: 'outer', fromInterface: wanInterface, to: 'server', toInterface: 'eth0' },
  ],
};

const addressPlan: Readonly<Record<Layout, readonly (readonly [Machine, string, string])[]>> = {
  single: [
    ['client', 'eth0', addresses.client],
    ['outer', lanInterface, addresses.routerLan],
    ['outer', wanInterface, addresses.routerWan],
    ['server', 'eth0', addresses.server],
    ['server', 'eth0', addresses.serverSecond],
  ],
  double: [
    ['client', 'eth0', addresses.client],
    ['inner', lanInterface, addresses.routerLan],
    ['inner', wanInterface, addresses.innerWan],
    ['outer', lanInterface, addresses.outerLan],
    ['outer', wanInterface, addresses.routerWan],
    ['server', 'eth0', addresses.server],
    ['server', 'eth0', addresses.serverSecond],
  ],
};

function machinesOf(layout: Layout, wire: WirePlace | null): Machine[] {
  const machines: Machine[] =
    layout === 'single' ? ['client', 'outer', 'server'] : ['client', 'inner', 'outer', 'server'];
  return wire === null ? machines : [...machines, 'wire'];
}

/** The links of a layout; the one where the wire lies becomes two. */
function linksWith(layout: Layout, wire: WirePlace | null): Link[] {
  const { near, far } = wireInterfaces;
  return linksOf[layout].flatMap((link): Link[] =>
    link.from === wire || link.to === wire
      ? [
          { ...link, to: 'wire', toInterface: near },
          { ...link, from: 'wire', fromInterface: far },
        ]
      : [link],
  );
}

/** Removes a namespace, and ends what was started in it and still runs. Safe to repeat. */
function removeNamespace(name: string): void {
  // SIGKILL to each process inside: the namespace is ours, so they are.
  succeeds(['sh', '-c', 'for pid in $(ip netns pids "$1"); do kill -9 "$pid"; done', 'sh', name]);
  succeeds(['ip', 'netns', 'del', name]);
  rmSync(`${etcNetns}/${name}`, { recursive: true, force: true });
}

const namesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);

const isLeft = (name: string) => {
  const owner = namePattern.exec(name)?.[1];
  return owner !== undefined && !existsSync(`/proc/${owner}`);
};

/** Removes namespaces and folders of runs that were killed before they could do it themselves. */
export function removeLeftovers(): void {
  for (const name of new Set([...namesIn('/run/netns'), ...namesIn(etcNetns)]))
    if (isLeft(name)) removeNamespace(name);
  for (const name of namesIn(tmpdir()))
    if (isLeft(name)) rmSync(`${tmpdir()}/${name}`, { recursive: true, force: true });
}

/** A folder for one run that `removeLeftovers` can tell from those of living runs. */
export const makeRunFolder = (purpose: string): string =>
  mkdtempSync(`${tmpdir()}/salg-${process.pid}-${purpose}-`);

async function makeMachine(name: string): Promise<void> {
  const folder = `${etcNetns}/${name}`;
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(networkSettings)) {
    // `ip netns exec` mounts each file over the one in /etc, which therefore has to exist.
    if (existsSync(`/etc/${file}`)) writeFileSync(`${folder}/${file}`, text);
  }
  await must(['ip', 'netns', 'add', name]);
  await must(['ip', '-n', name, 'link', 'set', 'lo', 'up']);
  // Set before the interfaces exist: no router solicitations in captures, and loopback keeps ::1.
  await must(['ip', 'netns', 'exec', name, 'sysctl', '-qw', 'net.ipv6.conf.default.disable_ipv6=1']);
}

async function connect(namespace: (machine: Machine) => string, link: Link): Promise<void> {
  const [from, to] = [namespace(link.from), namespace(link.to)];
  const peer = ['peer', 'name', link.toInterface, 'netns', to];
  await must(['ip', 'link', 'add', link.fromInterface, 'netns', from, 'type', 'veth', ...peer]);
  for (const [name, device] of [
    [from, link.fromInterface],
    [to, link.toInterface],
  ] as const) {
    await must(['ip', '-n', name, 'link', 'set', device, 'up']);
    // Offloads leave checksums unfinished and frames too long for captures and for a wire that copies them.
    const offloads = 'tx off tso off gso off gro off'.split(' ');
    await must(['ip', 'netns', 'exec', name, 'ethtool', '-K', device, ...offloads]);
  }
}

/**
 * Where the server's packets to private addresses go: nowhere, silently, as on the internet. Without this route
 * Asterisk would get an error at once and behave as no public server does.
 */
async function makeVoid(server: string): Promise<void> {
  const added = await execute(['ip', '-n', server, 'link', 'add', 'void0', 'type', 'dummy']);
  if (added.code !== 0) return; // a kernel without the dummy driver: that error is all that changes
  await must(['ip', '-n', server, 'link', 'set', 'void0', 'up']);
  await must(['ip', '-n', server, 'route', 'add', 'default', 'dev', 'void0', 'src', addresses.server]);
}

/** Makes the machines of a layout, wires them up, and leaves every router on `plain`. A wire carries nothing yet. */
export async function makeNetwork(layout: Layout, wire: WirePlace | null): Promise<Network> {
  networksMade += 1;
  const prefix = `salg-${process.pid}-${networksMade}`;
  const namespace = (machine: Machine) => `${prefix}-${machine}`;
  const machines = machinesOf(layout, wire);
  const remove = () => {
    for (const machine of machines) removeNamespace(namespace(machine));
    process.removeListener('exit', remove);
  };
  process.on('exit', remove);
  const network: Network = {
    layout,
    namespace,
    // Without pdeathsig a killed test run would leave its programs behind.
    on: (machine, argv) => [
      'ip',
      'netns',
      'exec',
      namespace(machine),
      'setpriv',
      '--pdeathsig',
      'KILL',
      ...argv,
    ],
    setRouters: (modes, faults) => setRouters(network, modes, faults),
    changeRules: (modes) => loadRouters(network, modes, {}),
    remove,
  };
  try {
    for (const machine of machines) await makeMachine(namespace(machine));
    for (const link of linksWith(layout, wire)) await connect(namespace, link);
    for (const [machine, device, address] of addressPlan[layout])
      await must(['ip', '-n', namespace(machine), 'addr', 'add', `${address}/24`, 'dev', device]);
    await makeVoid(namespace('server'));
    await must(['ip', '-n', namespace('client'), 'route', 'add', 'default', 'via', addresses.routerLan]);
    if (layout === 'double')
      await must(['ip', '-n', namespace('inner'), 'route', 'add', 'default', 'via', addresses.outerLan]);
    for (const router of machines.filter((machine) => machine === 'inner' || machine === 'outer'))
      await must(network.on(router, ['sysctl', '-qw', 'net.ipv4.ip_forward=1']));
    await network.setRouters({ inner: 'plain', outer: 'plain' }, {});
  } catch (error) {
    remove();
    throw error;
  }
  return network;
}

const loadRules = (network: Network, machine: Machine, rules: string) =>
  must(network.on(machine, ['nft', '-f', '-']), { input: rules });

/** Adds or removes the way back to a subnet that a router in front of it does not translate. */
async function setReturnRoute(network: Network, at: Machine, subnet: string, via: string, wanted: boolean) {
  const route = ['ip', '-n', network.namespace(at), 'route'];
  if (wanted) await must([...route, 'replace', subnet, 'via', via]);
  else await execute([...route, 'del', subnet]);
}

async function loadRouters(network: Network, modes: RouterModes, faults: LineFaults): Promise<void> {
  const isDouble = network.layout === 'double';
  const behindOuter = isDouble ? addresses.innerWan : addresses.client;
  await loadRules(network, 'outer', routerRules(modes.outer, { insideHost: behindOuter }, faults));
  if (isDouble) await loadRules(network, 'inner', routerRules(modes.inner, { insideHost: addresses.client }));
}

async function setRouters(network: Network, modes: RouterModes, faults: LineFaults): Promise<void> {
  const isDouble = network.layout === 'double';
  await loadRouters(network, modes, faults);
  // A server that knew the way to a private subnet although a router translates would hide broken set-ups.
  const clientVisible = isDouble && !translates(modes.inner);
  const home = '192.168.1.0/24';
  if (isDouble) {
    await setReturnRoute(network, 'outer', home, addresses.innerWan, clientVisible);
    await setReturnRoute(network, 'server', '10.0.0.0/24', addresses.routerWan, !translates(modes.outer));
  }
  const seenByServer = !translates(modes.outer) && (!isDouble || clientVisible);
  await setReturnRoute(network, 'server', home, addresses.routerWan, seenByServer);
  for (const router of isDouble ? (['inner', 'outer'] as const) : (['outer'] as const))
    await execute(network.on(router, ['conntrack', '-F']));
}
