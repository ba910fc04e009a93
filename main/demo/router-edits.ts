// What SIP-aware routers do to messages, as text substitution on one character a byte: real ones cut and paste
// too and never re-print a message. Each edit is small; a router carries a list of them.
import type { Endpoint } from '../../shared/base/address.ts';
import type { Transport } from '../../shared/observation/path.ts';

/** The addresses of one flow through one router. */
export type FlowTuple = {
  readonly transport: Transport;
  readonly client: Endpoint;
  /** What the client looks like outside. */
  readonly mapped: Endpoint;
  readonly server: Endpoint;
  /** Port of the client that gets what comes back; the Linux helper may change it. */
  readonly deliverPort: number;
};

export type RouterEdit = {
  /** Server ports it looks at. */
  readonly udpPorts: readonly number[] | 'all';
  readonly tcpPorts: readonly number[];
  outward(text: string, flow: FlowTuple): string;
  inward(text: string, flow: FlowTuple): string;
  /** Client port that gets every later datagram of this flow; null leaves it as it is. */
  deliverTo?(text: string, flow: FlowTuple): number | null;
};

/** True when the edit looks at messages of that flow. */
export function looksAt(edit: RouterEdit, flow: Pick<FlowTuple, 'transport' | 'server'>): boolean {
  if (flow.transport === 'tcp') return edit.tcpPorts.includes(flow.server.port);
  return flow.transport === 'udp' && (edit.udpPorts === 'all' || edit.udpPorts.includes(flow.server.port));
}

const ip4 = String.raw`\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}`;
const viaSentBy = new RegExp(
  String.raw`^((?:Via|v)[ \t]*:[ \t]*SIP *\/ *2\.0 *\/ *(?:UDP|TCP) +)(${ip4})(?::(\d+))?(.*)$`,
  'im',
);

/** Position and value of the topmost Via's sent-by, when its host is an IPv4 address. */
export type ViaSentBy = {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly endpoint: Endpoint;
  readonly after: string;
};

/** Topmost Via the way an ALG finds it: first line of that name, address as text, no port meaning 5060. */
export function findViaSentBy(text: string): ViaSentBy | null {
  const match = viaSentBy.exec(text);
  if (match === null) return null;
  const [line, before = '', address = '', port = '5060', after = ''] = match;
  return {
    start: match.index,
    end: match.index + line.length,
    before,
    endpoint: { address, port: Number(port) },
    after,
  };
}

/** Rewrites the topmost Via outward and forgets about it: what weak routers do. */
export const oneWayVia: RouterEdit = {
  udpPorts: [5060],
  tcpPorts: [],
  outward(text, flow) {
    const via = findViaSentBy(text);
    if (via === null || text.startsWith('SIP/2.0')) return text;
    if (via.endpoint.address !== flow.client.address || via.endpoint.port !== flow.client.port) return text;
    const sentBy = `${flow.mapped.address}:${flow.mapped.port}`;
    return `${text.slice(0, via.start)}${via.before}${sentBy}${via.after}${text.slice(via.end)}`;
  },
  inward: (text) => text,
};

/** Replaces the private address by the public one wherever it stands, and leaves Content-Length wrong. */
export const blindReplaceOutward: RouterEdit = {
  udpPorts: [5060],
  tcpPorts: [],
  outward: (text, flow) => text.replaceAll(flow.client.address, flow.mapped.address),
  inward: (text) => text,
};

/** The same in both directions, so that `received` looks private as well. */
export const blindReplace: RouterEdit = {
  ...blindReplaceOutward,
  inward: (text, flow) => text.replaceAll(flow.mapped.address, flow.client.address),
};

const callIdLine = /^(?:Call-ID|i)[ \t]*:.*$/im;

/** Replaces the private address inside Call-ID. */
export const callIdOutward: RouterEdit = {
  udpPorts: [5060],
  tcpPorts: [],
  outward: (text, flow) =>
    text.replace(callIdLine, (line) => line.replaceAll(flow.client.address, flow.mapped.address)),
  inward: (text) => text,
};

/** Replaces the private address inside Call-ID and puts it back in the reply. */
export const callIdBothWays: RouterEdit = {
  ...callIdOutward,
  inward: (text, flow) =>
    text.replace(callIdLine, (line) => line.replaceAll(flow.mapped.address, flow.client.address)),
};

const contentLengthValue = /^((?:Content-Length|l)[ \t]*:[ \t]*)\d+/im;

/** SDP of an INVITE: media address c= and, with it, o=, as the Linux helper does; length corrected. */
export function editInviteSdp(text: string, flow: FlowTuple): string {
  const bodyAt = text.indexOf('\r\n\r\n') + 4;
  if (!text.startsWith('INVITE ') || bodyAt < 4 || bodyAt >= text.length) return text;
  const body = text.slice(bodyAt);
  if (!new RegExp(`^c=IN IP4 ${flow.client.address.replaceAll('.', String.raw`\.`)}$`, 'm').test(body))
    return text;
  const edited = body
    .replaceAll(`c=IN IP4 ${flow.client.address}`, `c=IN IP4 ${flow.mapped.address}`)
    .replace(/^(o=.* IN IP4 )\S+/m, `$1${flow.mapped.address}`);
  const head = text.slice(0, bodyAt).replace(contentLengthValue, `$1${edited.length}`);
  return head + edited;
}

/** Edits session descriptions and nothing else; OPTIONS carries none. */
export const sdpOnly: RouterEdit = {
  udpPorts: [5060],
  tcpPorts: [],
  outward: editInviteSdp,
  inward: (text) => text,
};
