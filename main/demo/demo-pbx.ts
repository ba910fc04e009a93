// The demo PBX: real sockets on loopback that answer as its plan says. It sees virtual source addresses only,
// as a server behind the internet would.
import type { Socket } from 'node:net';
import type { Endpoint } from '../../shared/base/address.ts';
import { bytesToLatin1 } from '../../shared/base/bytes.ts';
import type { IdSource } from '../../shared/base/id-source.ts';
import type { Transport } from '../../shared/observation/path.ts';
import { createFramer, pushBytes } from '../../shared/sip/stream-framer.ts';
import type { DatagramWire, Station } from './datagram-wire.ts';
import type { PbxFault, PlannedReply, RequestContext } from './pbx-faults.ts';
import {
  type AnswerableRequest,
  printReply,
  type ReplyStatus,
  type ReplyStyle,
  readAnswerable,
} from './pbx-reply.ts';
import type { StreamWire } from './stream-wire.ts';
import type { Timers } from './timers.ts';
import { alternativeSipPort, demoServerAddress, demoStranger, sipPort } from './virtual-addresses.ts';

export type PbxPlan = {
  /** Answer to OPTIONS; any other method is challenged with 401. */
  readonly answer: ReplyStatus;
  readonly style: ReplyStyle;
  readonly faults: readonly PbxFault[];
  /** Replies go to the port of the topmost Via, as before RFC 3581. */
  readonly repliesToViaPort: boolean;
  /** TCP 5060 sends header bytes for ever. */
  readonly streamsForEver: boolean;
};

/** A request as the PBX got it, for tests and for showing what a router did. */
export type SeenRequest = {
  readonly transport: Transport;
  readonly port: number;
  readonly source: Endpoint;
  /** One character a byte. */
  readonly text: string;
};

export type DemoPbx = {
  /** Requests that arrived, repeats included; the last 200. */
  readonly seen: () => readonly SeenRequest[];
  readonly requestsSeen: () => number;
};

export type PbxWorld = {
  readonly datagrams: DatagramWire;
  readonly streams: StreamWire;
  readonly timers: Timers;
  readonly ids: IdSource;
  readonly lateReplyMs: number;
  readonly segment: string;
};

type Send = (reply: PlannedReply) => void;
type Arrived = { readonly transport: Transport; readonly port: number; readonly source: Endpoint };

const mostKept = 200;
const mostNumbered = 10_000;
const largestStreamMessage = 65_535;

/** Numbers requests from 1 by Call-ID and CSeq, so that a repeat is known as one. */
function createCounter() {
  const numbers = new Map<string, number>();
  return (request: AnswerableRequest): { number: number; isRepeat: boolean } => {
    const key = `${request.callId}|${request.cseq}`;
    const known = numbers.get(key);
    const number = known ?? numbers.size + 1;
    // Beyond the limit new requests share a number; no fault asks about any but the first.
    if (numbers.size < mostNumbered) numbers.set(key, number);
    return { number, isRepeat: known !== undefined };
  };
}

/** Starts the PBX on its virtual ports. */
export async function startDemoPbx(plan: PbxPlan, world: PbxWorld): Promise<DemoPbx> {
  const seen: SeenRequest[] = [];
  let requestsSeen = 0;
  const numberOverall = createCounter();
  const numberOnPath = new Map<string, ReturnType<typeof createCounter>>();

  function contextOf(request: AnswerableRequest, arrived: Arrived): RequestContext {
    const { transport, port, source } = arrived;
    const path = `${transport}/${port}`;
    const numberHere = numberOnPath.get(path) ?? createCounter();
    numberOnPath.set(path, numberHere);
    const overall = numberOverall(request);
    return {
      request,
      transport,
      port,
      requestNumber: overall.number,
      requestNumberOnPath: numberHere(request).number,
      isRetransmission: overall.isRepeat,
      ids: world.ids,
      lateReplyMs: world.lateReplyMs,
      reply: (status, seenAs = source) => printReply(plan.style, status, request, seenAs),
    };
  }

  function take(bytes: Uint8Array, arrived: Arrived, send: (request: AnswerableRequest) => Send): void {
    const request = readAnswerable(bytes);
    if (request === null) return;
    requestsSeen++;
    seen.push({ ...arrived, text: bytesToLatin1(bytes) });
    if (seen.length > mostKept) seen.shift();
    const about = contextOf(request, arrived);
    const status = request.method === 'OPTIONS' ? plan.answer : '401';
    let replies: readonly PlannedReply[] = [{ bytes: about.reply(status), afterMs: 0, from: 'server' }];
    for (const fault of plan.faults) replies = fault(replies, about);
    for (const reply of replies) {
      if (reply.afterMs === 0) send(request)(reply);
      else world.timers.after(reply.afterMs, () => send(request)(reply));
    }
  }

  for (const port of [sipPort, alternativeSipPort]) await openDatagramPort(plan, world, port, take);
  await openStreamPort(plan, world, take);
  return { seen: () => seen, requestsSeen: () => requestsSeen };
}

type Take = (bytes: Uint8Array, arrived: Arrived, send: (request: AnswerableRequest) => Send) => void;

async function openDatagramPort(plan: PbxPlan, world: PbxWorld, port: number, take: Take): Promise<void> {
  const { segment } = world;
  const stations: Partial<Record<PlannedReply['from'], Station>> = {};
  stations.server = await world.datagrams.attach({
    segment,
    endpoint: { address: demoServerAddress, port },
    peer: null,
    onDatagram: (bytes, source) =>
      take(bytes, { transport: 'udp', port, source }, (request) => (reply) => {
        const viaPort = request.via.port ?? sipPort;
        const to = plan.repliesToViaPort ? { address: source.address, port: viaPort } : source;
        // Nobody there, or a socket that was just closed: UDP tells the sender nothing.
        void stations[reply.from]?.send(to, reply.bytes).catch(() => undefined);
      }),
  });
  if (port !== sipPort) {
    stations.stranger = stations.server;
    return;
  }
  stations.stranger = await world.datagrams.attach({
    segment,
    endpoint: demoStranger,
    peer: null,
    onDatagram: () => undefined,
  });
}

async function openStreamPort(plan: PbxPlan, world: PbxWorld, take: Take): Promise<void> {
  const at = { address: demoServerAddress, port: sipPort };
  await world.streams.listen(world.segment, at, (stream, source) => {
    if (plan.streamsForEver) {
      sendForEver(stream);
      return;
    }
    let framer = createFramer(largestStreamMessage);
    stream.on('data', (chunk) => {
      const step = pushBytes(framer, chunk);
      framer = step.framer;
      for (const message of step.messages) {
        take(message, { transport: 'tcp', port: sipPort, source }, () => (reply) => {
          if (stream.writable) stream.write(reply.bytes);
        });
      }
      if (step.fault !== null) stream.destroy();
    });
  });
}

/** A header that never ends; waits for the reader, so that memory stays bounded. */
function sendForEver(stream: Socket): void {
  const line = Buffer.from('SIP/2.0 200 OK\r\n');
  const more = Buffer.from(`X-Padding: ${'x'.repeat(4000)}\r\n`);
  const pump = (): void => {
    if (stream.writable && stream.write(more)) setImmediate(pump);
  };
  stream.on('drain', pump);
  stream.resume();
  stream.write(line);
  pump();
}
