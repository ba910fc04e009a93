// Starts the loopback host as a user would and opens its page in Chromium.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const hostFile = join(root, 'out/loopback/loopback.mjs');

export type Host = {
  readonly url: string;
  readonly pid: number;
  readonly stateFolder: string;
  close(): Promise<void>;
};

/** A host with a state folder of its own; `args` as on the command line. */
export async function startHost(
  args: readonly string[] = ['--demo'],
  launcher: readonly string[] = [],
): Promise<Host> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'salg-e2e-'));
  const [program = '', ...rest] = [...launcher, process.execPath, hostFile, '--no-open', ...args];
  const child = spawn(program, rest, {
    env: { ...process.env, SIP_ALG_CHECKER_STATE_DIR: stateFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await firstUrl(child);
  return {
    url,
    pid: child.pid ?? 0,
    stateFolder,
    close: async () => {
      await stop(child);
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

function firstUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let noise = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      noise += chunk.toString();
    });
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${noise}`)));
    if (child.stdout === null) return reject(new Error('the host has no output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)?.[0];
      if (url !== undefined) resolve(url);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}
