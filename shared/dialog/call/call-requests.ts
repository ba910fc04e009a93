// Requests of the server within our call. RFC 3261 12.2.2, 14.2, 15.1.2; RFC 3311 5.2; RFC 4028 9.
import { sameAddress } from '../../base/address.ts';
import { type Ms, ms } from '../../base/units.ts';
import { parseCSeq } from '../../sip/cseq.ts';
import { firstHeader, type SipMessage } from '../../sip/message-reader.ts';
import { parseNameAddr } from '../../sip/name-addr.ts';
import { branchOf } from '../attempt.ts';
import { ownContact } from '../requests.ts';
import { buildResponse, type ResponseParts } from '../responses.ts';
import { readSdpAnswer } from '../sdp-answer.ts';
import { finishWhenQuiet, hangUp } from './call-ending.ts';
import { follow, ownSdp, senderOf } from './call-messages.ts';
import { keepSession, readSessionExpires } from './call-session.ts';
import {
  type Answered,
  andThen,
  type CallState,
  type CallStep,
  type Dialog,
  doing,
  stay,
} from './call-types.ts';

/** Answers that are remembered for copies of their requests; ours. */
const maxAnswered = 8;
/** Times that a 200 to their INVITE is sent without an ACK coming back; RFC 3261 13.3.1.4 says 32 s, we wait 7.5. */
const mostAnswers = 4;

/** A request of theirs. */
export function onRequest(state: CallState, request: SipMessage, method: string, nowMs: Ms): CallStep {
  const branch = branchOf(request) ?? '';
  if (method === 'ACK') return stay(confirmed(state));
  const key = `${method} ${branch}`;
  const before = state.answered.find((answer) => answer.key === key);
  if (before !== undefined) return follow(state, before.bytes, nowMs);
  if (method === 'CANCEL') {
    // Every INVITE of theirs is answered at once, so there is nothing left to cancel. RFC 3261 9.2.
    const isKnown = state.answered.some((answer) => answer.key === `INVITE ${branch}`);
    return respond(state, request, key, { statusCode: isKnown ? 200 : 481 }, nowMs);
  }
  const dialog = dialogOf(state, request);
  if (dialog === null) return respond(state, request, key, { statusCode: 481 }, nowMs);
  const cseq = parseCSeq(firstHeader(request, 'cseq')?.value ?? '');
  // RFC 3261 12.2.2: lower than the last one means out of order.
  if (!cseq.ok || cseq.value.number < (state.theirCseq ?? 0))
    return respond(state, request, key, { statusCode: 500 }, nowMs);
  const current = dialog === state.dialog ? { ...state, theirCseq: cseq.value.number } : state;
  return serve(current, dialog, request, { method, key }, nowMs);
}

type Asked = { readonly method: string; readonly key: string };

function serve(state: CallState, dialog: Dialog, request: SipMessage, asked: Asked, nowMs: Ms): CallStep {
  switch (asked.method) {
    case 'BYE':
      return andThen(respond(state, request, asked.key, { statusCode: 200 }, nowMs), (next) =>
        left(next, dialog, nowMs),
      );
    case 'OPTIONS':
      return respond(state, request, asked.key, { statusCode: 200 }, nowMs);
    case 'INVITE':
    case 'UPDATE':
      return renegotiate(state, request, asked, nowMs);
    default:
      return respond(state, request, asked.key, { statusCode: 405 }, nowMs);
  }
}

/** The leg that a request names by both tags. RFC 3261 12.2.2. */
function dialogOf(state: CallState, request: SipMessage): Dialog | null {
  const [from, to] = ['from', 'to'].map((name) => parseNameAddr(firstHeader(request, name)?.value ?? ''));
  if (from === undefined || to === undefined || !from.ok || !to.ok) return null;
  if (to.value.tag !== state.spec.ids.fromTag) return null;
  const legs = [state.dialog, ...state.forks];
  return legs.find((leg) => leg !== null && leg.remoteTag === (from.value.tag ?? '')) ?? null;
}

type Answer = Omit<ResponseParts, 'toTag'>;

function respond(before: CallState, request: SipMessage, key: string, answer: Answer, nowMs: Ms): CallStep {
  // Nobody could tell where the answer belongs.
  if (firstHeader(request, 'via') === null) return stay(before);
  const bytes = buildResponse(request, { ...answer, toTag: before.spec.ids.fromTag });
  const isUnconfirmed = key.startsWith('INVITE ') && answer.statusCode === 200;
  const entry: Answered = { key, bytes, isUnconfirmed, transmissions: 1, sentAtMs: nowMs };
  const state = { ...before, answered: [...before.answered, entry].slice(-maxAnswered) };
  const step = follow(state, bytes, nowMs);
  return isUnconfirmed
    ? doing(step.state, ...step.effects, { kind: 'arm', timer: 'answer-again', atMs: ms(nowMs + 500) })
    : step;
}

const confirmed = (state: CallState): CallState => ({
  ...state,
  answered: state.answered.map((answer) => ({ ...answer, isUnconfirmed: false })),
});

/** Our 200 was not confirmed: again, and at last goodbye. RFC 3261 13.3.1.4. */
export function answerAgain(before: CallState, nowMs: Ms): CallStep {
  const open = before.answered.find((answer) => answer.isUnconfirmed);
  if (open === undefined || before.phase !== 'up') return stay(before);
  if (open.transmissions >= mostAnswers) return hangUp(confirmed(before), nowMs);
  const transmissions = open.transmissions + 1;
  const answered = before.answered.map((answer) => (answer === open ? { ...open, transmissions } : answer));
  const step = follow({ ...before, answered }, open.bytes, nowMs);
  const atMs = ms(nowMs + 500 * 2 ** open.transmissions);
  return doing(step.state, ...step.effects, { kind: 'arm', timer: 'answer-again', atMs });
}

/** They hung up this leg. Our own BYE on it, if it crossed theirs, needs no answer any more. */
function left(before: CallState, dialog: Dialog, nowMs: Ms): CallStep {
  const farewells = before.farewells.filter((farewell) => farewell.dialog.remoteTag !== dialog.remoteTag);
  if (dialog !== before.dialog) {
    return finishWhenQuiet({ ...before, farewells });
  }
  const wasUp = before.phase === 'up';
  const state: CallState = {
    ...before,
    farewells,
    phase: before.phase === 'ended' ? 'ended' : 'leaving',
    endedBy: before.endedBy ?? 'them',
    downAtMs: before.downAtMs ?? nowMs,
  };
  const silent = wasUp ? doing(state, { kind: 'silence' }) : stay(state);
  return andThen(silent, finishWhenQuiet);
}

/**
 * A new description or a refresh: what keeps the sound where it is, is accepted; anything else is refused and the
 * call goes on as it was. RFC 3261 14.2.
 */
function renegotiate(state: CallState, request: SipMessage, asked: Asked, nowMs: Ms): CallStep {
  if (!keepsMedia(state, request)) return respond(state, request, asked.key, { statusCode: 488 }, nowMs);
  const told = readSessionExpires(request);
  const isOurs = told?.refresher === 'uas';
  const more: Answer['more'] =
    told === null
      ? []
      : [
          ['Session-Expires', `${told.seconds};refresher=${isOurs ? 'uas' : 'uac'}`],
          ...(isOurs ? [] : [['Require', 'timer'] as const]),
        ];
  const answer: Answer = {
    statusCode: 200,
    contact: ownContact(senderOf(state)),
    more,
    // RFC 3261 14.2: an INVITE without an offer gets ours.
    ...(asked.method === 'INVITE' || request.body.length > 0 ? { body: ownSdp(state) } : {}),
  };
  const step = respond(state, request, asked.key, answer, nowMs);
  if (told === null) return step;
  return andThen(step, (next) => keepSession(next, told, isOurs ? 'us' : 'them', nowMs));
}

function keepsMedia({ answer, remote, phase }: CallState, request: SipMessage): boolean {
  if (phase !== 'up') return false;
  if (request.body.length === 0) return true;
  const offer = remote === null ? null : readSdpAnswer(request, remote);
  if (offer === null || !offer.ok || answer === null) return false;
  const { media, direction } = offer.value;
  return (
    direction === 'sendrecv' &&
    media.port === answer.media.port &&
    sameAddress(media.address, answer.media.address)
  );
}
