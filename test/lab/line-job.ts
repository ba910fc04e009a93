// What the lab asks line-client.ts to do, and what it answers.
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { streamWorkers } from '../../main/engine/stream/vite.config.ts';
import type { Fact, Observation } from '../../shared/observation/observation.ts';
import { observationSchema } from '../../shared/observation/observation.ts';
import { accounts } from './asterisk-config.ts';
import { bundleClient, type ClientBundle } from './client-bundle.ts';
import type { CommandResult } from './command.ts';
import type { Lab } from './lab.ts';
import { addresses, serverName } from './network.ts';

/** One echo call; cancelled after so long, or never. */
export type LineCall = {
  readonly extension: string;
  readonly seconds: number;
  readonly cancelAfterMs?: number;
};

export type LineJob = {
  readonly serverAddress: string;
  readonly serverName: string;
  readonly localAddress: string;
  readonly credentials: { readonly username: string; readonly password: string };
  readonly calls: readonly LineCall[];
  /** Calls that run side by side. */
  readonly atOnce: number;
};

/** What the client's process holds, by the kernel's own lists. */
export type Held = { readonly sockets: number; readonly threads: number };

export type LineResult = {
  /** Facts of each call, in the order of the job. */
  readonly facts: readonly (readonly Fact[])[];
  /** Before the first call, and when the last one was over. */
  readonly before: Held;
  readonly after: Held;
};

export type LineRun = Omit<LineResult, 'facts'> & {
  readonly observations: readonly (readonly Observation[])[];
};

/** The client with the threads of its streams beside it. */
export const buildLineClient = (): Promise<ClientBundle> =>
  bundleClient(fileURLToPath(new URL('line-client.ts', import.meta.url)), [streamWorkers()]);

/** Runs calls on the client; whatever is recorded must fit into a report. */
export async function runLine(
  lab: Lab,
  file: string,
  calls: readonly LineCall[],
  { atOnce = 1, timeoutMs = 100_000 }: { readonly atOnce?: number; readonly timeoutMs?: number } = {},
): Promise<LineRun> {
  const { user, password } = accounts.probe;
  const job: LineJob = {
    serverAddress: addresses.server,
    serverName,
    localAddress: addresses.client,
    credentials: { username: user, password },
    calls,
    atOnce,
  };
  const run = await lab.runClient([process.execPath, file], { input: JSON.stringify(job), timeoutMs });
  const { facts, ...held } = readResult(run);
  const schema = z.array(observationSchema);
  return {
    ...held,
    observations: facts.map((list) => schema.parse(list.map((fact, i) => ({ id: i + 1, atMs: i, ...fact })))),
  };
}

function readResult({ code, stdout, stderr }: CommandResult): LineResult {
  if (code !== 0) throw new Error(`the client failed: ${stderr}`);
  return JSON.parse(stdout) as LineResult;
}
