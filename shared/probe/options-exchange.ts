// One OPTIONS transaction as a state machine without I/O: RFC 3261 17.1.2 (non-INVITE client), with Timer F
// and the number of transmissions capped by the plan, because every transmission may count as a strike.
//
//   opening-b -> priming -> opening-a -> sending -> waiting -> ended
//   (the first two only for `diverted`, whose Via names the port of a second socket)
import type { Endpoint } from '../base/address.ts';
import { bytesToLatin1 } from '../base/bytes.ts';
import { type Ms, ms } from '../base/units.ts';
import type { NotSentReason, ObservationOf } from '../observation/observation.ts';
import type {
  ExchangeEffect,
  ExchangeInput,
  ExchangeSpec,
  ExchangeState,
  ExchangeStep,
} from './exchange-types.ts';
import { buildProbeRequest } from './probe-request.ts';

export const newExchange = (spec: ExchangeSpec): ExchangeState => ({
  spec,
  phase: 'idle',
  local: null,
  remote: null,
  localB: null,
  request: null,
  transmissions: 0,
  firstSentAtMs: null,
  seen: [],
  outcome: null,
});

const stay = (state: ExchangeState): ExchangeStep => ({ state, effects: [] });

/** Advances the exchange by one input; `nowMs` is the monotonic time. Inputs that do not fit the phase change nothing. */
export function stepExchange(state: ExchangeState, input: ExchangeInput, nowMs: Ms): ExchangeStep {
  switch (input.kind) {
    case 'start':
      return state.phase === 'idle' ? start(state) : stay(state);
    case 'flow-open':
      return flowOpen(state, input);
    case 'primed':
      return state.phase === 'priming' ? primed(state) : stay(state);
    case 'sent':
      return state.phase === 'sending' || state.phase === 'waiting' ? sent(state, nowMs) : stay(state);
    case 'reply':
      return reply(state, input, nowMs);
    case 'timer':
      return state.phase === 'waiting' ? timer(state, input.timer, nowMs) : stay(state);
    case 'refused':
      return refused(state, input.reason, nowMs);
    case 'flow-failed':
      return failed(state, input, nowMs);
    case 'cancel':
      return state.phase === 'ended' ? stay(state) : end(state, 'cancelled', nowMs);
  }
}

const needsSecondSocket = (spec: ExchangeSpec): boolean => spec.claim === 'second-socket';

const start = (state: ExchangeState): ExchangeStep =>
  needsSecondSocket(state.spec)
    ? { state: { ...state, phase: 'opening-b' }, effects: [{ kind: 'open-flow', socket: 'b' }] }
    : { state: { ...state, phase: 'opening-a' }, effects: [{ kind: 'open-flow', socket: 'a' }] };

const exchangeOf = ({ exchange, probe, path }: ExchangeSpec) => ({ exchange, probe, path });

function flowOpen(state: ExchangeState, input: Extract<ExchangeInput, { kind: 'flow-open' }>): ExchangeStep {
  if (state.phase === 'opening-b' && input.socket === 'b')
    return {
      state: { ...state, phase: 'priming', localB: input.local, remote: input.remote },
      effects: [{ kind: 'prime' }],
    };
  if (state.phase !== 'opening-a' || input.socket !== 'a') return stay(state);
  const { spec } = state;
  const request = buildProbeRequest({
    serverName: spec.serverName,
    transport: spec.path.transport,
    fromUser: spec.fromUser,
    ids: spec.ids,
    claimed: claimed(spec, input.local, state.localB),
  });
  const connected: ExchangeEffect[] =
    spec.path.transport === 'udp'
      ? []
      : [
          {
            kind: 'record',
            fact: {
              kind: 'connected',
              ...exchangeOf(spec),
              local: input.local,
              remote: input.remote,
              isVerified: input.isVerified,
            },
          },
        ];
  return {
    state: { ...state, phase: 'sending', local: input.local, remote: input.remote, request },
    effects: [...connected, { kind: 'send', bytes: request }],
  };
}

function claimed(spec: ExchangeSpec, local: Endpoint, localB: Endpoint | null): Endpoint {
  if (spec.claim === 'own') return local;
  if (spec.claim === 'second-socket') return { address: local.address, port: localB?.port ?? local.port };
  return 'hostOnly' in spec.claim ? { address: spec.claim.hostOnly, port: local.port } : spec.claim;
}

/** The prime opened this computer's firewall for socket b; it died one hop away (TTL 1). */
function primed(state: ExchangeState): ExchangeStep {
  const { spec, localB, remote } = state;
  if (localB === null || remote === null) return stay(state);
  return {
    state: { ...state, phase: 'opening-a' },
    effects: [
      {
        kind: 'record',
        fact: { kind: 'prime-sent', ...exchangeOf(spec), socket: 'b', local: localB, remote, ttlHops: 1 },
      },
      { kind: 'open-flow', socket: 'a' },
    ],
  };
}

function sent(state: ExchangeState, nowMs: Ms): ExchangeStep {
  const { spec, local, remote, request } = state;
  if (local === null || remote === null || request === null) return stay(state);
  const transmissions = state.transmissions + 1;
  const firstSentAtMs = state.firstSentAtMs ?? nowMs;
  const record: ExchangeEffect = {
    kind: 'record',
    fact: {
      kind: 'request-sent',
      ...exchangeOf(spec),
      socket: 'a',
      transmission: transmissions,
      local,
      remote,
      bytes: bytesToLatin1(request),
    },
  };
  const nextAt = spec.timers.retransmitAtMs[transmissions - 1];
  const giveUp: ExchangeEffect[] =
    transmissions === 1
      ? [{ kind: 'arm', timer: 'give-up', atMs: ms(firstSentAtMs + spec.timers.giveUpAtMs) }]
      : [];
  const again: ExchangeEffect[] =
    nextAt === undefined ? [] : [{ kind: 'arm', timer: 'retransmit', atMs: ms(firstSentAtMs + nextAt) }];
  return {
    state: { ...state, phase: 'waiting', transmissions, firstSentAtMs },
    effects: [record, ...giveUp, ...again],
  };
}

/** RFC 3261 17.1.2.2: Timer E sends again, Timer F gives up. */
function timer(state: ExchangeState, which: 'retransmit' | 'give-up', nowMs: Ms): ExchangeStep {
  if (which === 'give-up') return end(state, 'silent', nowMs);
  return state.request === null ? stay(state) : { state, effects: [{ kind: 'send', bytes: state.request }] };
}

function reply(
  state: ExchangeState,
  input: Extract<ExchangeInput, { kind: 'reply' }>,
  nowMs: Ms,
): ExchangeStep {
  if (state.firstSentAtMs === null) return stay(state);
  const text = bytesToLatin1(input.bytes);
  const record: ExchangeEffect = {
    kind: 'record',
    fact: {
      kind: 'reply-received',
      ...exchangeOf(state.spec),
      socket: input.socket,
      from: input.from,
      bytes: text,
      matchedBy: input.matchedBy,
      isDuplicate: state.seen.includes(text),
      isLate: state.outcome === 'silent',
      sinceRequestMs: nowMs - state.firstSentAtMs,
    },
  };
  const next = { ...state, seen: [...state.seen, text] };
  // A final reply of somebody else does not end the wait: it may be forged, and the server's may still come.
  if (state.phase === 'ended' || !input.isFinal || !input.isFromServer)
    return { state: next, effects: [record] };
  const ended = end(next, 'answered', nowMs);
  return { state: ended.state, effects: [record, ...ended.effects] };
}

/** The guard said no. Before the first transmission the probe is over; later ones are only extra tries. */
function refused(state: ExchangeState, reason: NotSentReason, nowMs: Ms): ExchangeStep {
  if (state.phase === 'ended' || state.transmissions > 0) return stay(state);
  const { probe, path } = state.spec;
  const ended = end(state, 'cancelled', nowMs);
  return {
    state: ended.state,
    effects: [{ kind: 'record', fact: { kind: 'not-sent', probe, path, reason } }, ...ended.effects],
  };
}

function failed(
  state: ExchangeState,
  input: Extract<ExchangeInput, { kind: 'flow-failed' }>,
  nowMs: Ms,
): ExchangeStep {
  if (state.phase === 'ended') return stay(state);
  const record: ExchangeEffect = {
    kind: 'record',
    fact: { kind: 'flow-failed', ...exchangeOf(state.spec), phase: input.phase, code: input.code },
  };
  const ended = end(state, 'failed', nowMs);
  return { state: ended.state, effects: [record, ...ended.effects] };
}

function end(
  state: ExchangeState,
  outcome: ObservationOf<'exchange-ended'>['outcome'],
  nowMs: Ms,
): ExchangeStep {
  const waitedMs = state.firstSentAtMs === null ? 0 : nowMs - state.firstSentAtMs;
  return {
    state: { ...state, phase: 'ended', outcome },
    effects: [
      {
        kind: 'record',
        fact: {
          kind: 'exchange-ended',
          ...exchangeOf(state.spec),
          outcome,
          transmissions: state.transmissions,
          waitedMs,
        },
      },
      { kind: 'end' },
    ],
  };
}
