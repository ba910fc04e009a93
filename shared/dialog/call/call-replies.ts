// What the server answers to our requests. The client transaction of an INVITE is RFC 3261 17.1.1, with the
// corrections of RFC 6026: every 200 gets its ACK, whenever it comes and whoever sent it.
import { type Ms, ms } from '../../base/units.ts';
import { parseCSeq } from '../../sip/cseq.ts';
import { firstHeader, type SipMessage } from '../../sip/message-reader.ts';
import { answers, branchOf } from '../attempt.ts';
import { authorize } from '../authenticator.ts';
import { dialogRuleBreach } from '../dialog-rules.ts';
import { readReadback } from '../readback.ts';
import { callRefusalOf } from '../refusals.ts';
import { readSdpAnswer } from '../sdp-answer.ts';
import { hideDigest } from '../transcript.ts';
import { dialogFrom, remoteTagOf } from './call-dialog.ts';
import { because, farewellDone, finishAs, sayBye, sendCancel } from './call-ending.ts';
import { extensionUri, follow, nextInvite, refusalAck } from './call-messages.ts';
import { readMinSession, readSessionExpires, refreshAnswered, sessionFrom } from './call-session.ts';
import {
  andThen,
  type CallState,
  type CallStep,
  type Dialog,
  doing,
  type Farewell,
  stay,
} from './call-types.ts';

/** A response of the server; strays change nothing. */
export function onReply(state: CallState, reply: SipMessage, statusCode: number, nowMs: Ms): CallStep {
  const { invite, refresh, spec } = state;
  const farewell = state.farewells.find(({ attempt }) => answers(reply, attempt, spec.ids));
  if (farewell !== undefined) return byeAnswered(state, farewell, reply, statusCode, nowMs);
  if (refresh !== null && answers(reply, refresh, spec.ids))
    return refreshAnswered(state, reply, statusCode, nowMs);
  if (invite !== null && invite.firstSentAtMs !== null && answers(reply, invite, spec.ids))
    return onInviteReply(state, reply, statusCode, nowMs);
  const { refreshAck } = state;
  if (refreshAck !== null && statusCode >= 200 && answers(reply, refreshAck.attempt, spec.ids))
    return follow(state, refreshAck.bytes, nowMs);
  // A copy of the refusal of an earlier INVITE: its ACK was lost. RFC 3261 17.1.1.2.
  const ack = state.refusalAcks.get(branchOf(reply) ?? '');
  const isInvite = parseCSeq(firstHeader(reply, 'cseq')?.value ?? '');
  return ack !== undefined && statusCode >= 300 && isInvite.ok && isInvite.value.method === 'INVITE'
    ? follow(state, ack, nowMs)
    : stay(state);
}

function onInviteReply(state: CallState, reply: SipMessage, statusCode: number, nowMs: Ms): CallStep {
  if (statusCode < 200) return onProvisional(state, nowMs);
  return statusCode < 300 ? onAnswer(state, reply, nowMs) : onRefusal(state, reply, statusCode, nowMs);
}

/** From now on the INVITE is not sent again, it may ring, and it may be cancelled. RFC 3261 17.1.1.2, 9.1. */
function onProvisional(before: CallState, nowMs: Ms): CallStep {
  if (before.hasProvisional || before.invite === null) return stay(before);
  const state = { ...before, hasProvisional: true };
  // Also when we had given up already: nothing may ring on for nobody.
  const isOpen = state.dialog === null && !state.refusalAcks.has(before.invite.branch);
  if (state.phase !== 'asking') return isOpen ? sendCancel(state, nowMs) : stay(state);
  const atMs = ms((state.invite?.firstSentAtMs ?? nowMs) + state.spec.ringLimitMs);
  return doing(state, { kind: 'arm', timer: 'ring-limit', atMs });
}

/** RFC 3261 13.2.2.4: each 200 is a leg of its own; we keep the first and end the others. */
function onAnswer(before: CallState, reply: SipMessage, nowMs: Ms): CallStep {
  const tag = remoteTagOf(reply);
  const known = [before.dialog, ...before.forks].find((leg) => leg?.remoteTag === tag);
  if (known !== undefined && known !== null) return follow(before, known.ack, nowMs);
  const dialog = dialogFrom(before, reply);
  const state = { ...before, branches: before.branches + 1 };
  if (state.phase === 'asking') return firstAnswer(state, dialog, reply, nowMs);
  // A leg too many, or too late: after a CANCEL, or after we gave up waiting. There may be no end of them.
  if (state.forks.length >= maxForks) return stay(state);
  const step = andThen(follow({ ...state, forks: [...state.forks, dialog] }, dialog.ack, nowMs), (next) =>
    sayBye(next, dialog, nowMs),
  );
  return state.phase === 'cancelling' ? { ...step, state: { ...step.state, phase: 'leaving' } } : step;
}

/** Most surplus legs that are ended: ours; a hostile server could answer for ever. */
const maxForks = 8;

function firstAnswer(before: CallState, dialog: Dialog, reply: SipMessage, nowMs: Ms): CallStep {
  const { remote, spec } = before;
  const allow = firstHeader(reply, 'allow')?.value ?? '';
  const state: CallState = { ...before, dialog, canUpdate: /\bUPDATE\b/.test(allow), upAtMs: nowMs };
  const answer = remote === null ? null : readSdpAnswer(reply, remote);
  const acked = follow(state, dialog.ack, nowMs);
  if (spec.purpose === 'call' && answer !== null && answer.ok) {
    const up: CallState = { ...acked.state, phase: 'up', answer: answer.value, isMediaOpen: true };
    const settled = because(up, { outcome: 'answered', statusCode: 200 });
    const step = doing(settled, ...acked.effects, { kind: 'answered', answer: answer.value });
    return andThen(step, (next) => sessionFrom(next, readSessionExpires(reply), nowMs));
  }
  const outcome = spec.purpose === 'call' ? 'bad-answer' : 'answered-instead';
  const detail = answer === null || answer.ok ? null : answer.error;
  const leaving: CallState = { ...acked.state, phase: 'leaving', endedBy: 'us', downAtMs: nowMs };
  return andThen(
    { state: because(leaving, { outcome, detail, statusCode: 200 }), effects: acked.effects },
    (next) => sayBye(next, dialog, nowMs),
  );
}

/** RFC 3261 17.1.1.3: every refusal gets its ACK; then perhaps another try. */
function onRefusal(before: CallState, reply: SipMessage, statusCode: number, nowMs: Ms): CallStep {
  const ack = refusalAck(before, safeTo(reply));
  const branch = before.invite?.branch;
  if (ack === null || branch === undefined) return stay(before);
  // A copy of this very refusal.
  if (before.refusalAcks.has(branch)) return follow(before, ack, nowMs);
  const state = { ...before, refusalAcks: new Map([...before.refusalAcks, [branch, ack]]) };
  return andThen(follow(state, ack, nowMs), (next) => afterRefusal(next, reply, statusCode));
}

/** Longest To that an ACK repeats, characters: a longer one does not fit a packet, and the server may wait in vain. */
const maxToLength = 300;

const safeTo = (reply: SipMessage): string | null => {
  const to = firstHeader(reply, 'to')?.value ?? '';
  return to !== '' && to.length <= maxToLength ? to : null;
};

function afterRefusal(state: CallState, reply: SipMessage, statusCode: number): CallStep {
  if (state.phase === 'cancelling') return finishAs(state, { outcome: 'cancelled', statusCode });
  // A late refusal of something that is over, or of a fork.
  if (state.phase !== 'asking') return stay(state);
  const isChallenge = statusCode === 401 || statusCode === 407;
  if (isChallenge) return answerChallenge(state, reply, statusCode);
  if (statusCode === 422 && state.minSessionSeconds === null) return longerSession(state, reply);
  if (state.spec.purpose === 'readback' && statusCode === 302) return redirected(state, reply, statusCode);
  return finishAs(state, { outcome: callRefusalOf(statusCode, state.credentialsSent > 0), statusCode });
}

/** One try with credentials; a second one only when the server says that the nonce was old. RFC 3261 22.2, RFC 7616 3.3. */
function answerChallenge(state: CallState, reply: SipMessage, statusCode: number): CallStep {
  const { credentialsSent, spec } = state;
  const request = {
    method: 'INVITE',
    uri: extensionUri(state),
    cnonce: `${spec.ids.cnonce}${credentialsSent}`,
  };
  const answer = authorize(reply, spec.account, request);
  if (credentialsSent > 0 && !(answer.ok && answer.value.isStale && credentialsSent < 2))
    return finishAs(state, { outcome: 'credential-refused', statusCode });
  if (!answer.ok) return finishAs(state, { outcome: answer.error, statusCode });
  return askAgain({
    ...state,
    credentialsSent: credentialsSent + 1,
    authorization: [answer.value.headerField],
    transcript: hideDigest(state.transcript, answer.value.digest),
  });
}

/** A new INVITE, unless a challenge of unusual size or words would make us send what firewalls ban. */
function askAgain(before: CallState): CallStep {
  const state = nextInvite(before);
  const bytes = state.invite?.bytes ?? new Uint8Array(0);
  return dialogRuleBreach(bytes, state.spec.serverName) === null
    ? doing(state, { kind: 'request', bytes })
    : finishAs(before, { outcome: 'unanswerable-challenge' });
}

/** RFC 4028 6: the server wants longer sessions. The credentials were accepted, so being asked again refuses nothing. */
function longerSession(state: CallState, reply: SipMessage): CallStep {
  const minSessionSeconds = readMinSession(reply);
  if (minSessionSeconds === null) return finishAs(state, { outcome: 'refused', statusCode: 422 });
  return askAgain({ ...state, minSessionSeconds, authorization: [], credentialsSent: 0 });
}

function redirected(state: CallState, reply: SipMessage, statusCode: number): CallStep {
  const seen = readReadback(reply);
  return seen.ok
    ? finishAs({ ...state, seen: seen.value }, { outcome: 'read', statusCode })
    : finishAs(state, { outcome: 'unreadable', statusCode, detail: seen.error });
}

/** RFC 3261 15.1.1: whatever is said, the call is over; a challenge is answered once so that the server agrees. */
function byeAnswered(
  state: CallState,
  farewell: Farewell,
  reply: SipMessage,
  statusCode: number,
  nowMs: Ms,
): CallStep {
  if (statusCode < 200) return stay(state);
  if ((statusCode === 401 || statusCode === 407) && !farewell.hasCredentials) {
    const request = { method: 'BYE', uri: farewell.dialog.target, cnonce: `${state.spec.ids.cnonce}b` };
    const answer = authorize(reply, state.spec.account, request);
    if (answer.ok) {
      const transcript = hideDigest(state.transcript, answer.value.digest);
      return sayBye({ ...state, transcript }, farewell.dialog, nowMs, [answer.value.headerField]);
    }
  }
  return farewellDone(state, farewell);
}
