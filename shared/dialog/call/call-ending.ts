// How a call ends: every way out leads here, and none leaves a leg standing on the server. RFC 3261 15.1, 9.1.
import { type Ms, ms } from '../../base/units.ts';
import type { OutcomeDetail } from '../../observation/account.ts';
import type { Fact } from '../../observation/observation.ts';
import type { ExchangeTimers } from '../../probe/exchange-types.ts';
import { type Attempt, newAttempt, transmitted } from '../attempt.ts';
import type { DialogEffect } from '../dialog-types.ts';
import { branchNumber } from '../requests.ts';
import { cancelOf, follow, inDialog, offeredMedia, senderOf } from './call-messages.ts';
import type { CallState, CallStep, Dialog, Farewell } from './call-types.ts';

/** A BYE or CANCEL that is not answered is sent again, then left: the server drops the leg by itself. RFC 3261 17.1.2.2. */
export const endingTimers: ExchangeTimers = { retransmitAtMs: [500, 1500, 3500], giveUpAtMs: 4000 };

type Ending = {
  readonly outcome: NonNullable<CallState['outcome']>;
  readonly statusCode?: number | null;
  readonly detail?: OutcomeDetail;
};

/** Remembers why it ends; the first reason stays. */
export const because = (state: CallState, ending: Ending): CallState =>
  state.outcome === null
    ? {
        ...state,
        outcome: ending.outcome,
        statusCode: ending.statusCode ?? null,
        detail: ending.detail ?? null,
      }
    : state;

/** The end: facts, and whether the server wrote a line that counts. */
export function finish(before: CallState): CallStep {
  if (before.phase === 'ended') return { state: before, effects: [] };
  const state: CallState = { ...before, phase: 'ended' };
  const effects: DialogEffect[] = [];
  const { outcome } = state;
  if (outcome === 'credential-refused' || outcome === 'not-found' || outcome === 'forbidden')
    effects.push({ kind: 'strike', cause: outcome });
  effects.push({ kind: 'record', fact: factOf(state) }, { kind: 'end' });
  return { state, effects };
}

/** Gives a reason and ends at once: for the times when nothing of ours is left on the server. */
export const finishAs = (state: CallState, ending: Ending): CallStep => finish(because(state, ending));

function factOf(state: CallState): Fact {
  const { spec, transcript, invite, upAtMs, downAtMs } = state;
  const common = {
    path: spec.path,
    local: state.local,
    remote: state.remote,
    statusCode: state.statusCode,
    detail: state.detail,
    extension: spec.extension,
    offered: invite === null ? null : offeredMedia(state),
    messages: [...transcript.messages],
    messagesDropped: transcript.dropped,
  };
  const { outcome } = state;
  if (spec.purpose === 'readback')
    return { ...common, kind: 'readback', outcome: readbackOutcome(outcome), seen: state.seen };
  return {
    ...common,
    kind: 'call',
    outcome: callOutcome(outcome),
    answer: state.answer,
    answeredAfterMs: upAtMs === null || transcript.startMs === null ? null : upAtMs - transcript.startMs,
    upMs: upAtMs === null || downAtMs === null ? null : downAtMs - upAtMs,
    endedBy: state.endedBy,
    media: state.media,
  };
}

type FactOutcome<K extends 'call' | 'readback'> = Extract<Fact, { kind: K }>['outcome'];

/** No reason at all is a call that was given up before it began. */
const callOutcome = (outcome: CallState['outcome']): FactOutcome<'call'> =>
  outcome === null || outcome === 'read' || outcome === 'unreadable' || outcome === 'answered-instead'
    ? 'cancelled'
    : outcome;

const readbackOutcome = (outcome: CallState['outcome']): FactOutcome<'readback'> => {
  switch (outcome) {
    case null:
      return 'cancelled';
    case 'answered':
    case 'bad-answer':
      return 'answered-instead';
    case 'redirected':
      return 'unreadable';
    default:
      return outcome;
  }
};

/** Says goodbye to one leg. RFC 3261 15.1.1. */
export function sayBye(
  before: CallState,
  dialog: Dialog,
  nowMs: Ms,
  authorization: readonly (readonly [string, string])[] = [],
): CallStep {
  const state = { ...before, cseq: before.cseq + 1, branches: before.branches + 1 };
  const branch = branchNumber(senderOf(state), state.branches);
  const bytes = inDialog(state, dialog, { method: 'BYE', branch, cseq: state.cseq, more: authorization });
  const names = { again: 'bye-retransmit', giveUp: 'bye-limit' } as const;
  const sent = transmitted(newAttempt('BYE', branch, state.cseq, bytes), endingTimers, names, nowMs);
  const farewell: Farewell = { dialog, attempt: sent.attempt, hasCredentials: authorization.length > 0 };
  const others = state.farewells.filter((other) => other.dialog.remoteTag !== dialog.remoteTag);
  const step = follow({ ...state, farewells: [...others, farewell] }, bytes, nowMs);
  return { state: step.state, effects: [...step.effects, ...sent.effects] };
}

/** Ends a call that stands, from our side. */
export function hangUp(before: CallState, nowMs: Ms): CallStep {
  const { dialog } = before;
  if (dialog === null) return finish(before);
  const state: CallState = { ...before, phase: 'leaving', endedBy: 'us', downAtMs: before.downAtMs ?? nowMs };
  const step = sayBye(state, dialog, nowMs);
  return { state: step.state, effects: [{ kind: 'silence' }, ...step.effects] };
}

/** A goodbye was answered, or nobody is there: the call ends with the last one. */
export function farewellDone(before: CallState, farewell: Farewell): CallStep {
  return finishWhenQuiet({ ...before, farewells: before.farewells.filter((other) => other !== farewell) });
}

/** Sends the goodbyes that were not answered again. */
export function repeatFarewells(before: CallState, nowMs: Ms): CallStep {
  const names = { again: 'bye-retransmit', giveUp: 'bye-limit' } as const;
  let state = before;
  const effects: DialogEffect[] = [];
  for (const farewell of before.farewells) {
    const again: { readonly attempt: Attempt; readonly effects: readonly DialogEffect[] } = transmitted(
      farewell.attempt,
      endingTimers,
      names,
      nowMs,
    );
    const farewells = state.farewells.map((other) =>
      other === farewell ? { ...farewell, attempt: again.attempt } : other,
    );
    const step = follow({ ...state, farewells }, farewell.attempt.bytes, nowMs);
    state = step.state;
    effects.push(...step.effects, ...again.effects);
  }
  return { state, effects };
}

/** Nobody answered the goodbyes in time. */
export function giveUpFarewells(before: CallState): CallStep {
  return finishWhenQuiet({ ...before, farewells: [] });
}

/** Ends a call that is on its way out once every goodbye is through and the sound is counted. */
export const finishWhenQuiet = (state: CallState): CallStep =>
  state.phase === 'leaving' && state.farewells.length === 0 && !state.isMediaOpen
    ? finish(state)
    : { state, effects: [] };

/** Waits no longer than this for the end of something that was cancelled, ms; ours: RFC 3261 9.1 says 64*T1, which no user waits. */
const cancelLimitMs = 4000;

/** Takes the INVITE back, at once or as soon as the server has shown that it has it. RFC 3261 9.1. */
export function takeBack(before: CallState, ending: Ending, nowMs: Ms): CallStep {
  const state: CallState = { ...because(before, ending), phase: 'cancelling' };
  const limit: DialogEffect = { kind: 'arm', timer: 'cancel-limit', atMs: ms(nowMs + cancelLimitMs) };
  if (!state.hasProvisional) return { state, effects: [limit] };
  const step = sendCancel(state, nowMs);
  return { state: step.state, effects: [...step.effects, limit] };
}

/** Sends CANCEL for the INVITE in hand, once or once more. */
export function sendCancel(before: CallState, nowMs: Ms): CallStep {
  const state = before.cancel === null ? cancelOf(before) : before;
  if (state.cancel === null) return { state, effects: [] };
  const names = { again: 'cancel-retransmit', giveUp: 'cancel-limit' } as const;
  const { attempt, effects } = transmitted(state.cancel, endingTimers, names, nowMs);
  const step = follow({ ...state, cancel: attempt }, attempt.bytes, nowMs);
  return { state: step.state, effects: [...step.effects, ...effects] };
}
