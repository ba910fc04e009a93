// The messages of a report as packets. A report keeps messages, not packets: who sent what to whom and when is in
// its observations, so a packet file is made from them when somebody wants one, and nothing is stored twice.
import type { Endpoint } from '../../base/address.ts';
import { latin1ToBytes } from '../../base/bytes.ts';
import type { Observation, ObservationOf } from '../../observation/observation.ts';
import type { ReportedRun } from '../report.ts';
import type { Packet } from './packet.ts';

/** Messages in the order of time; `madeAtMs`: when the report was made, since 1970. */
export function packetsOf({ observations }: ReportedRun, madeAtMs: number): readonly Packet[] {
  const lastMs = observations.reduce((latest, { atMs }) => Math.max(latest, atMs), 0);
  // Observations count from the beginning of the run; the report was made at its end.
  const beginMs = madeAtMs - lastMs;
  return observations
    .flatMap((o) => packetsOfOne(o, observations))
    .map((packet) => ({ ...packet, atMs: beginMs + packet.atMs }))
    .toSorted((a, b) => a.atMs - b.atMs);
}

function packetsOfOne(o: Observation, all: readonly Observation[]): readonly Packet[] {
  switch (o.kind) {
    case 'request-sent':
      return [packet(o, { direction: 'sent', from: o.local, to: o.remote })];
    case 'reply-received':
    case 'stray-received':
      return [packet(o, { direction: 'received', from: o.from, to: socketOf(o, all) })];
    case 'registration':
    case 'call':
    case 'readback':
      return activityPackets(o);
    default:
      return [];
  }
}

type Message = ObservationOf<'request-sent' | 'reply-received' | 'stray-received'>;
type Way = Pick<Packet, 'direction' | 'from' | 'to'>;

function packet(o: Message, way: Way): Packet {
  const bytes = latin1ToBytes(o.bytes);
  const sizeBytes = o.kind === 'stray-received' ? Math.max(o.sizeBytes, bytes.length) : bytes.length;
  return { ...way, atMs: o.atMs, transport: o.path.transport, bytes, sizeBytes };
}

/** Own endpoint of the socket that the message came to: of its exchange, or the last one used on its path. */
function socketOf(
  o: ObservationOf<'reply-received' | 'stray-received'>,
  all: readonly Observation[],
): Endpoint | null {
  const sent = all
    .filter((other) => other.kind === 'request-sent' || other.kind === 'prime-sent')
    .filter(({ socket, path, exchange }) =>
      o.kind === 'reply-received'
        ? exchange === o.exchange && socket === o.socket
        : socket === o.socket && path.transport === o.path.transport && path.port === o.path.port,
    );
  return (sent.findLast(({ atMs }) => atMs <= o.atMs) ?? sent[0])?.local ?? null;
}

type Activity = ObservationOf<'registration' | 'call' | 'readback'>;

/** An activity is recorded when it has ended; its messages are placed so that the last one stands there. */
function activityPackets({ atMs, path, local, remote, messages }: Activity): readonly Packet[] {
  if (local === null || remote === null) return [];
  const tookMs = messages.reduce((longest, { sinceStartMs }) => Math.max(longest, sinceStartMs), 0);
  return messages.map(({ direction, sinceStartMs, bytes: text }) => {
    const bytes = latin1ToBytes(text);
    const [from, to] = direction === 'sent' ? [local, remote] : [remote, local];
    const sentAtMs = atMs - tookMs + sinceStartMs;
    return {
      direction,
      from,
      to,
      atMs: sentAtMs,
      transport: path.transport,
      bytes,
      sizeBytes: bytes.length,
    };
  });
}
