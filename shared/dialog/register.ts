// One REGISTER with its challenge, as a machine without I/O: store our Contact, read what is stored, or remove our
// Contact. RFC 3261 10.2, 22.2; the transaction is that of 17.1.2.
//
//   idle -> asking (-> asking again, with the answer to the challenge) -> ended
import type { Endpoint } from '../base/address.ts';
import type { Ms } from '../base/units.ts';
import type { OutcomeDetail, RegistrationOutcome } from '../observation/account.ts';
import { readMessage, type SipMessage } from '../sip/message-reader.ts';
import { type Attempt, answers, newAttempt, transmitted } from './attempt.ts';
import { authorize } from './authenticator.ts';
import { contactUris, maxTargetLength, userOf } from './contacts.ts';
import { dialogRuleBreach } from './dialog-rules.ts';
import {
  type AccountSpec,
  contactPrefix,
  type DialogEffect,
  type DialogInput,
  type TimerName,
} from './dialog-types.ts';
import { refusalOf } from './refusals.ts';
import { branchNumber, buildRequest, ownContact, type Sender, serverUri, userUri } from './requests.ts';
import { emptyTranscript, hideDigest, noteMessage, type Transcript } from './transcript.ts';

/** `look` and `read` ask only; `bind` stores our Contact for a minute; `release` removes that one and no other. */
export type RegisterStep = 'look' | 'bind' | 'read' | 'release';

export type RegisterSpec = AccountSpec & {
  readonly step: RegisterStep;
  /** Our Contact, for `bind` and `release`; RFC 3261 10.2.2 forbids nothing, we forbid `*`. */
  readonly contact: string | null;
};

/** Seconds that a binding lives when nobody removes it: short, because a crash removes none. */
export const bindingSeconds = 60;

export type RegisterState = {
  readonly spec: RegisterSpec;
  readonly phase: 'idle' | 'asking' | 'ended';
  readonly local: Endpoint | null;
  readonly remote: Endpoint | null;
  readonly attempt: Attempt | null;
  /** How often the credentials were sent; a second time only after `stale`. RFC 7616 3.3. */
  readonly credentialsSent: number;
  readonly transcript: Transcript;
  readonly outcome: RegistrationOutcome | null;
  readonly bindings: readonly string[];
};

export type RegisterMachineStep = {
  readonly state: RegisterState;
  readonly effects: readonly DialogEffect[];
};

export const newRegister = (spec: RegisterSpec): RegisterState => ({
  spec,
  phase: 'idle',
  local: null,
  remote: null,
  attempt: null,
  credentialsSent: 0,
  transcript: emptyTranscript,
  outcome: null,
  bindings: [],
});

const stay = (state: RegisterState): RegisterMachineStep => ({ state, effects: [] });

/** Contact that a `bind` from this socket stores. */
export const contactFor = (spec: AccountSpec, local: Endpoint): string => ownContact({ spec, local });

/** Advances the registration by one input. Inputs that do not fit change nothing. */
export function stepRegister(state: RegisterState, input: DialogInput, nowMs: Ms): RegisterMachineStep {
  if (state.phase === 'ended') return stay(state);
  switch (input.kind) {
    case 'start':
      return state.phase === 'idle' ? start(state, input.local, input.remote, nowMs) : stay(state);
    case 'sent':
      return sent(state, nowMs);
    case 'received':
      return received(state, input.bytes, nowMs);
    case 'timer':
      return timer(state, input.timer, nowMs);
    case 'refused':
      // Refused before the first transmission it is over; later ones are only extra tries.
      return (state.attempt?.transmissions ?? 0) > 0
        ? stay(state)
        : end(state, 'not-sent', null, input.reason);
    case 'flow-failed':
      return end(state, 'flow-failed', null, input.code);
    case 'cancel':
      return end(state, 'cancelled', null);
  }
}

const start = (state: RegisterState, local: Endpoint, remote: Endpoint, nowMs: Ms): RegisterMachineStep =>
  ask({ ...state, phase: 'asking', local, remote }, { spec: state.spec, local }, [], nowMs);

type HeaderFields = readonly (readonly [string, string])[];

function ask(
  state: RegisterState,
  sender: Sender,
  authorization: HeaderFields,
  nowMs: Ms,
): RegisterMachineStep {
  const { spec } = state;
  const number = state.attempt === null ? 0 : state.attempt.cseq - spec.ids.cseqNumber + 1;
  const cseq = spec.ids.cseqNumber + number;
  const branch = branchNumber(sender, number);
  const expires: HeaderFields = spec.contact === null ? [] : [['Expires', String(expiresOf(spec.step))]];
  const bytes = buildRequest(sender, {
    method: 'REGISTER',
    uri: serverUri(sender),
    branch,
    cseq,
    to: `<${userUri(sender, spec.account.username)}>`,
    ...(spec.contact === null ? {} : { contact: spec.contact }),
    more: [...expires, ...authorization],
  });
  // A challenge of unusual size or words must not make us send what firewalls ban.
  if (dialogRuleBreach(bytes, spec.serverName) !== null)
    return authorization.length === 0
      ? end(state, 'not-sent', null, 'target-refused')
      : end(state, 'unanswerable-challenge', null);
  return transmit({ ...state, attempt: newAttempt('REGISTER', branch, cseq, bytes) }, bytes, nowMs);
}

/** A release takes back what the server holds, so it asks for no leave: it must also go out after a cancel. */
function transmit(state: RegisterState, bytes: Uint8Array, nowMs: Ms): RegisterMachineStep {
  if (state.spec.step !== 'release') return { state, effects: [{ kind: 'request', bytes }] };
  const step = sent(state, nowMs);
  return { state: step.state, effects: [{ kind: 'follow', bytes }, ...step.effects] };
}

const expiresOf = (step: RegisterStep): number => (step === 'release' ? 0 : bindingSeconds);

function sent(state: RegisterState, nowMs: Ms): RegisterMachineStep {
  if (state.attempt === null) return stay(state);
  const names = { again: 'retransmit', giveUp: 'give-up' } as const;
  const { attempt, effects } = transmitted(state.attempt, state.spec.timers, names, nowMs);
  const transcript = noteMessage(state.transcript, 'sent', attempt.bytes, nowMs);
  return { state: { ...state, attempt, transcript }, effects };
}

/** RFC 3261 17.1.2.2: Timer E sends again, Timer F gives up. */
function timer(state: RegisterState, which: TimerName, nowMs: Ms): RegisterMachineStep {
  // An attempt that still waits for leave has no timer running; one that fires belongs to the attempt before.
  if (state.attempt === null || state.attempt.firstSentAtMs === null) return stay(state);
  if (which === 'give-up') return end(state, 'no-answer', null);
  return which === 'retransmit' ? transmit(state, state.attempt.bytes, nowMs) : stay(state);
}

function received(before: RegisterState, bytes: Uint8Array, nowMs: Ms): RegisterMachineStep {
  const message = readMessage(bytes);
  const { attempt } = before;
  if (!message.ok || attempt === null || attempt.firstSentAtMs === null) return stay(before);
  const { startLine } = message.value;
  if (startLine.kind === 'request' || !answers(message.value, attempt, before.spec.ids)) return stay(before);
  const state = { ...before, transcript: noteMessage(before.transcript, 'received', bytes, nowMs) };
  const { statusCode } = startLine;
  if (statusCode < 200) return stay(state);
  if (statusCode < 300) return accepted(state, message.value, statusCode);
  if (statusCode === 401 || statusCode === 407) return challenged(state, message.value, statusCode, nowMs);
  return end(state, refusalOf(statusCode, state.credentialsSent > 0), statusCode);
}

function challenged(
  state: RegisterState,
  reply: SipMessage,
  statusCode: number,
  nowMs: Ms,
): RegisterMachineStep {
  const { spec, local } = state;
  if (local === null) return stay(state);
  const sender = { spec, local };
  const cnonce = `${spec.ids.cnonce}${state.credentialsSent}`;
  const request = { method: 'REGISTER', uri: serverUri(sender), cnonce };
  const answer = authorize(reply, spec.account, request);
  const isRefused =
    state.credentialsSent > 0 && !(answer.ok && answer.value.isStale && state.credentialsSent < 2);
  if (isRefused) return end(state, 'credential-refused', statusCode);
  if (!answer.ok) return end(state, answer.error, statusCode);
  const transcript = hideDigest(state.transcript, answer.value.digest);
  const credentialsSent = state.credentialsSent + 1;
  return ask({ ...state, credentialsSent, transcript }, sender, [answer.value.headerField], nowMs);
}

function accepted(state: RegisterState, reply: SipMessage, statusCode: number): RegisterMachineStep {
  const bindings = contactUris(reply, maxTargetLength);
  return end({ ...state, bindings }, verdictOn(state.spec, bindings), statusCode);
}

/** What a 200 means for the step. A release is done when the server says so: what it lists may be other phones. */
function verdictOn({ step, ids }: RegisterSpec, bindings: readonly string[]): RegistrationOutcome {
  const isOurs = (uri: string): boolean => userOf(uri) === ids.contactUser;
  if (step === 'look') return bindings.every(isLeftOver) ? 'done' : 'in-use';
  if (step === 'release') return 'done';
  return bindings.some(isOurs) ? 'done' : 'binding-missing';
}

const isLeftOver = (uri: string): boolean => userOf(uri)?.startsWith(contactPrefix) === true;

function end(
  state: RegisterState,
  outcome: RegistrationOutcome,
  statusCode: number | null,
  detail: OutcomeDetail = null,
): RegisterMachineStep {
  const { spec, transcript, local, remote, bindings } = state;
  const strike: readonly DialogEffect[] =
    outcome === 'credential-refused' || outcome === 'forbidden' ? [{ kind: 'strike', cause: outcome }] : [];
  return {
    state: { ...state, phase: 'ended', outcome },
    effects: [
      ...strike,
      {
        kind: 'record',
        fact: {
          kind: 'registration',
          step: spec.step,
          path: spec.path,
          local,
          remote,
          outcome,
          detail,
          statusCode,
          contact: spec.contact,
          bindings: [...bindings],
          messages: [...transcript.messages],
          messagesDropped: transcript.dropped,
        },
      },
      { kind: 'end' },
    ],
  };
}
