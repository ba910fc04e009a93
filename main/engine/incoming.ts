// What a flow delivers, on its way to the exchange it belongs to: cut into messages, matched, or kept as a stray.
import { type Endpoint, sameAddress } from '../../shared/base/address.ts';
import type { Fact } from '../../shared/observation/observation.ts';
import type { Path } from '../../shared/observation/path.ts';
import type { SocketRole } from '../../shared/probe/exchange-types.ts';
import { matchReply, strayExcerpt } from '../../shared/probe/match-reply.ts';
import type { FlowHandlers } from '../io/network.ts';
import { messageStream } from './message-stream.ts';
import { livesOn, type Talk } from './talk.ts';

type Arrival = {
  readonly path: Path;
  readonly socket: SocketRole;
  readonly from: Endpoint;
  readonly bytes: Uint8Array;
};

/** Handlers for one flow of a conversation. */
export function incomingHandlers(talk: Talk, path: Path, socket: SocketRole): FlowHandlers {
  let from: Endpoint = { address: talk.deps.serverAddress, port: path.port };
  const push = messageStream(path.transport, {
    onMessage: (bytes) => receive(talk, { path, socket, from, bytes }),
    onBroken: (bytes) => {
      recordStray(talk, { path, socket, from, bytes }, 'broken-stream');
      failWaiting(talk, path, 'other');
    },
  });
  return {
    onBytes: (bytes, source) => {
      from = source;
      push(bytes);
    },
    onFault: (fault) => {
      // What comes back for the primed socket is the router's word about the prime, not about the server.
      if (socket === 'a') failWaiting(talk, path, fault.code);
    },
  };
}

function failWaiting(talk: Talk, path: Path, code: Extract<Fact, { kind: 'flow-failed' }>['code']): void {
  for (const live of livesOn(talk, path)) talk.feed(live, { kind: 'flow-failed', phase: 'receive', code });
}

function recordStray(
  talk: Talk,
  arrival: Arrival,
  reason: Extract<Fact, { kind: 'stray-received' }>['reason'],
): void {
  const { path, socket, from, bytes } = arrival;
  const excerpt = { sizeBytes: bytes.length, bytes: strayExcerpt(bytes) };
  talk.deps.record({ kind: 'stray-received', path, socket, from, reason, ...excerpt });
}

function receive(talk: Talk, arrival: Arrival): void {
  const { deps } = talk;
  const { path, socket, from, bytes } = arrival;
  const match = matchReply(bytes, livesOn(talk, path));
  if (match.kind === 'stray') return recordStray(talk, arrival, match.reason);
  const isFromServer = sameAddress(from.address, deps.serverAddress) && from.port === path.port;
  const isFinal = match.statusCode >= 200;
  if (isFromServer && isFinal) void deps.guard.noteAnswer(deps.serverAddress, match.statusCode);
  const matchedBy = [...match.matchedBy];
  return talk.feed(match.request, { kind: 'reply', socket, from, bytes, isFinal, isFromServer, matchedBy });
}
