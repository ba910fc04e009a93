// From a server's name to a monitor that runs: the same look-up, the same refusals and the same gate as a check.
import type { Clock } from '../../../shared/base/clock.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { MonitorReading } from '../../../shared/ipc/monitor.ts';
import type { SenderMode } from '../../../shared/probe/request-limits.ts';
import type { Network } from '../../io/network.ts';
import type { LedgerFile } from '../../io/request-ledger-file.ts';
import { createBanGuard, type GuardDeps } from '../ban-guard.ts';
import { type CheckRefusal, findServer } from '../find-server.ts';
import { rememberedAnswers } from '../request-ledger.ts';
import { sleep } from '../sleep.ts';
import type { MonitorPlan, MonitorResult } from './monitor-plan.ts';
import { runMonitor } from './run-monitor.ts';

export type MonitorQuestion = Omit<MonitorPlan, 'mainPath'> & {
  /** Null: as the name's service record says, else 5060. */
  readonly port: number | null;
};

export type WatchDeps = {
  readonly network: Network;
  readonly ledger: LedgerFile;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly signal: AbortSignal;
  readonly onReading: (reading: MonitorReading) => void;
  /** The server must not be asked yet. */
  readonly onPause: (forMs: number) => void;
  readonly workerFolder?: URL;
};

/** Watches until the end; `unreachable`: no address, or no way to it. */
export async function watchLine(
  question: MonitorQuestion,
  deps: WatchDeps,
): Promise<Result<MonitorResult, CheckRefusal | { readonly code: 'unreachable' }>> {
  const found = await findServer({ ...question, altPort: null }, deps.network, () => undefined);
  if (!found.ok) return found;
  if (found.value === null) return err({ code: 'unreachable' });
  const { address, port, route } = found.value;
  const guardDeps = (mode: SenderMode): GuardDeps => ({
    ...deps,
    mode,
    serverName: question.serverName,
    sleep: (forMs) => sleep(forMs, deps.signal),
    onPause: ({ forMs }) => deps.onPause(forMs),
  });
  const plan = { ...question, mainPath: { transport: 'udp', port } as const };
  return ok(
    await runMonitor(plan, {
      ...deps,
      guardFor: (mode) => createBanGuard(guardDeps(mode)),
      rememberedAnswers: rememberedAnswers(deps.ledger, deps.clock, address),
      serverAddress: address,
      localAddress: route.localAddress,
    }),
  );
}
