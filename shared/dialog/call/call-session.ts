// Session timers: a server may end a call that nobody says is still alive. RFC 4028.
import { type Ms, ms } from '../../base/units.ts';
import { paramValue, parseParams } from '../../sip/header-params.ts';
import { firstHeader, type SipMessage } from '../../sip/message-reader.ts';
import { newAttempt, transmitted } from '../attempt.ts';
import { branchNumber, ownContact } from '../requests.ts';
import { endingTimers, hangUp } from './call-ending.ts';
import { answerAck, follow, inDialog, ownSdp, senderOf } from './call-messages.ts';
import { type CallState, type CallStep, doing, type Session, stay } from './call-types.ts';

/** Shortest interval that counts, s: a shorter one would make us send all the time. RFC 4028 4. */
const leastSeconds = 90;
/** Longest that is believed, s; ours, a day. */
const mostSeconds = 86_400;

type SessionExpires = { readonly seconds: number; readonly refresher: 'uac' | 'uas' | null };

/** Session-Expires of a message; null when there is none that can be read. RFC 4028 4. */
export function readSessionExpires(message: SipMessage): SessionExpires | null {
  const value = firstHeader(message, 'session-expires')?.value ?? '';
  const seconds = readSeconds(value);
  if (seconds === null) return null;
  const refresher = paramValue(parseParams(value.replace(/^\d+\s*/, '')), 'refresher')?.toLowerCase();
  return { seconds, refresher: refresher === 'uac' || refresher === 'uas' ? refresher : null };
}

/** Min-SE of a 422; null when it cannot be met. RFC 4028 5. */
export const readMinSession = (message: SipMessage): number | null =>
  readSeconds(firstHeader(message, 'min-se')?.value ?? '');

function readSeconds(value: string): number | null {
  const digits = /^(\d{1,9})(?:\s*;.*)?$/.exec(value)?.[1];
  if (digits === undefined || Number(digits) > mostSeconds) return null;
  return Math.max(leastSeconds, Number(digits));
}

/** Starts the session timer that the answer to a request of ours asks for; none when it asks for none. RFC 4028 7.2. */
export const sessionFrom = (state: CallState, told: SessionExpires | null, nowMs: Ms): CallStep =>
  told === null ? stay(state) : keepSession(state, told, told.refresher === 'uas' ? 'them' : 'us', nowMs);

/** Whoever has to keep the session alive, we know when: half way for us, shortly before the end for them. RFC 4028 10. */
export function keepSession(
  state: CallState,
  { seconds }: SessionExpires,
  refresher: Session['refresher'],
  nowMs: Ms,
): CallStep {
  const intervalMs = seconds * 1000;
  const next: CallState = { ...state, session: { refresher, intervalMs } };
  if (refresher === 'us')
    return doing(next, { kind: 'arm', timer: 'refresh', atMs: ms(nowMs + intervalMs / 2) });
  const graceMs = Math.min(32_000, intervalMs / 3);
  return doing(next, { kind: 'arm', timer: 'session-end', atMs: ms(nowMs + intervalMs - graceMs) });
}

/** The refresh is due, or was not answered yet. UPDATE where they know it, else the same INVITE again. RFC 4028 7.4. */
export function refreshDue(state: CallState, nowMs: Ms): CallStep {
  if (state.phase !== 'up' || state.session?.refresher !== 'us') return stay(state);
  const due = state.refresh === null ? newRefresh(state, state.session) : state;
  if (due.refresh === null) return stay(state);
  const names = { again: 'refresh', giveUp: 'refresh-limit' } as const;
  const { attempt, effects } = transmitted(due.refresh, endingTimers, names, nowMs);
  const step = follow({ ...due, refresh: attempt }, attempt.bytes, nowMs);
  return doing(step.state, ...step.effects, ...effects);
}

function newRefresh(before: CallState, session: Session): CallState {
  const { dialog } = before;
  if (dialog === null) return before;
  const state = { ...before, cseq: before.cseq + 1, branches: before.branches + 1 };
  const sender = senderOf(state);
  const method = state.canUpdate ? 'UPDATE' : 'INVITE';
  const branch = branchNumber(sender, state.branches);
  const bytes = inDialog(state, dialog, {
    method,
    branch,
    cseq: state.cseq,
    contact: ownContact(sender),
    more: [
      ['Supported', 'timer'],
      ['Session-Expires', `${session.intervalMs / 1000};refresher=uac`],
    ],
    ...(state.canUpdate ? {} : { body: ownSdp(state) }),
  });
  return { ...state, refresh: newAttempt(method, branch, state.cseq, bytes) };
}

/** What they say to our refresh. RFC 4028 7.2, RFC 3261 12.2.1.2, 14.1. */
export function refreshAnswered(
  before: CallState,
  reply: SipMessage,
  statusCode: number,
  nowMs: Ms,
): CallStep {
  const { refresh, dialog } = before;
  if (statusCode < 200 || refresh === null || dialog === null) return stay(before);
  const acked = refresh.method === 'INVITE' ? ackRefresh(before, statusCode, nowMs) : stay(before);
  const state: CallState = { ...acked.state, refresh: null, session: null };
  // The leg is gone on their side, or the call is over for us.
  if (statusCode === 408 || statusCode === 481) {
    const over = hangUp(state, nowMs);
    return doing(over.state, ...acked.effects, ...over.effects);
  }
  // Refused for another reason: it is left to them to end the call when they find it too old.
  if (statusCode >= 300) return doing(state, ...acked.effects);
  const kept = sessionFrom(state, readSessionExpires(reply), nowMs);
  return doing(kept.state, ...acked.effects, ...kept.effects);
}

function ackRefresh(state: CallState, statusCode: number, nowMs: Ms): CallStep {
  const { refresh, dialog } = state;
  if (refresh === null || dialog === null) return stay(state);
  const isAnswer = statusCode < 300;
  const branches = state.branches + (isAnswer ? 1 : 0);
  const branch = isAnswer ? branchNumber(senderOf(state), branches) : refresh.branch;
  const ack = answerAck(state, dialog, { cseq: refresh.cseq, branch });
  return follow({ ...state, branches, refreshAck: { attempt: refresh, bytes: ack } }, ack, nowMs);
}

/** Nobody kept the session alive, or nobody answered our refresh: the call is dead and gets its goodbye. RFC 4028 10. */
export const sessionDead = (state: CallState, nowMs: Ms): CallStep =>
  state.phase === 'up' ? hangUp(state, nowMs) : stay(state);
