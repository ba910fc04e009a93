// One request on its way: how often it left, when it is sent again, what answers it. RFC 3261 17.1.
import { type Ms, ms } from '../base/units.ts';
import type { ExchangeTimers } from '../probe/exchange-types.ts';
import type { RequestIds } from '../probe/identifiers.ts';
import { parseCSeq } from '../sip/cseq.ts';
import { firstHeader, type SipMessage, topmostVia } from '../sip/message-reader.ts';
import { parseVia } from '../sip/via.ts';
import type { DialogEffect, TimerName } from './dialog-types.ts';

export type Attempt = {
  readonly method: string;
  readonly bytes: Uint8Array;
  readonly branch: string;
  readonly cseq: number;
  readonly transmissions: number;
  /** Null while it waits for leave to go. */
  readonly firstSentAtMs: Ms | null;
};

/** A request that has not left yet. */
export const newAttempt = (method: string, branch: string, cseq: number, bytes: Uint8Array): Attempt => ({
  method,
  bytes,
  branch,
  cseq,
  transmissions: 0,
  firstSentAtMs: null,
});

/** Counts a transmission and says when the next one is due and when to give up. RFC 3261 17.1.1.2, 17.1.2.2. */
export function transmitted(
  attempt: Attempt,
  timers: ExchangeTimers,
  names: { readonly again: TimerName; readonly giveUp: TimerName },
  nowMs: Ms,
): { readonly attempt: Attempt; readonly effects: readonly DialogEffect[] } {
  const firstSentAtMs = attempt.firstSentAtMs ?? nowMs;
  const due = timers.retransmitAtMs[attempt.transmissions];
  const effects: DialogEffect[] = [];
  if (attempt.firstSentAtMs === null)
    effects.push({ kind: 'arm', timer: names.giveUp, atMs: ms(firstSentAtMs + timers.giveUpAtMs) });
  if (due !== undefined) effects.push({ kind: 'arm', timer: names.again, atMs: ms(firstSentAtMs + due) });
  return { attempt: { ...attempt, firstSentAtMs, transmissions: attempt.transmissions + 1 }, effects };
}

/** True when a response answers this very request; an ALG may have changed the branch or the Call-ID, not both. RFC 3261 17.1.3. */
export function answers(reply: SipMessage, attempt: Attempt, ids: RequestIds): boolean {
  const cseq = parseCSeq(firstHeader(reply, 'cseq')?.value ?? '');
  if (!cseq.ok || cseq.value.number !== attempt.cseq || cseq.value.method !== attempt.method) return false;
  return branchOf(reply) === attempt.branch || callIdTokenOf(reply) === ids.callIdToken;
}

/** Branch of the topmost Via; null when it has none. */
export function branchOf(message: SipMessage): string | null {
  const via = parseVia(topmostVia(message) ?? '');
  return via.ok ? via.value.branch : null;
}

/** The part of the Call-ID before the `@`; null without one. */
export const callIdTokenOf = (message: SipMessage): string | null =>
  firstHeader(message, 'call-id')?.value.split('@')[0] ?? null;
