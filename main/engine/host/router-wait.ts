// Waiting for a router that restarts: asked quietly and seldom until it answers, then until the server's name is found
// again. Only the router gets a packet, and the system's resolver a question; the server gets none.
import type { Clock } from '../../../shared/base/clock.ts';
import type { RouterWait } from '../../../shared/ipc/router.ts';
import { sleep } from '../sleep.ts';

/** Two questions of one wait: each answers within a few seconds and never rejects. */
export type WaitProbes = {
  readonly routerAnswers: (signal: AbortSignal) => Promise<boolean>;
  readonly serverIsFound: (signal: AbortSignal) => Promise<boolean>;
};

export type RouterWaitDeps = {
  readonly clock: Clock;
  readonly onChange: (state: RouterWait) => void;
  /** Stands in for the time between two rounds in tests. */
  readonly pause?: (forMs: number, signal: AbortSignal) => Promise<boolean>;
};

export type RouterWaitKeeper = {
  state(): RouterWait;
  /** Begins anew; a wait that is under way ends without a word. */
  start(probes: WaitProbes): void;
  /** Back to idle. */
  stop(): void;
};

/** From one question to the next, and in all; routers take two to three minutes. */
export const roundMs = 5000;
export const limitMs = 300_000;
/** A router that was told to restart answers for a while yet: so many answers in a row without a gap mean that it stays. */
const steadyRounds = 5;

export function createRouterWait(deps: RouterWaitDeps): RouterWaitKeeper {
  const pause = deps.pause ?? sleep;
  let state: RouterWait = { phase: 'idle' };
  let current: AbortController | null = null;
  const change = (next: RouterWait): void => {
    state = next;
    deps.onChange(next);
  };
  const stop = (): void => {
    current?.abort();
    current = null;
    if (state.phase !== 'idle') change({ phase: 'idle' });
  };
  const run = async (probes: WaitProbes, { signal }: AbortController): Promise<void> => {
    const startedMs = deps.clock.monotonicMs();
    let wasAway = false;
    let answers = 0;
    for (;;) {
      const roundStartedMs = deps.clock.monotonicMs();
      const answersNow = await probes.routerAnswers(signal);
      if (signal.aborted) return;
      wasAway ||= !answersNow;
      answers = answersNow ? answers + 1 : 0;
      const isRouterBack = answers > 0 && (wasAway || answers >= steadyRounds);
      const isFound = isRouterBack && (await probes.serverIsFound(signal));
      if (signal.aborted) return;
      if (isFound) return change({ phase: 'ended', outcome: 'back', wasAway });
      const nowMs = deps.clock.monotonicMs();
      const leftMs = startedMs + limitMs - nowMs;
      const untilNextMs = Math.max(0, roundStartedMs + roundMs - nowMs);
      if (leftMs <= untilNextMs)
        return change({ phase: 'ended', outcome: isRouterBack ? 'router-only' : 'silent', wasAway });
      change({ phase: 'waiting', isRouterBack, secondsLeft: Math.ceil(leftMs / 1000) });
      if (!(await pause(untilNextMs, signal))) return;
    }
  };
  return {
    state: () => state,
    start: (probes) => {
      current?.abort();
      current = new AbortController();
      change({ phase: 'waiting', isRouterBack: false, secondsLeft: limitMs / 1000 });
      void run(probes, current);
    },
    stop,
  };
}
