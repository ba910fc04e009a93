// What goes into and comes out of an exchange's state machine, and what it remembers in between.
import type { Endpoint } from '../base/address.ts';
import type { Ms } from '../base/units.ts';
import type { Fact, FlowFaultCode, NotSentReason, ObservationOf } from '../observation/observation.ts';
import type { Path, ProbeName } from '../observation/path.ts';
import type { RequestIds } from './identifiers.ts';

export type SocketRole = 'a' | 'b';

/** When to send again and when to stop waiting, ms after the first transmission. */
export type ExchangeTimers = {
  /** Timer E: due times of the second, third... transmission. Empty on TCP and TLS. */
  readonly retransmitAtMs: readonly number[];
  /** Timer F, capped. */
  readonly giveUpAtMs: number;
};

export type ExchangeSpec = {
  readonly exchange: number;
  readonly probe: ProbeName;
  readonly path: Path;
  readonly serverName: string;
  readonly fromUser: string;
  /** Address and port to claim; null: those of socket a; `second-socket`: own address with the port of b. */
  readonly claim: Endpoint | { readonly hostOnly: string } | 'own' | 'second-socket';
  readonly ids: RequestIds;
  readonly timers: ExchangeTimers;
};

export type ExchangeInput =
  | { readonly kind: 'start' }
  | {
      readonly kind: 'flow-open';
      readonly socket: SocketRole;
      readonly local: Endpoint;
      readonly remote: Endpoint;
      readonly isVerified: boolean | null;
    }
  | {
      readonly kind: 'flow-failed';
      readonly phase: 'open' | 'send' | 'receive';
      readonly code: FlowFaultCode;
    }
  | { readonly kind: 'primed' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reason: NotSentReason }
  | {
      readonly kind: 'reply';
      readonly socket: SocketRole;
      readonly from: Endpoint;
      readonly bytes: Uint8Array;
      readonly isFinal: boolean;
      readonly isFromServer: boolean;
      readonly matchedBy: ObservationOf<'reply-received'>['matchedBy'];
    }
  | { readonly kind: 'timer'; readonly timer: 'retransmit' | 'give-up' }
  | { readonly kind: 'cancel' };

export type ExchangeEffect =
  | { readonly kind: 'open-flow'; readonly socket: SocketRole }
  | { readonly kind: 'prime' }
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  | { readonly kind: 'arm'; readonly timer: 'retransmit' | 'give-up'; readonly atMs: Ms }
  | { readonly kind: 'record'; readonly fact: Fact }
  | { readonly kind: 'end' };

type Phase = 'idle' | 'opening-b' | 'priming' | 'opening-a' | 'sending' | 'waiting' | 'ended';

export type ExchangeState = {
  readonly spec: ExchangeSpec;
  readonly phase: Phase;
  readonly local: Endpoint | null;
  readonly remote: Endpoint | null;
  readonly localB: Endpoint | null;
  readonly request: Uint8Array | null;
  readonly transmissions: number;
  readonly firstSentAtMs: Ms | null;
  /** Replies so far as text, to tell a duplicate from a contradiction. */
  readonly seen: readonly string[];
  readonly outcome: ObservationOf<'exchange-ended'>['outcome'] | null;
};

export type ExchangeStep = { readonly state: ExchangeState; readonly effects: readonly ExchangeEffect[] };
