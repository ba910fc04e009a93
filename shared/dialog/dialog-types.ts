// What goes into and comes out of the machines that speak with an account: a registration and a call.
import type { Endpoint } from '../base/address.ts';
import type { IdSource } from '../base/id-source.ts';
import type { Ms } from '../base/units.ts';
import type { SdpAnswer } from '../observation/account.ts';
import type { Fact, FlowFaultCode, NotSentReason } from '../observation/observation.ts';
import type { Path } from '../observation/path.ts';
import type { ExchangeTimers } from '../probe/exchange-types.ts';
import { harmlessToken, newRequestIds, type RequestIds } from '../probe/identifiers.ts';
import type { Authenticator } from './authenticator.ts';

/** Identifiers of one activity; each request appends a number of its own to the branch. RFC 3261 8.1.1.7. */
export type DialogIds = RequestIds & {
  /** User part of our Contact: finds our own binding among others. */
  readonly contactUser: string;
  readonly cnonce: string;
};

/** Begins every Contact of ours, so that a binding left over from a crash is known as ours. */
export const contactPrefix = 'algcheck-';

/** Fresh identifiers that nobody can guess. */
export const newDialogIds = (ids: IdSource): DialogIds => ({
  ...newRequestIds(ids),
  contactUser: `${contactPrefix}${harmlessToken(ids, 12)}`,
  cnonce: harmlessToken(ids, 16),
});

/** What every activity needs to know; the password is inside `account`, which only answers challenges. */
export type AccountSpec = {
  readonly path: Path;
  readonly serverName: string;
  readonly account: Authenticator;
  readonly ids: DialogIds;
  readonly timers: ExchangeTimers;
};

export type TimerName =
  /** Timers A and E, B and F of the request in hand. RFC 3261 17.1. */
  | 'retransmit'
  | 'give-up'
  | 'ring-limit'
  | 'cancel-retransmit'
  | 'cancel-limit'
  | 'bye-retransmit'
  | 'bye-limit'
  /** Our 200 to their INVITE, until its ACK comes. RFC 3261 13.3.1.4. */
  | 'answer-again'
  /** RFC 4028 10. */
  | 'refresh'
  | 'refresh-limit'
  | 'session-end';

export type DialogInput =
  | { readonly kind: 'start'; readonly local: Endpoint; readonly remote: Endpoint }
  /** The request last asked for leaves now. */
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reason: NotSentReason }
  | { readonly kind: 'flow-failed'; readonly code: FlowFaultCode }
  /** A message of the server on this flow that belongs to this activity. */
  | { readonly kind: 'received'; readonly bytes: Uint8Array }
  | { readonly kind: 'timer'; readonly timer: TimerName }
  | { readonly kind: 'cancel' };

export type DialogEffect =
  /** A new request: needs leave of the ban guard, may have to wait; `sent` or `refused` follows. */
  | { readonly kind: 'request'; readonly bytes: Uint8Array }
  /** Belongs to what the server holds already (ACK, CANCEL, BYE, a response): leaves at once, or a call would stand. */
  | { readonly kind: 'follow'; readonly bytes: Uint8Array }
  /** Replaces an earlier timer of that name. */
  | { readonly kind: 'arm'; readonly timer: TimerName; readonly atMs: Ms }
  | { readonly kind: 'answered'; readonly answer: SdpAnswer }
  /** The call is over, by whomever: no more sound. */
  | { readonly kind: 'silence' }
  /** The server has written a line that a ban tool counts. */
  | { readonly kind: 'strike'; readonly cause: 'credential-refused' | 'not-found' | 'forbidden' }
  | { readonly kind: 'record'; readonly fact: Fact }
  | { readonly kind: 'end' };
