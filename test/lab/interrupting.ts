// Runs the command line on the client of the lab and interrupts it, as Ctrl-C does, at a moment of its run.
import { spawn } from 'node:child_process';
import { cliFile } from './checking.ts';
import { type CommandResult, pause } from './command.ts';
import type { Lab } from './lab.ts';

export type Interrupted = CommandResult & {
  /** From the interrupt to the end; null when the program ended before. */
  readonly secondsAfter: number | null;
};

export type Moment = {
  /** Looks whether it has come: in what the program said on stderr so far, or elsewhere. */
  readonly hasCome: (stderr: string) => boolean | Promise<boolean>;
  /** How long after that the interrupt comes. */
  readonly afterMs: number;
};

/** Between two looks, ms. */
const lookMs = 100;
const timeoutMs = 100_000;

/** Runs `sip-alg-checker ARGS`; resolves when it has ended, by itself or by the interrupt. */
export async function runInterrupted(
  lab: Lab,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { hasCome, afterMs }: Moment,
): Promise<Interrupted> {
  const [program = '', ...argv] = lab.network.on('client', [process.execPath, cliFile, ...args]);
  const started = performance.now();
  const child = spawn(program, argv, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  const limit = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  while (isRunning() && !(await hasCome(output.stderr))) await pause(lookMs);
  await pause(afterMs);
  const interruptedAt = isRunning() ? performance.now() : null;
  child.kill('SIGINT');
  const code = await ended;
  clearTimeout(limit);
  const now = performance.now();
  const secondsAfter = interruptedAt === null ? null : (now - interruptedAt) / 1000;
  return { code, ...output, seconds: (now - started) / 1000, secondsAfter };
}
