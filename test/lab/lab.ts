// The test network that lab tests use. Everything a test needs is on `Lab`; the other files are its parts.
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { type Asterisk, startAsterisk } from './asterisk.ts';
import type { AsteriskOptions } from './asterisk-config.ts';
import { type CommandOptions, type CommandResult, execute, must, pause, succeeds } from './command.ts';
import {
  type Layout,
  type Machine,
  makeNetwork,
  makeRunFolder,
  type Network,
  type RouterModes,
  removeLeftovers,
  type WirePlace,
} from './network.ts';
import { type LineFaults, type RouterMode, routerRules } from './router-mode.ts';
import {
  type FirewallOptions,
  type FirewallRecord,
  loadFirewall,
  readFirewall,
  type ServerFirewall,
} from './server-firewall.ts';
import { startWire, type WireFaults, type WireRelay, type WireRun } from './wire.ts';

/** Packets seen by a capture, one text line each (tcpdump's form), in order. */
interface Capture {
  stop(): Promise<readonly string[]>;
}

export interface Lab {
  readonly network: Network;
  /** Sets the router (single layout), or any of the two (double layout, the other one becomes `plain`). */
  mode(modes: RouterMode | Partial<RouterModes>, faults?: LineFaults): Promise<void>;
  /** Switches the routers as a person does, without a restart: flows they know stay. Between modes that translate. */
  change(modes: RouterMode | Partial<RouterModes>): Promise<void>;
  /** Loads a firewall on the server, counters at zero; null opens everything. */
  serverFirewall(firewall: ServerFirewall | null, options?: FirewallOptions): Promise<void>;
  firewallRecord(): Promise<FirewallRecord>;
  /** Replaces the running Asterisk, if any, by one with these options. */
  asterisk(options?: AsteriskOptions): Promise<Asterisk>;
  /** Runs a program on the client. */
  runClient(argv: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** Runs a program on any machine of the network. */
  runOn(machine: Machine, argv: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** Starts writing down what passes the server's (or another machine's) interfaces; a pcap filter is optional. */
  capture(machine?: Machine, filter?: string): Promise<Capture>;
  /** Sets the faults of the wire, which the lab must have been opened with; counts start at zero. */
  wire(faults: WireFaults): Promise<WireRun>;
  close(): Promise<void>;
}

const tools =
  'ip nft conntrack iptables-restore iptables-save sysctl ethtool setpriv flock openssl python3 fail2ban-regex tcpdump apt-get dpkg-deb';

function checkMachine(): string | null {
  if (process.platform !== 'linux') return 'the lab needs Linux network namespaces';
  if (process.getuid?.() !== 0) return 'the lab needs root for network namespaces';
  const missing = tools.split(' ').filter((tool) => !succeeds(['sh', '-c', 'command -v "$1"', 'sh', tool]));
  if (missing.length > 0) return `the lab needs ${missing.join(', ')}`;
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  if (!existsSync(keyring)) return `the lab needs ${keyring} to install Asterisk`;
  const name = `salg-${process.pid}-0-check`;
  try {
    if (!succeeds(['ip', 'netns', 'add', name])) return 'this machine does not allow network namespaces';
    const inside = ['ip', 'netns', 'exec', name];
    const rules = routerRules('alg-tcp', { insideHost: '192.0.2.1' });
    if (!succeeds([...inside, 'nft', '-f', '-'], rules)) return "the kernel lacks nftables' SIP helper";
    const recent = ['iptables', '-A', 'INPUT', '-m', 'recent', '--name', 'check', '--set'];
    if (!succeeds([...inside, ...recent])) return 'the kernel lacks the iptables match `recent`';
    return null;
  } finally {
    succeeds(['ip', 'netns', 'del', name]);
  }
}

let reason: string | null | undefined;

/** Why the lab cannot run on this machine, or null when it can. */
export function labUnavailableReason(): string | null {
  if (reason === undefined) reason = checkMachine();
  return reason;
}

/** For `describe.skipIf`: true, with the reason printed, when the lab cannot run; throws instead when CI=true. */
export function skipLab(): boolean {
  const reason = labUnavailableReason();
  if (reason === null) return false;
  if (process.env['CI'] === 'true') throw new Error(`CI must run the lab tests, but ${reason}`);
  console.warn(`lab tests skipped: ${reason}`);
  return true;
}

function chooseModes(layout: Layout, modes: RouterMode | Partial<RouterModes>): RouterModes {
  if (typeof modes === 'string') {
    if (layout === 'double') throw new Error('two routers: say which one, { inner, outer }');
    return { inner: 'plain', outer: modes };
  }
  if (layout === 'single' && modes.inner !== undefined)
    throw new Error('a single layout has no inner router');
  return { inner: 'plain', outer: 'plain', ...modes };
}

async function startCapture(network: Network, machine: Machine, filter: string): Promise<Capture> {
  const folder = makeRunFolder('capture');
  const file = `${folder}/packets.pcap`;
  const device = machine === 'client' || machine === 'server' ? 'eth0' : 'any';
  // Immediate: else a stop soon after a packet loses what is still in the kernel's buffer.
  const record = ['tcpdump', '-i', device, '--immediate-mode', '-U', '-n', '-Z', 'root', '-w', file, filter];
  const [program = '', ...args] = network.on(machine, record);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  // It says "listening on" once packets are really seen.
  const ready = new Promise((resolve) => {
    child.stderr.once('data', resolve);
  });
  await Promise.race([ready, ended]);
  let packets: readonly string[] | null = null;
  return {
    stop: async () => {
      if (packets !== null) return packets;
      // What was sent just before may still be on its way through the veth pairs.
      await pause(100);
      child.kill('SIGINT');
      await ended;
      const text = existsSync(file) ? await must(['tcpdump', '-nn', '-tt', '-r', file]) : '';
      rmSync(folder, { recursive: true, force: true });
      packets = text.split('\n').filter((line) => line !== '');
      return packets;
    },
  };
}

export interface LabOptions {
  readonly layout: Layout;
  /** Where a wire with faults is put in: next to the client or next to the server. None unless it is said. */
  readonly wire?: WirePlace;
}

async function startRelay(network: Network): Promise<WireRelay> {
  try {
    return await startWire(network);
  } catch (error) {
    network.remove();
    throw error;
  }
}

/** Builds a network with its routers on `plain`, no server firewall, no Asterisk and no faults yet. */
export async function openLab({ layout, wire }: LabOptions): Promise<Lab> {
  const unavailable = labUnavailableReason();
  if (unavailable !== null) throw new Error(unavailable);
  removeLeftovers();
  const network = await makeNetwork(layout, wire ?? null);
  const relay = wire === undefined ? null : await startRelay(network);
  let running: Asterisk | null = null;
  const captures: Capture[] = [];
  const runOn = (machine: Machine, argv: readonly string[], options: CommandOptions = {}) =>
    execute(network.on(machine, argv), options);
  return {
    network,
    mode: (modes, faults = {}) => network.setRouters(chooseModes(layout, modes), faults),
    change: (modes) => network.changeRules(chooseModes(layout, modes)),
    serverFirewall: (firewall, options) => loadFirewall(network, firewall, options),
    firewallRecord: () => readFirewall(network),
    asterisk: async (options) => {
      await running?.remove();
      running = null;
      running = await startAsterisk(network, options);
      return running;
    },
    runClient: (argv, options) => runOn('client', argv, options),
    runOn,
    capture: async (machine = 'server', filter = 'udp or tcp') => {
      const capture = await startCapture(network, machine, filter);
      captures.push(capture);
      return capture;
    },
    wire: async (faults) => {
      if (relay === null) throw new Error('this lab was opened without a wire');
      return relay.set(faults);
    },
    close: async () => {
      await running?.remove();
      // A test that failed half way has not stopped its own.
      for (const capture of captures) await capture.stop();
      await relay?.close();
      network.remove();
    },
  };
}
