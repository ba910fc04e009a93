// The SIP helper of the Linux kernel (nf_conntrack_sip, nf_nat_sip) as it was measured with real Asterisk.
// It touches an address only where address *and* port are those of the packet, and undoes that in replies.
import type { Endpoint } from '../../shared/base/address.ts';
import { editInviteSdp, type FlowTuple, findViaSentBy, type RouterEdit } from './router-edits.ts';
import { sameEndpoint } from './virtual-addresses.ts';

type Translation = { readonly from: Endpoint; readonly to: Endpoint };

const uri = /(sip:(?:[^@\s<>;,]*@)?)(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?::(\d+))?/i;
const anyUri = new RegExp(uri.source, 'gi');
const contentLength = /^(?:Content-Length|l)[ \t]*:/im;

/** Replaces address and port of a `sip:` URI; the helper always prints a port, also where none was. */
const mapUri = (text: string, pattern: RegExp, { from, to }: Translation): string =>
  text.replace(pattern, (whole, before: string, address: string, port: string | undefined) =>
    sameEndpoint({ address, port: Number(port ?? 5060) }, from) ? `${before}${to.address}:${to.port}` : whole,
  );

/** Contact: all of them, also in a body; From and To: the first line of that name. */
const mapFields = (text: string, translation: Translation): string =>
  text
    .replace(/^(?:Contact|m)[ \t]*:.*$/gim, (line) => mapUri(line, anyUri, translation))
    .replace(/^(?:From|f)[ \t]*:.*$/im, (line) => mapUri(line, uri, translation))
    .replace(/^(?:To|t)[ \t]*:.*$/im, (line) => mapUri(line, uri, translation));

/**
 * It asks for no start line: what is no response counts as a request. A TCP segment without Content-Length and
 * the end of the header passes untouched, so that a message cut in two is edited in its second part only.
 */
const isEdited = (text: string, flow: FlowTuple): boolean =>
  !sameEndpoint(flow.client, flow.mapped) &&
  (flow.transport === 'udp' || (contentLength.test(text) && text.includes('\r\n\r\n')));

function replaceVia(text: string, { from, to }: Translation, editAfter: (after: string) => string): string {
  const via = findViaSentBy(text);
  if (via === null || !sameEndpoint(via.endpoint, from)) return text;
  const line = `${via.before}${to.address}:${to.port}${editAfter(via.after)}`;
  return text.slice(0, via.start) + line + text.slice(via.end);
}

function outward(text: string, flow: FlowTuple): string {
  if (!isEdited(text, flow)) return text;
  const translation = { from: flow.client, to: flow.mapped };
  const isResponse = text.startsWith('SIP/2.0 ');
  const line = isResponse ? text : text.replace(/^.*/, (first) => mapUri(first, uri, translation));
  const via = isResponse ? line : replaceVia(line, translation, (after) => after);
  return editInviteSdp(mapFields(via, translation), flow);
}

/** `received` and `rport` are undone only where the sent-by was, and only if they hold this router's values. */
function undoParameters(after: string, flow: FlowTuple): string {
  return after
    .replace(/(;received=)([^;,\s]+)/i, (whole, name: string, value: string) =>
      value === flow.mapped.address ? name + flow.client.address : whole,
    )
    .replace(/(;rport=)(\d+)/i, (whole, name: string, value: string) =>
      Number(value) === flow.mapped.port ? `${name}${flow.client.port}` : whole,
    );
}

function inward(text: string, flow: FlowTuple): string {
  if (!isEdited(text, flow)) return text;
  const translation = {
    from: flow.mapped,
    to: { address: flow.client.address, port: flow.deliverPort },
  };
  const isResponse = text.startsWith('SIP/2.0 ');
  const line = isResponse ? text : text.replace(/^.*/, (first) => mapUri(first, uri, translation));
  const via = isResponse ? replaceVia(line, translation, (after) => undoParameters(after, flow)) : line;
  return mapFields(via, translation);
}

/** Own address with another port in a Via: made for phones that listen elsewhere; it sticks to the flow. */
function deliverTo(text: string, flow: FlowTuple): number | null {
  if (flow.transport !== 'udp' || text.startsWith('SIP/2.0 ') || !isEdited(text, flow)) return null;
  const via = findViaSentBy(text);
  if (via === null || via.endpoint.address !== flow.client.address) return null;
  return via.endpoint.port === flow.client.port ? null : via.endpoint.port;
}

/** The helper as most routers attach it: UDP 5060. */
export const kernelAlg: RouterEdit = { udpPorts: [5060], tcpPorts: [], outward, inward, deliverTo };
/** Attached to every UDP port, so that the other port is no control any more. */
export const kernelAlgAllPorts: RouterEdit = { ...kernelAlg, udpPorts: 'all' };
/** Attached to TCP 5060 as well; it edits segment by segment, like the kernel. */
export const kernelAlgTcp: RouterEdit = { ...kernelAlg, tcpPorts: [5060] };
