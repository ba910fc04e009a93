// What a call remembers. One machine makes a call, asks an extension what the server sees, and ends both cleanly.
import type { Endpoint } from '../../base/address.ts';
import type { Ms } from '../../base/units.ts';
import type {
  CallOutcome,
  MediaSummary,
  OutcomeDetail,
  ReadbackFields,
  SdpAnswer,
} from '../../observation/account.ts';
import type { Attempt } from '../attempt.ts';
import type { AccountSpec, DialogEffect, DialogInput } from '../dialog-types.ts';
import type { Transcript } from '../transcript.ts';

export type CallSpec = AccountSpec & {
  /** `readback` expects a redirect with data in it and never a conversation. */
  readonly purpose: 'call' | 'readback';
  readonly extension: string;
  /** Local port for the sound; a fresh one for every call, because a router may remember the last one's. */
  readonly mediaPort: number;
  /** Number of our session description. RFC 8866 5.2. */
  readonly sessionId: number;
  /** How long it may ring, ms. */
  readonly ringLimitMs: number;
};

export type CallInput =
  | DialogInput
  /** The conversation is over; `media` is what the sound did. */
  | { readonly kind: 'hang-up'; readonly media: MediaSummary | null };

/** A leg to one answering phone. RFC 3261 12.1.2. */
export type Dialog = {
  readonly remoteTag: string;
  /** Value of To with that tag. */
  readonly to: string;
  readonly target: string;
  /** Route set in the order we send it. */
  readonly route: readonly string[];
  readonly ack: Uint8Array;
};

/** A BYE that we sent. RFC 3261 15.1.1. */
export type Farewell = {
  readonly dialog: Dialog;
  readonly attempt: Attempt;
  readonly hasCredentials: boolean;
};

/** Whose turn it is to keep the session alive, and how long it lives unless they do. RFC 4028. */
export type Session = { readonly refresher: 'us' | 'them'; readonly intervalMs: number };

/** What we answered a request of theirs, to answer a copy of it alike. RFC 3261 17.2. */
export type Answered = {
  readonly key: string;
  readonly bytes: Uint8Array;
  /** A 200 to INVITE is repeated until its ACK comes. RFC 3261 13.3.1.4. */
  readonly isUnconfirmed: boolean;
  readonly transmissions: number;
  readonly sentAtMs: Ms;
};

/** Two requests of an INVITE and what followed each are all a call ever has, so lists stay short. */
export type CallState = {
  readonly spec: CallSpec;
  readonly phase: 'idle' | 'asking' | 'cancelling' | 'up' | 'leaving' | 'ended';
  readonly local: Endpoint | null;
  readonly remote: Endpoint | null;
  /** Sequence number and branch number last used. */
  readonly cseq: number;
  readonly branches: number;
  /** The INVITE in hand, or the last one. */
  readonly invite: Attempt | null;
  readonly hasProvisional: boolean;
  readonly credentialsSent: number;
  /** The header that answered the last challenge: the ACK repeats it. RFC 3261 22.1. */
  readonly authorization: readonly (readonly [string, string])[];
  /** Interval that a 422 asked for, s. RFC 4028 6; null before. */
  readonly minSessionSeconds: number | null;
  readonly cancel: Attempt | null;
  /** ACKs of refused INVITEs by their branch, for a copy of the refusal. RFC 3261 17.1.1.3. */
  readonly refusalAcks: ReadonlyMap<string, Uint8Array>;
  readonly dialog: Dialog | null;
  /** Legs that answered too, or too late: each got its ACK and BYE. */
  readonly forks: readonly Dialog[];
  readonly farewells: readonly Farewell[];
  readonly session: Session | null;
  readonly refresh: Attempt | null;
  /** ACK of our last INVITE that refreshed, for a copy of its answer. */
  readonly refreshAck: { readonly attempt: Attempt; readonly bytes: Uint8Array } | null;
  readonly canUpdate: boolean;
  readonly theirCseq: number | null;
  readonly answered: readonly Answered[];
  readonly transcript: Transcript;
  readonly answer: SdpAnswer | null;
  readonly seen: ReadbackFields | null;
  readonly media: MediaSummary | null;
  /** The sound still runs, or is being counted: the facts wait for it. */
  readonly isMediaOpen: boolean;
  readonly upAtMs: Ms | null;
  readonly downAtMs: Ms | null;
  readonly endedBy: 'us' | 'them' | null;
  /** Set as soon as it is known, before the last message is through. */
  readonly outcome: CallOutcome | 'read' | 'unreadable' | 'answered-instead' | null;
  readonly statusCode: number | null;
  readonly detail: OutcomeDetail;
};

export type CallStep = { readonly state: CallState; readonly effects: readonly DialogEffect[] };

/** Nothing changes. */
export const stay = (state: CallState): CallStep => ({ state, effects: [] });

/** Two steps as one; the second starts from the state of the first. */
export function andThen(first: CallStep, next: (state: CallState) => CallStep): CallStep {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}

/** Effects that change no state. */
export const doing = (state: CallState, ...effects: readonly DialogEffect[]): CallStep => ({
  state,
  effects,
});
