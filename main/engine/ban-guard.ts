// The one gate between a probe and the network. Probes have no sockets: whatever they want sent passes here,
// is checked against the wire contract (shared/probe/*-rules, request-limits), written to the ledger, and only
// then leaves. A refusal is an answer, never an exception.
import { bytesToLatin1 } from '../../shared/base/bytes.ts';
import type { Clock } from '../../shared/base/clock.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { dialogRuleBreach, followUpBreach } from '../../shared/dialog/dialog-rules.ts';
import type { Fact, NotSentReason } from '../../shared/observation/observation.ts';
import {
  type AnswerClass,
  flowLimits,
  longestPauseMs,
  noStrikeStatusCodes,
  requestGapMs,
  requestLimits,
  type SenderMode,
  strikeStatusCodes,
  waitMs,
} from '../../shared/probe/request-limits.ts';
import { requestRuleBreach } from '../../shared/probe/request-rules.ts';
import { targetRefusal } from '../../shared/probe/target-rules.ts';
import type { Flow, FlowFault, FlowHandlers, Network, OpenFlow } from '../io/network.ts';
import type { LedgerEntry, LedgerFile } from '../io/request-ledger-file.ts';
import { agesOf, rememberedAnswers } from './request-ledger.ts';

export type GuardDeps = {
  readonly network: Network;
  readonly ledger: LedgerFile;
  readonly clock: Clock;
  readonly mode: SenderMode;
  readonly serverName: string;
  /** Waits, or returns false at once when the run is cancelled. */
  readonly sleep: (forMs: number) => Promise<boolean>;
  readonly onPause: (pause: Omit<Extract<Fact, { kind: 'paused' }>, 'kind'>) => void;
};

export type Refusal = { readonly refused: NotSentReason };

/** A flow that can send requests, each only after admission. */
export type SenderFlow = {
  readonly flow: Omit<Flow, 'send' | 'prime'>;
  /** Waits for its turn and books the request; `mayWait` false (a retransmission) refuses instead of pausing. */
  admit(request: Uint8Array, mayWait: boolean): Promise<Result<Admission, Refusal>>;
  /**
   * Sends what ends or keeps up something that the server holds already: ACK, CANCEL, BYE, a response. Booked, but
   * never refused for its number: a call left standing does more harm than a packet. What breaks a rule is not sent.
   */
  follow(message: Uint8Array): Promise<Result<void, FlowFault | Refusal>>;
};

/** The right to send one request, once. */
export type Admission = { send(): Promise<Result<void, FlowFault>> };

/** A socket that only listens; all it can send is a prime that dies at the first hop. */
export type ListenerFlow = {
  readonly flow: Omit<Flow, 'send' | 'prime'>;
  prime(): Promise<Result<void, FlowFault>>;
};

export type BanGuard = {
  openSender(what: OpenFlow, handlers: FlowHandlers): Promise<Result<SenderFlow, Refusal | FlowFault>>;
  openListener(what: OpenFlow, handlers: FlowHandlers): Promise<Result<ListenerFlow, Refusal | FlowFault>>;
  /** Tells the guard how the server answered a matched request. */
  noteAnswer(serverAddress: string, statusCode: number): Promise<void>;
  /** Tells the guard that the server wrote a line that ban tools count: remembered, and the second one is the last. */
  noteStrike(serverAddress: string, isFinal: boolean): Promise<void>;
};

const prime = new Uint8Array([13, 10, 13, 10]);

export function createBanGuard(deps: GuardDeps): BanGuard {
  const answers = new Map<string, AnswerClass>();
  const struck = new Set<string>();
  const lastSent: LastSent = { atMs: null };
  const answerClass = (address: string): AnswerClass =>
    answers.get(address) ?? rememberedAnswers(deps.ledger, deps.clock, address);
  return {
    async openSender(what, handlers) {
      const refusal = refuseTarget(what);
      if (refusal !== null) return err(refusal);
      const isStream = what.transport !== 'udp';
      // Connecting sends packets already, so a stream is booked as a flow before it is opened.
      const booked = isStream ? await bookFlow(deps, what.remote.address, true) : ok(undefined);
      if (!booked.ok) return booked;
      if (!(await deps.sleep(0))) return err({ refused: 'cancelled' });
      const opened = await deps.network.open(what, handlers);
      return opened.ok ? ok(senderFlow(deps, opened.value, isStream, { answerClass, lastSent })) : opened;
    },
    async openListener(what, handlers) {
      const refusal = refuseTarget(what);
      if (refusal !== null) return err(refusal);
      const opened = await deps.network.open(what, handlers);
      if (!opened.ok) return opened;
      return ok({ flow: opened.value, prime: () => opened.value.prime(prime) });
    },
    async noteStrike(serverAddress, isFinal) {
      const isSecond = struck.has(serverAddress);
      // What was known before this run still holds; this one strike alone must not stop what is left of it.
      answers.set(serverAddress, isFinal || isSecond ? 'strike-risk' : answerClass(serverAddress));
      struck.add(serverAddress);
      await append(deps, serverAddress, 'strike-answer');
    },
    async noteAnswer(serverAddress, statusCode) {
      const isStrike = strikeStatusCodes(deps.mode).includes(statusCode);
      const isHarmless = noStrikeStatusCodes.includes(statusCode);
      if (!isStrike && !isHarmless) return;
      const known = answerClass(serverAddress);
      if (known === 'strike-risk') return;
      answers.set(serverAddress, isStrike ? 'strike-risk' : 'no-strike');
      if (isStrike) await append(deps, serverAddress, 'strike-answer');
      // What a provisioned user is answered says nothing about how strangers are counted.
      else if (known !== 'no-strike' && deps.mode === 'anonymous')
        await append(deps, serverAddress, 'no-strike-answer');
    },
  };
}

/** When a request really left; a booking may be some milliseconds older on a busy computer. */
type LastSent = { atMs: number | null };
type Memory = {
  readonly answerClass: (address: string) => AnswerClass;
  readonly lastSent: LastSent;
};

const refuseTarget = (what: OpenFlow): Refusal | null =>
  targetRefusal(what.remote.address, what.remote.port) === null ? null : { refused: 'target-refused' };

function senderFlow(deps: GuardDeps, flow: Flow, isBooked: boolean, memory: Memory): SenderFlow {
  let isFlowBooked = isBooked;
  const { address } = flow.remote;
  return {
    flow,
    async admit(request, mayWait) {
      const rule = deps.mode === 'account' ? dialogRuleBreach : requestRuleBreach;
      const breach = rule(request, deps.serverName);
      if (breach !== null) throw new Error(`request breaks the wire contract: ${breach}`);
      if (!isFlowBooked) {
        const booked = await bookFlow(deps, address, mayWait);
        if (!booked.ok) return booked;
        isFlowBooked = true;
      }
      const booked = await bookRequest(deps, address, mayWait, memory);
      return booked.ok ? ok(onceOnly(flow, request, deps.clock, memory.lastSent)) : booked;
    },
    async follow(message) {
      const isAllowed = deps.mode === 'account' && isFlowBooked && followUpBreach(message) === null;
      if (!isAllowed) return err({ refused: 'target-refused' });
      if (countsAsRequest(message)) await append(deps, address, 'request');
      return flow.send(message);
    },
  };
}

/** An ACK is half of an INVITE that was counted; a response is the server's request. */
const countsAsRequest = (message: Uint8Array): boolean =>
  !/^(?:ACK |SIP\/2\.0 )/.test(bytesToLatin1(message.subarray(0, 8)));

function onceOnly(flow: Flow, request: Uint8Array, clock: Clock, lastSent: LastSent): Admission {
  let isUsed = false;
  return {
    send() {
      if (isUsed) throw new Error('an admission is good for one datagram');
      isUsed = true;
      lastSent.atMs = clock.monotonicMs();
      return flow.send(request);
    },
  };
}

async function bookFlow(deps: GuardDeps, address: string, mayWait: boolean): Promise<Result<void, Refusal>> {
  const wait = waitMs(agesOf(deps.ledger, deps.clock, address, 'flow'), flowLimits);
  const waited = await pause(deps, 'flow-budget', wait, mayWait);
  if (waited === 'too-long') return err({ refused: 'flow-budget' });
  if (waited === 'cancelled') return err({ refused: 'cancelled' });
  await append(deps, address, 'flow');
  return ok(undefined);
}

async function bookRequest(
  deps: GuardDeps,
  address: string,
  mayWait: boolean,
  { answerClass, lastSent }: Memory,
): Promise<Result<void, Refusal>> {
  const { ledger } = deps;
  const ages = agesOf(ledger, deps.clock, address, 'request');
  const known = answerClass(address);
  const wait = waitMs(ages, requestLimits(deps.mode, known, ledger.state === 'kept'));
  const waited = await pause(deps, 'request-rate', wait, mayWait);
  if (waited === 'too-long') return err({ refused: refusalReason(known, ledger.state) });
  const sinceSent = lastSent.atMs === null ? requestGapMs : deps.clock.monotonicMs() - lastSent.atMs;
  const gap = requestGapMs - Math.min(...ages, sinceSent, requestGapMs);
  if (waited === 'cancelled' || (gap > 0 && !(await deps.sleep(gap)))) return err({ refused: 'cancelled' });
  const isKept = await append(deps, address, 'request');
  // It is in memory only: from now on the strictest limit holds, this request included.
  const isBeyond = !isKept && waitMs(ages, requestLimits(deps.mode, known, false)) > 0;
  return isBeyond ? err({ refused: 'ledger-not-writable' }) : ok(undefined);
}

function refusalReason(known: AnswerClass, state: LedgerFile['state']): NotSentReason {
  if (known === 'strike-risk') return 'strike-risk';
  return state === 'kept' ? 'request-budget' : `ledger-${state}`;
}

/** Waits so that the server does not take the sender for an attacker, unless that takes too long. */
async function pause(
  deps: GuardDeps,
  reason: 'flow-budget' | 'request-rate',
  forMs: number,
  mayWait: boolean,
): Promise<'over' | 'too-long' | 'cancelled'> {
  if (forMs <= 0) return 'over';
  if (!mayWait || forMs > longestPauseMs) return 'too-long';
  deps.onPause({ reason, forMs });
  return (await deps.sleep(forMs)) ? 'over' : 'cancelled';
}

/** Writes before sending: a crash can only make the ledger count too much. False when it is in memory only. */
const append = (deps: GuardDeps, serverAddress: string, kind: LedgerEntry['kind']): Promise<boolean> =>
  deps.ledger.append({ serverAddress, kind, atWallMs: deps.clock.wallMs(), uptimeMs: deps.clock.uptimeMs() });
