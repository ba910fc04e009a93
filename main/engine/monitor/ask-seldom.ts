// A monitor without an account: the plainest request there is, at a pace that no server minds.
import type { MonitorEnd } from '../../../shared/ipc/monitor.ts';
import { newRequestIds } from '../../../shared/probe/identifiers.ts';
import { anonymousUser } from '../../../shared/probe/probe-request.ts';
import { createConversation } from '../conversation.ts';
import { sleep } from '../sleep.ts';
import { watchForSleep } from '../stream/sleep-watch.ts';
import type { MonitorMeter } from './meter.ts';
import type { MonitorDeps, MonitorPlan } from './monitor-plan.ts';

/** Silence to so many requests in a row: the server is gone or has blocked us; asking on would make it worse. ours. */
const silentQuestions = 3;

/** Sent once: another transmission would be another request to the server's counters. */
const once = { retransmitAtMs: [], giveUpAtMs: 4000 };

/** Asks until the time is over; the same flow all the time, so that routers see one connection. */
export async function askSeldom(
  plan: MonitorPlan,
  deps: MonitorDeps,
  meter: MonitorMeter,
): Promise<MonitorEnd> {
  let roundTripMs: number | null = null;
  let hasSent = false;
  const conversation = createConversation({
    ...deps,
    guard: deps.guardFor(plan.probeUser === null ? 'anonymous' : 'probe-user'),
    serverName: plan.serverName,
    record: (fact) => {
      if (fact.kind === 'request-sent') hasSent = true;
      if (fact.kind === 'reply-received' && !fact.isLate) roundTripMs ??= fact.sinceRequestMs;
    },
  });
  let silent = 0;
  const away = new AbortController();
  const endWatch = watchForSleep(deps.clock, () => away.abort());
  const signal = AbortSignal.any([deps.signal, away.signal]);
  try {
    for (let exchange = 1; meter.elapsedMs() < plan.durationMs; exchange++) {
      const sentAtMs = meter.elapsedMs();
      [roundTripMs, hasSent] = [null, false];
      await conversation.run(question(plan, deps, exchange), signal);
      // A question that nobody listened for is not lost.
      if (away.signal.aborted) return 'computer-slept';
      if (hasSent) meter.noteQuestion(sentAtMs, roundTripMs);
      silent = hasSent && roundTripMs === null ? silent + 1 : 0;
      if (silent >= silentQuestions) return 'echoes-stopped';
      const restMs = Math.min(
        plan.intervalMs - (meter.elapsedMs() - sentAtMs),
        plan.durationMs - meter.elapsedMs(),
      );
      if (signal.aborted || (restMs > 0 && !(await sleep(restMs, signal))))
        return away.signal.aborted ? 'computer-slept' : 'stopped';
    }
    return 'duration';
  } finally {
    endWatch();
    conversation.close();
  }
}

const question = (
  { mainPath, probeUser, serverName }: MonitorPlan,
  { ids }: MonitorDeps,
  exchange: number,
) => ({
  probe: 'truthful' as const,
  path: mainPath,
  exchange,
  ids: newRequestIds(ids),
  fromUser: probeUser ?? anonymousUser,
  claim: 'own' as const,
  timers: once,
  serverName,
});
