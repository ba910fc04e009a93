// What the lab asks account-client.ts to do, and what it answers.
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { z } from 'zod';
import type { Fact, Observation } from '../../shared/observation/observation.ts';
import { observationSchema } from '../../shared/observation/observation.ts';
import { accounts } from './asterisk-config.ts';
import type { Lab } from './lab.ts';
import { addresses, makeRunFolder, serverName } from './network.ts';

export type AccountTask =
  | { readonly kind: 'register'; readonly port?: number; readonly readPort?: number }
  | {
      readonly kind: 'readback' | 'call';
      readonly port?: number;
      readonly extension: string;
      readonly packets?: number;
      readonly cancelAfterMs?: number;
    };

export type AccountJob = {
  readonly serverAddress: string;
  readonly serverName: string;
  readonly localAddress: string;
  readonly credentials: { readonly username: string; readonly password: string; readonly realm?: string };
  readonly tasks: readonly AccountTask[];
};

export type AccountResult = {
  readonly facts: readonly Fact[];
  readonly requests: number;
  readonly strikes: number;
  readonly pauses: readonly number[];
};

export type AccountRun = AccountResult & { readonly observations: readonly Observation[] };

/** The client as one file, as the command line is one: node of the lab's client reads no TypeScript. */
export async function buildAccountClient(): Promise<{ readonly file: string; readonly remove: () => void }> {
  const folder = makeRunFolder('client');
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('account-client.ts', import.meta.url)),
      target: 'node20',
      outDir: folder,
      minify: false,
      rolldownOptions: {
        external: [...builtinModules, /^node:/],
        output: { format: 'es', entryFileNames: 'client.mjs', codeSplitting: false },
      },
    },
  });
  return { file: `${folder}/client.mjs`, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const { user, password } = accounts.probe;

/** Runs tasks on the client; whatever is recorded must fit into a report. */
export async function runAccount(
  lab: Lab,
  file: string,
  tasks: readonly AccountTask[],
  credentials: AccountJob['credentials'] = { username: user, password },
): Promise<AccountRun> {
  const job: AccountJob = {
    serverAddress: addresses.server,
    serverName,
    localAddress: addresses.client,
    credentials,
    tasks,
  };
  const run = await lab.runClient([process.execPath, file], {
    input: JSON.stringify(job),
    timeoutMs: 60_000,
  });
  if (run.code !== 0) throw new Error(`the client failed: ${run.stderr}`);
  const result = JSON.parse(run.stdout) as AccountResult;
  const observations = result.facts.map((fact, i) => ({ id: i + 1, atMs: i, ...fact }));
  return { ...result, observations: z.array(observationSchema).parse(observations) };
}
