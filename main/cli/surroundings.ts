// What a run of the command line needs around it: the system's network with lock and ledger, or the demo with neither.
import { createDemoNetwork } from '../demo/demo-network.ts';
import type { DemoScenario } from '../demo/scenarios.ts';
import { createMemoryLedger } from '../engine/memory-ledger.ts';
import type { CheckDeps } from '../engine/run-check.ts';
import { openLedgerFile } from '../io/request-ledger-file.ts';
import { acquireRunLock } from '../io/run-lock.ts';
import { stateFolder } from '../io/state-folder.ts';
import { createSystemNetwork } from '../io/system-network.ts';
import { UsageError } from './usage-error.ts';

export type Surroundings = Pick<CheckDeps, 'network' | 'ledger'> & { readonly close: () => Promise<void> };

export async function demoSurroundings(scenario: DemoScenario): Promise<Surroundings> {
  const network = await createDemoNetwork({ scenario });
  return { network, ledger: createMemoryLedger(), close: () => network.close() };
}

/** Throws UsageError while another check runs; warns where the record of earlier requests cannot be trusted. */
export async function realSurroundings(note: (line: string) => void): Promise<Surroundings> {
  const folder = stateFolder();
  const lock = await acquireRunLock(folder);
  if (!lock.ok && lock.error.code === 'busy')
    throw new UsageError(
      'Another check is running on this computer. Wait until it is done, then start again.',
    );
  const ledger = await openLedgerFile(folder);
  if (ledger.state === 'unreadable')
    note(
      `Warning: the record of earlier requests in ${folder} is damaged. It was set aside; the strictest limit applies.`,
    );
  if (ledger.state === 'not-writable')
    note(
      `Warning: nothing can be written in ${folder}. Earlier requests are unknown; the strictest limit applies.`,
    );
  const close = async (): Promise<void> => {
    await ledger.close();
    if (lock.ok) await lock.value.release();
  };
  return { network: createSystemNetwork(), ledger, close };
}
