// One monitor inside the engine: surroundings, then the same watch as the command line runs.
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { RefusalCode } from '../../../shared/ipc/contract.ts';
import type { MonitorReading } from '../../../shared/ipc/monitor.ts';
import { lendAccount } from '../call/lend-account.ts';
import type { MonitorResult } from '../monitor/monitor-plan.ts';
import { watchLine } from '../monitor/watch-line.ts';
import type { MonitorMessage } from './engine-messages.ts';
import { type EngineRunDeps, refusalCodes } from './engine-run.ts';
import { realSurroundings } from './surroundings.ts';

type MonitorRunDeps = Omit<EngineRunDeps, 'onProgress'> & {
  readonly onReading: (reading: MonitorReading) => void;
};

/** Watches what `start` asks for; an error is a code that the window has words for. */
export async function monitorForHost(
  start: MonitorMessage,
  deps: MonitorRunDeps,
): Promise<Result<MonitorResult, RefusalCode>> {
  const surroundings = await realSurroundings(start.folder, 0, deps.signal);
  if (!surroundings.ok) return surroundings;
  try {
    const watched = await watchLine(questionOf(start), {
      ...deps,
      ...surroundings.value,
      onPause: () => undefined,
    });
    return watched.ok ? ok(watched.value) : err(refusalCodes[watched.error.code]);
  } finally {
    await surroundings.value.close();
  }
}

const questionOf = ({ request, password }: MonitorMessage) => {
  const { server, port, account, probeUser, intervalMs, durationSeconds } = request;
  const echoExtension = account?.echoExtension ?? null;
  const call =
    account === null || echoExtension === null || password === null
      ? null
      : {
          account: lendAccount({ username: account.username, password, realm: null }),
          echoExtension,
        };
  return {
    serverName: server,
    port,
    call,
    probeUser: probeUser ?? account?.username ?? null,
    intervalMs,
    durationMs: durationSeconds * 1000,
  };
};
