// One exchange played input by input, with its effects as short texts, so that a test reads like a protocol.
import type { Endpoint } from '../../../../shared/base/address.ts';
import { bytesToLatin1 } from '../../../../shared/base/bytes.ts';
import { ms } from '../../../../shared/base/units.ts';
import type { Fact } from '../../../../shared/observation/observation.ts';
import type {
  ExchangeEffect,
  ExchangeInput,
  ExchangeSpec,
  ExchangeState,
} from '../../../../shared/probe/exchange-types.ts';
import { newExchange, stepExchange } from '../../../../shared/probe/options-exchange.ts';

export const localA: Endpoint = { address: '192.168.1.10', port: 40_000 };
export const localB: Endpoint = { address: '192.168.1.10', port: 40_001 };
export const server: Endpoint = { address: '203.0.113.10', port: 5060 };
export const stranger: Endpoint = { address: '198.51.100.66', port: 5060 };

export const spec = (changes: Partial<ExchangeSpec> = {}): ExchangeSpec => ({
  exchange: 1,
  probe: 'truthful',
  path: { transport: 'udp', port: 5060 },
  serverName: 'pbx.example',
  fromUser: 'algcheck',
  claim: 'own',
  ids: { branch: 'z9hG4bKbranch1', callIdToken: 'call1', fromTag: 'tag1', cseqNumber: 123_456_789 },
  timers: { retransmitAtMs: [500, 1500], giveUpAtMs: 3500 },
  ...changes,
});

export const divertedSpec = (): ExchangeSpec => spec({ probe: 'diverted', claim: 'second-socket' });

export const openA: Extract<ExchangeInput, { kind: 'flow-open' }> = {
  kind: 'flow-open',
  socket: 'a',
  local: localA,
  remote: server,
  isVerified: null,
};
export const openB: ExchangeInput = { ...openA, socket: 'b', local: localB };
export const start: ExchangeInput = { kind: 'start' };
export const sent: ExchangeInput = { kind: 'sent' };
export const cancel: ExchangeInput = { kind: 'cancel' };
export const retransmit: ExchangeInput = { kind: 'timer', timer: 'retransmit' };
export const giveUp: ExchangeInput = { kind: 'timer', timer: 'give-up' };

type ReplyInput = Extract<ExchangeInput, { kind: 'reply' }>;
export const reply = (text: string, changes: Partial<ReplyInput> = {}): ReplyInput => ({
  kind: 'reply',
  socket: 'a',
  from: server,
  bytes: Uint8Array.from(text, (character) => character.charCodeAt(0)),
  isFinal: true,
  isFromServer: true,
  matchedBy: ['branch', 'call-id', 'cseq'],
  ...changes,
});

/** `[time in ms, input]`. */
export type Timed = readonly [atMs: number, input: ExchangeInput];
export type Played = {
  readonly state: ExchangeState;
  readonly steps: readonly (readonly ExchangeEffect[])[];
};

export function play(of: ExchangeSpec, inputs: readonly Timed[]): Played {
  let state = newExchange(of);
  const steps = inputs.map(([atMs, input]) => {
    const step = stepExchange(state, input, ms(atMs));
    state = step.state;
    return step.effects;
  });
  return { state, steps };
}

/** Plays the inputs and gives each step's effects as texts. */
export const script = (of: ExchangeSpec, inputs: readonly Timed[]): readonly (readonly string[])[] =>
  play(of, inputs).steps.map((effects) => effects.map(effectText));

export const factsOf = ({ steps }: Played): readonly Fact[] =>
  steps.flat().flatMap((effect) => (effect.kind === 'record' ? [effect.fact] : []));

export function effectText(effect: ExchangeEffect): string {
  switch (effect.kind) {
    case 'open-flow':
      return `open ${effect.socket}`;
    case 'arm':
      return `${effect.timer} at ${effect.atMs}`;
    case 'record':
      return factText(effect.fact);
    default:
      return effect.kind;
  }
}

function factText(fact: Fact): string {
  switch (fact.kind) {
    case 'request-sent':
      return `sent #${fact.transmission} on ${fact.socket}`;
    case 'reply-received':
      return `reply on ${fact.socket} after ${fact.sinceRequestMs}${fact.isDuplicate ? ' again' : ''}${fact.isLate ? ' late' : ''}`;
    case 'exchange-ended':
      return `${fact.outcome}: ${fact.transmissions} sent, waited ${fact.waitedMs}`;
    case 'flow-failed':
      return `${fact.phase} failed: ${fact.code}`;
    case 'not-sent':
      return `not sent: ${fact.reason}`;
    default:
      return fact.kind;
  }
}

/** Text of the request that the last step asks to send. */
export function requestText({ steps }: Played): string {
  const send = steps.flat().findLast((effect) => effect.kind === 'send');
  return send === undefined ? '' : bytesToLatin1(send.bytes);
}
