// Test bench of the demo: raw OPTIONS through the Network interface, and plain text views of what came back.
// Written without shared/sip on purpose: these tests are ground truth for everything that reads messages.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach } from 'vitest';
import { createDemoNetwork, type DemoNetwork, type DemoOptions } from '../../../../main/demo/demo-network.ts';
import type { Flow, FlowFault } from '../../../../main/io/network.ts';
import type { Endpoint } from '../../../../shared/base/address.ts';
import { bytesToLatin1, latin1ToBytes } from '../../../../shared/base/bytes.ts';

export const local = '192.168.1.10';
export const publicAddress = '203.0.113.2';
export const serverAddress = '203.0.113.10';

type Arrival = { readonly text: string; readonly from: Endpoint };

/** A flow with everything that arrived on it. */
export type Line = {
  readonly flow: Flow;
  readonly port: number;
  readonly arrivals: Arrival[];
  readonly faults: FlowFault[];
};

const openNetworks: DemoNetwork[] = [];
afterEach(async () => {
  for (const network of openNetworks.splice(0)) await network.close();
});

export async function startDemo(
  scenario: DemoOptions['scenario'],
  more: Partial<DemoOptions> = {},
): Promise<DemoNetwork> {
  const network = await createDemoNetwork({ scenario, ...more });
  openNetworks.push(network);
  return network;
}

export async function openLine(
  network: DemoNetwork,
  port = 5060,
  transport: 'udp' | 'tcp' = 'udp',
): Promise<Line> {
  const arrivals: Arrival[] = [];
  const faults: FlowFault[] = [];
  const opened = await network.open(
    { transport, remote: { address: serverAddress, port }, serverName: 'pbx.example', connectTimeoutMs: 200 },
    {
      onBytes: (bytes, from) => arrivals.push({ text: bytesToLatin1(bytes), from }),
      onFault: (fault) => faults.push(fault),
    },
  );
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.detail}`);
  return { flow: opened.value, port: opened.value.local.port, arrivals, faults };
}

let serial = 0;

export type OptionsParts = {
  viaHost: string;
  viaPort: number;
  fromUri?: string;
  callIdHost?: string;
  contact?: string;
  transport?: 'UDP' | 'TCP';
  displayName?: string;
};

/** A raw OPTIONS as the tool sends it. */
export function optionsText(parts: OptionsParts): string {
  serial++;
  const {
    viaHost,
    viaPort,
    fromUri = 'sip:probe@pbx.example',
    callIdHost = local,
    transport = 'UDP',
  } = parts;
  return [
    'OPTIONS sip:pbx.example SIP/2.0',
    `Via: SIP/2.0/${transport} ${viaHost}:${viaPort};branch=z9hG4bKtest${serial};rport`,
    'Max-Forwards: 70',
    `From: "${parts.displayName ?? `probe ${local}`}" <${fromUri}>;tag=from${serial}`,
    'To: <sip:pbx.example>',
    `Call-ID: call${serial}@${callIdHost}`,
    `CSeq: ${1000 + serial} OPTIONS`,
    `Contact: <${parts.contact ?? `sip:probe@${viaHost}:${viaPort}`}>`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

export async function until(holds: () => boolean, limitMs = 2000): Promise<boolean> {
  for (const end = performance.now() + limitMs; performance.now() < end; await sleep(2))
    if (holds()) return true;
  return holds();
}

/** Time in which a reply over loopback would have come; for "nothing arrives". */
export const quiet = (): Promise<void> => sleep(80);

export async function send(line: Line, text: string): Promise<void> {
  const sent = await line.flow.send(latin1ToBytes(text));
  if (!sent.ok) throw new Error(sent.error.code);
}

/** Sends and waits for the next arrival on the same line. */
export async function ask(line: Line, text: string): Promise<string> {
  const before = line.arrivals.length;
  await send(line, text);
  await until(() => line.arrivals.length > before);
  const reply = line.arrivals[before];
  if (reply === undefined) throw new Error('no reply');
  return reply.text;
}

/** First line of a field, as it stands on the wire. */
export const field = (text: string, name: string): string | null =>
  new RegExp(`^${name}: (.*?)\r?$`, 'm').exec(text)?.[1] ?? null;

/** Sent-by, rport and received of the topmost Via. */
export function viaOf(text: string): { sentBy: string; rport: string | null; received: string | null } {
  const via = /^via: SIP\/2\.0\/(?:UDP|TCP) (.*?)\r?$/im.exec(text)?.[1] ?? '';
  return {
    sentBy: via.split(';')[0] ?? '',
    rport: /;rport=(\d+)/.exec(via)?.[1] ?? null,
    received: /;received=([^;]+)/.exec(via)?.[1] ?? null,
  };
}

export const truthfulText = (line: Line, parts: Partial<OptionsParts> = {}): string =>
  optionsText({ viaHost: local, viaPort: line.port, ...parts });
export const decoyText = (line: Line): string => optionsText({ viaHost: '192.0.2.1', viaPort: line.port });

/** Own pair, as only something between this computer and the server can print it. */
export const ownPair = (line: Line) => ({
  sentBy: `${local}:${line.port}`,
  rport: String(line.port),
  received: local,
});
/** What a server beyond a port-preserving NAT prints. */
export const publicPair = (line: Line, sentByHost = local) => ({
  sentBy: `${sentByHost}:${line.port}`,
  rport: String(line.port),
  received: publicAddress,
});

/** A primed diversion: request on one line with the Via port of another. */
export async function divert(network: DemoNetwork, port = 5060): Promise<{ a: Line; b: Line }> {
  const a = await openLine(network, port);
  const b = await openLine(network, port);
  await b.flow.prime(latin1ToBytes('\r\n'));
  await send(a, optionsText({ viaHost: local, viaPort: b.port }));
  await until(() => a.arrivals.length + b.arrivals.length > 0, 300);
  return { a, b };
}
