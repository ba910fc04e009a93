// Watches a line until its time is over or somebody stops it: packets of sound inside echo calls where there is an
// account, else SIP requests as seldom as the wire contract allows. A server that ends a call after its own limit is
// called again, within the same limits.
import type { CallOutcome } from '../../../shared/observation/account.ts';
import { requestLimits } from '../../../shared/probe/request-limits.ts';
import { createAccountSession } from '../call/account-session.ts';
import { askSeldom } from './ask-seldom.ts';
import { createMonitorMeter, type MonitorMeter } from './meter.ts';
import { openMonitorLeg } from './monitor-leg.ts';
import type { MonitorDeps, MonitorEnd, MonitorPlan, MonitorResult } from './monitor-plan.ts';

/** Between two readings, ms. */
const readingGapMs = 250;
/** A call that ended sooner was not ended by a limit of the server: calling again would not help. ours. */
const shortestCallMs = 20_000;

/** Runs to the end of the plan; never rejects for what the network or the server does. */
export async function runMonitor(plan: MonitorPlan, deps: MonitorDeps): Promise<MonitorResult> {
  const intervalMs = plan.call === null ? questionGapMs(plan, deps) : plan.intervalMs;
  const source = plan.call === null ? 'sip-requests' : 'echo-call';
  const meter = createMonitorMeter(source, intervalMs, deps.clock);
  const telling = setInterval(() => deps.onReading(meter.reading()), readingGapMs);
  try {
    const endedBy =
      plan.call === null
        ? await askSeldom({ ...plan, intervalMs }, deps, meter)
        : await callAgainAndAgain(plan, plan.call, deps, meter);
    return { endedBy, reading: meter.reading() };
  } finally {
    clearInterval(telling);
  }
}

/** The wire contract's own pace: no limit may ever be reached. */
function questionGapMs({ probeUser, intervalMs }: MonitorPlan, { rememberedAnswers }: MonitorDeps): number {
  const mode = probeUser === null ? 'anonymous' : 'probe-user';
  const paces = requestLimits(mode, rememberedAnswers, true).map(({ most, perMs }) => perMs / most);
  return Math.max(intervalMs, ...paces);
}

type Calling = NonNullable<MonitorPlan['call']>;

async function callAgainAndAgain(
  plan: MonitorPlan,
  { account, echoExtension }: Calling,
  deps: MonitorDeps,
  meter: MonitorMeter,
): Promise<MonitorEnd> {
  let outcome: CallOutcome | null = null;
  const session = createAccountSession({
    ...deps,
    guard: deps.guardFor('account'),
    account,
    serverName: plan.serverName,
    record: (fact) => {
      if (fact.kind === 'call') outcome = fact.outcome;
    },
  });
  try {
    for (;;) {
      const startedMs = meter.elapsedMs();
      const leg = await openMonitorLeg(plan, deps, meter);
      if (leg === null) return 'network-failed';
      await session.call(plan.mainPath, echoExtension, leg);
      const end = endAfterCall(outcome, await leg.ended(), plan, deps, meter.elapsedMs() - startedMs);
      if (end !== null) return end;
      if (meter.elapsedMs() >= plan.durationMs) return 'duration';
    }
  } finally {
    session.close();
  }
}

/** Why the monitor is over after a call; null when it may call again. */
function endAfterCall(
  outcome: CallOutcome | null,
  leg: MonitorEnd | 'running',
  plan: MonitorPlan,
  { signal }: MonitorDeps,
  tookMs: number,
): MonitorEnd | null {
  if (signal.aborted) return 'stopped';
  if (outcome === 'credential-refused') return 'credential-refused';
  if (outcome !== 'answered') return 'call-refused';
  if (leg !== 'call-ended') return leg === 'running' ? 'call-ended' : leg;
  return tookMs < Math.min(shortestCallMs, plan.durationMs) ? 'call-ended' : null;
}
