// What a run needs around it: the system's network with lock and ledger, or the demo with neither.
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { createDemoNetwork } from '../../demo/demo-network.ts';
import { isDemoScenario } from '../../demo/scenarios.ts';
import type { Network } from '../../io/network.ts';
import { type LedgerFile, openLedgerFile } from '../../io/request-ledger-file.ts';
import { acquireRunLock, type RunLock } from '../../io/run-lock.ts';
import { createSystemNetwork } from '../../io/system-network.ts';
import { createMemoryLedger } from '../memory-ledger.ts';
import { sleep } from '../sleep.ts';

export type Surroundings = {
  readonly network: Network;
  readonly ledger: LedgerFile;
  readonly close: () => Promise<void>;
};

export type SurroundingsFault = 'another-check-runs' | 'internal';

/** The demo of that name, which touches neither disk nor network. */
export async function demoSurroundings(scenario: string): Promise<Result<Surroundings, SurroundingsFault>> {
  if (!isDemoScenario(scenario)) return err('internal');
  const network = await createDemoNetwork({ scenario });
  return ok({ network, ledger: createMemoryLedger(), close: () => network.close() });
}

/** The real network, for one run at a time on this computer. */
export async function realSurroundings(
  folder: string,
  patienceMs: number,
  signal: AbortSignal,
): Promise<Result<Surroundings, SurroundingsFault>> {
  const lock = await lockWithin(folder, patienceMs, signal);
  if (lock === 'busy') return err('another-check-runs');
  const ledger = await openLedgerFile(folder);
  const close = async (): Promise<void> => {
    await ledger.close();
    await lock?.release();
  };
  return ok({ network: createSystemNetwork(), ledger, close });
}

const betweenTriesMs = 1000;

/** Null where nothing can be written: the ledger then says so too, and the strictest limits hold. */
async function lockWithin(
  folder: string,
  patienceMs: number,
  signal: AbortSignal,
): Promise<RunLock | null | 'busy'> {
  for (let waitedMs = 0; ; waitedMs += betweenTriesMs) {
    const lock = await acquireRunLock(folder);
    if (lock.ok) return lock.value;
    if (lock.error.code === 'not-writable') return null;
    if (waitedMs >= patienceMs || !(await sleep(betweenTriesMs, signal))) return 'busy';
  }
}
