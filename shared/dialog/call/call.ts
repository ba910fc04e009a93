// A call as a machine without I/O: INVITE with its challenge, ringing, answer, refresh, goodbye. RFC 3261 12-15, 17.1.1.
//
//   idle -> asking -> up -> leaving -> ended
//              |  \-> cancelling -> leaving or ended
//              \-> ended (refused)
//
// An ended call still gives late answers their ACK and BYE: while its flow is open, nothing may stand on the server.
import type { Endpoint } from '../../base/address.ts';
import type { Ms } from '../../base/units.ts';
import type { MediaSummary } from '../../observation/account.ts';
import { readMessage } from '../../sip/message-reader.ts';
import { transmitted } from '../attempt.ts';
import { dialogRuleBreach } from '../dialog-rules.ts';
import type { TimerName } from '../dialog-types.ts';
import { emptyTranscript, noteMessage } from '../transcript.ts';
import {
  finish,
  finishAs,
  finishWhenQuiet,
  giveUpFarewells,
  hangUp,
  repeatFarewells,
  sendCancel,
  takeBack,
} from './call-ending.ts';
import { nextInvite } from './call-messages.ts';
import { onReply } from './call-replies.ts';
import { answerAgain, onRequest } from './call-requests.ts';
import { refreshDue, sessionDead } from './call-session.ts';
import { type CallInput, type CallSpec, type CallState, type CallStep, doing, stay } from './call-types.ts';

export const newCall = (spec: CallSpec): CallState => ({
  spec,
  phase: 'idle',
  local: null,
  remote: null,
  cseq: spec.ids.cseqNumber,
  branches: 0,
  invite: null,
  hasProvisional: false,
  credentialsSent: 0,
  authorization: [],
  minSessionSeconds: null,
  cancel: null,
  refusalAcks: new Map(),
  dialog: null,
  forks: [],
  farewells: [],
  session: null,
  refresh: null,
  refreshAck: null,
  canUpdate: false,
  theirCseq: null,
  answered: [],
  transcript: emptyTranscript,
  answer: null,
  seen: null,
  media: null,
  isMediaOpen: false,
  upAtMs: null,
  downAtMs: null,
  endedBy: null,
  outcome: null,
  statusCode: null,
  detail: null,
});

/** Advances the call by one input; `nowMs` is the monotonic time. Inputs that do not fit the phase change nothing. */
export function stepCall(state: CallState, input: CallInput, nowMs: Ms): CallStep {
  switch (input.kind) {
    case 'start':
      return state.phase === 'idle' ? start(state, input.local, input.remote) : stay(state);
    case 'sent':
      return sent(state, nowMs);
    case 'received':
      return received(state, input.bytes, nowMs);
    case 'timer':
      return onTimer(state, input.timer, nowMs);
    case 'refused':
      return isUnsent(state) ? finishAs(state, { outcome: 'not-sent', detail: input.reason }) : stay(state);
    case 'flow-failed':
      return failed(state, input.code);
    case 'hang-up':
      return mediaCounted(state, input.media, nowMs);
    case 'cancel':
      return cancelled(state, nowMs);
  }
}

/** The sound is over and counted, because the time is up or because it was told to stop. */
function mediaCounted(before: CallState, media: MediaSummary | null, nowMs: Ms): CallStep {
  if (!before.isMediaOpen) return stay(before);
  const state = { ...before, media, isMediaOpen: false };
  return state.phase === 'up' ? hangUp(state, nowMs) : finishWhenQuiet(state);
}

/** The INVITE in hand waits for leave to go: nothing of it is on the server. */
const isUnsent = ({ phase, invite }: CallState): boolean =>
  phase === 'asking' && invite !== null && invite.firstSentAtMs === null;

function start(before: CallState, local: Endpoint, remote: Endpoint): CallStep {
  const state = nextInvite({ ...before, phase: 'asking', local, remote });
  const bytes = state.invite?.bytes ?? new Uint8Array(0);
  return dialogRuleBreach(bytes, state.spec.serverName) === null
    ? doing(state, { kind: 'request', bytes })
    : finishAs(state, { outcome: 'not-sent', detail: 'target-refused' });
}

function sent(state: CallState, nowMs: Ms): CallStep {
  if (state.invite === null || state.phase !== 'asking') return stay(state);
  const names = { again: 'retransmit', giveUp: 'give-up' } as const;
  const { attempt, effects } = transmitted(state.invite, state.spec.timers, names, nowMs);
  const transcript = noteMessage(state.transcript, 'sent', attempt.bytes, nowMs);
  return { state: { ...state, invite: attempt, transcript }, effects };
}

function received(before: CallState, bytes: Uint8Array, nowMs: Ms): CallStep {
  const message = readMessage(bytes);
  if (!message.ok || before.phase === 'idle') return stay(before);
  const state = { ...before, transcript: noteMessage(before.transcript, 'received', bytes, nowMs) };
  const { startLine } = message.value;
  return startLine.kind === 'request'
    ? onRequest(state, message.value, startLine.method, nowMs)
    : onReply(state, message.value, startLine.statusCode, nowMs);
}

function onTimer(state: CallState, timer: TimerName, nowMs: Ms): CallStep {
  switch (timer) {
    case 'retransmit':
      // RFC 3261 17.1.1.2: a provisional answer ends Timers A and B.
      return isWaiting(state) && state.invite !== null
        ? doing(state, { kind: 'request', bytes: state.invite.bytes })
        : stay(state);
    case 'give-up':
      return isWaiting(state) ? finishAs(state, { outcome: 'no-answer' }) : stay(state);
    case 'ring-limit':
      return state.phase === 'asking' && state.hasProvisional
        ? takeBack(state, { outcome: 'rings-for-ever' }, nowMs)
        : stay(state);
    case 'cancel-retransmit':
      return state.phase === 'cancelling' ? sendCancel(state, nowMs) : stay(state);
    case 'cancel-limit':
      return state.phase === 'cancelling' ? finish(state) : stay(state);
    case 'bye-retransmit':
      return repeatFarewells(state, nowMs);
    case 'bye-limit':
      return giveUpFarewells(state);
    case 'answer-again':
      return answerAgain(state, nowMs);
    case 'refresh':
      return refreshDue(state, nowMs);
    case 'refresh-limit':
      return state.refresh === null ? stay(state) : sessionDead(state, nowMs);
    case 'session-end':
      return state.session?.refresher === 'them' ? sessionDead(state, nowMs) : stay(state);
  }
}

/** The INVITE is out and nothing has come back. */
const isWaiting = ({ phase, invite, hasProvisional }: CallState): boolean =>
  phase === 'asking' && invite !== null && invite.firstSentAtMs !== null && !hasProvisional;

/** Nothing more can be sent or heard; a call that stood was answered all the same. */
function failed(state: CallState, code: Extract<CallInput, { kind: 'flow-failed' }>['code']): CallStep {
  if (state.phase === 'ended') return stay(state);
  if (state.phase !== 'up') return finishAs(state, { outcome: 'flow-failed', detail: code });
  return doing({ ...state, phase: 'leaving' }, { kind: 'silence' });
}

function cancelled(state: CallState, nowMs: Ms): CallStep {
  switch (state.phase) {
    case 'idle':
      return finishAs(state, { outcome: 'cancelled' });
    case 'asking':
      return isUnsent(state)
        ? finishAs(state, { outcome: 'cancelled' })
        : takeBack(state, { outcome: 'cancelled' }, nowMs);
    case 'up':
      return hangUp(state, nowMs);
    default:
      return stay(state);
  }
}
