// Runs options-probe.mjs on the client and puts what it saw into a word or two per request.
import { fileURLToPath } from 'node:url';
import type { Lab } from './lab.ts';
import { addresses, serverName } from './network.ts';

export type ProbeKind = 'truthful' | 'decoy' | 'translated' | 'diverted' | 'tcp';

/** One exchange as the script printed it; all null when nothing came back. */
export interface ProbeResult {
  readonly kind: ProbeKind;
  readonly sentVia: string | null;
  readonly ownPort: number | null;
  readonly status: number | null;
  readonly via: string | null;
  readonly received: string | null;
  readonly rport: number | null;
  readonly arrivedOn: 'A' | 'B' | null;
}

export interface ProbeTarget {
  readonly port?: number;
  readonly user?: string;
  readonly host?: string;
  /** Local port of the socket; any free one unless it is said. */
  readonly fromPort?: number;
}

const script = fileURLToPath(new URL('options-probe.mjs', import.meta.url));

/** Sends the requests, in order, from the client. */
export async function probe(
  lab: Lab,
  kinds: readonly ProbeKind[],
  { port = 5060, user = 'probe', host = serverName, fromPort = 0 }: ProbeTarget = {},
): Promise<ProbeResult[]> {
  const argv = [process.execPath, script, host, String(port), user, ...kinds];
  const result = await lab.runClient(argv, { env: { FROM_PORT: String(fromPort) } });
  if (result.code !== 0) throw new Error(`options-probe.mjs failed: ${result.stderr}`);
  return JSON.parse(result.stdout) as ProbeResult[];
}

/** Waits on the client for one datagram; `whenReady` runs once it listens. */
export async function listenOnClient(lab: Lab, port: number, whenReady: () => Promise<unknown>) {
  const listening = lab.runClient([process.execPath, script, 'listen', String(port)]);
  await whenReady();
  return JSON.parse((await listening).stdout) as string | null;
}

const places: Readonly<Record<string, string>> = {
  [addresses.client]: 'own',
  [addresses.innerWan]: 'transit',
  [addresses.routerWan]: 'public',
};

/** `own`: the server says it saw our private address; `edited`: our Via came back changed; A or B: the socket. */
export function inWords(result: ProbeResult): string {
  const { kind, status, received, rport, ownPort } = result;
  if (status === null) return `${kind}: silent`;
  if (kind === 'diverted') return `diverted: ${result.arrivedOn}`;
  if (kind === 'translated') return `translated: ${result.via === result.sentVia ? 'as sent' : 'edited'}`;
  const port = rport === ownPort ? 'own port' : 'other port';
  return `${kind}: ${places[received ?? ''] ?? received} address, ${port}`;
}
