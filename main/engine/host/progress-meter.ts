// Turns what a run reports into the numbers a window shows. Sent and received are counted at the sockets; only
// `planned` grows with what the plan finds worth asking, and only `secondsLeft` is an estimate.
import type { Clock } from '../../../shared/base/clock.ts';
import type { Progress, WindowCheckRequest } from '../../../shared/ipc/contract.ts';
import type { CheckProgress } from '../run-check.ts';
import type { StreamSnapshot } from '../stream/stream-messages.ts';
import type { TrafficCount } from './counting-network.ts';

/** The four probes of an undisturbed run on the main path: truthful, decoy, diverted, translated. */
const mainProbes = 4;
/** The ban guard lets four requests pass in five seconds. */
const secondsPerRequest = 1.25;
const secondsToReach = 1;

/** Requests of an undisturbed run: one for each probe and control. */
export const plannedRequests = (request: WindowCheckRequest): number =>
  mainProbes +
  (request.altPort === null || request.altPort === request.port ? 0 : 1) +
  request.transports.filter((transport) => transport !== 'udp').length;

/** How long the account's part takes, ms: the sound, and some seconds for what is asked before and after. */
const accountMs = ({ streamSeconds }: WindowCheckRequest): number => ((streamSeconds ?? 0) + 8) * 1000;

/** What a window shows before the engine has said anything. */
export const firstProgress = (request: WindowCheckRequest): Progress => ({
  step: 'reaching-server',
  probe: null,
  path: null,
  sent: 0,
  received: 0,
  planned: plannedRequests(request),
  secondsLeft: secondsToReach + Math.ceil(plannedRequests(request) * secondsPerRequest),
  pause: null,
  hint: null,
  stream: null,
});

export type ProgressMeter = {
  note(progress: CheckProgress): void;
  /** No further probe will be sent. */
  finish(): void;
  read(): Progress;
};

type Pause = { readonly reason: 'flow-budget' | 'request-rate'; readonly untilMs: number };
type Seen = Pick<Progress, 'step' | 'probe' | 'path' | 'hint' | 'stream'>;

/** A meter that reads `traffic` for what really left and came. */
export function createProgressMeter(
  request: WindowCheckRequest,
  traffic: TrafficCount,
  clock: Clock,
): ProgressMeter {
  const expected = plannedRequests(request);
  let seen: Seen = firstProgress(request);
  let pause: Pause | null = null;
  let accountUntilMs: number | null = null;
  return {
    note(progress) {
      switch (progress.kind) {
        case 'probing':
          pause = null;
          seen = { ...seen, step: 'checking-router', probe: progress.wish.probe, path: progress.wish.path };
          return;
        case 'paused':
          pause = { reason: progress.reason, untilMs: clock.monotonicMs() + progress.forMs };
          return;
        case 'hint':
          seen = { ...seen, hint: progress.level };
          return;
        case 'using-account':
          pause = null;
          seen = { ...seen, step: 'measuring-line', probe: null, path: null };
          accountUntilMs = clock.monotonicMs() + accountMs(request);
          return;
        case 'streaming':
          pause = null;
          seen = { ...seen, stream: soundOf(progress.snapshot, seen.stream) };
      }
    },
    finish() {
      pause = null;
      seen = { ...seen, step: 'finishing' };
    },
    read() {
      const nowMs = clock.monotonicMs();
      const waiting = waitingAt(pause, nowMs);
      const pauseSeconds = waiting?.secondsLeft ?? 0;
      const numbers = counts(seen.step, expected, traffic, pauseSeconds);
      const accountSeconds = Math.min(600, secondsUntil(accountUntilMs ?? 0, nowMs) + pauseSeconds);
      const secondsLeft = seen.step === 'measuring-line' ? accountSeconds : numbers.secondsLeft;
      return { ...seen, ...numbers, secondsLeft, pause: waiting };
    },
  };
}

const secondsUntil = (untilMs: number, nowMs: number): number =>
  Math.max(0, Math.ceil((untilMs - nowMs) / 1000));

/** The pause as a window shows it; null when it is over. */
function waitingAt(pause: Pause | null, nowMs: number): Progress['pause'] {
  const secondsLeft = pause === null ? 0 : secondsUntil(pause.untilMs, nowMs);
  return pause === null || secondsLeft === 0
    ? null
    : { reason: pause.reason, secondsLeft: Math.min(120, secondsLeft) };
}

function counts(
  step: Progress['step'],
  expected: number,
  traffic: TrafficCount,
  pauseSeconds: number,
): Pick<Progress, 'sent' | 'received' | 'planned' | 'secondsLeft'> {
  const sent = Math.min(traffic.sent, 999);
  const received = Math.min(traffic.received, 1000);
  if (step === 'finishing') return { sent, received, planned: Math.max(sent, 1), secondsLeft: 0 };
  // A probe under way is at least one request more than those that were sent.
  const planned = Math.max(expected, sent + 1);
  const work = Math.ceil((planned - sent) * secondsPerRequest);
  return { sent, received, planned, secondsLeft: Math.min(600, work + pauseSeconds) };
}

/** Counts of the sound so far; a moment without echoes leaves the last times standing. */
const soundOf = (
  { sentCount, echoedCount, roundTripMs }: StreamSnapshot,
  before: Progress['stream'],
): Progress['stream'] => ({
  sent: sentCount,
  received: echoedCount,
  rttMs: roundTripMs?.mean ?? before?.rttMs ?? null,
});
