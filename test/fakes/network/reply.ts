// Replies as a server would make them from the request, written without shared/sip: tests need a second opinion.
import { bytesToLatin1, latin1ToBytes } from '../../../shared/base/bytes.ts';

export type ReplyShape = {
  readonly status?: string;
  /** What the server saw as the source address; null leaves `received` out. */
  readonly received?: string | null;
  /** What the server saw as the source port; null leaves `rport` empty. */
  readonly rport?: number | null;
  /** Texts that something on the way replaced, anywhere in the reply. */
  readonly edits?: readonly (readonly [from: string, to: string])[];
  readonly extraHeaders?: readonly string[];
  readonly body?: string;
};

const headerOf = (request: string, name: string): string =>
  request.split('\r\n').find((line) => line.startsWith(`${name}: `)) ?? `${name}: `;

/** The reply of a server beyond a plain NAT that kept the source port 40000. */
export function replyTo(request: Uint8Array, shape: ReplyShape = {}): Uint8Array {
  const text = bytesToLatin1(request);
  const received = shape.received === undefined ? '203.0.113.2' : shape.received;
  const rport = shape.rport === undefined ? 40_000 : shape.rport;
  const via = headerOf(text, 'Via').replace(';rport', rport === null ? ';rport' : `;rport=${rport}`);
  const body = shape.body ?? '';
  let reply = [
    `SIP/2.0 ${shape.status ?? '200 OK'}`,
    received === null ? via : `${via};received=${received}`,
    headerOf(text, 'From'),
    `${headerOf(text, 'To')};tag=srv1`,
    headerOf(text, 'Call-ID'),
    headerOf(text, 'CSeq'),
    'Server: Test PBX',
    ...(shape.extraHeaders ?? []),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
  for (const [from, to] of shape.edits ?? []) reply = reply.replaceAll(from, to);
  return latin1ToBytes(reply);
}
