// Running programs: every `ip`, `nft` and `iptables` call of the lab goes through here.
import { spawn, spawnSync } from 'node:child_process';

/** What a finished program left behind. `code` is null when a signal ended it. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface CommandOptions {
  /** Text for its standard input; without it the input is empty. */
  readonly input?: string;
  /** Variables on top of this process's own; an undefined value removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** After this it gets SIGTERM, and two seconds later SIGKILL. */
  readonly timeoutMs?: number;
  readonly cwd?: string;
}

const defaultTimeoutMs = 30_000;
const graceMs = 2_000;

/** Runs a program to its end, whatever its exit code. Rejects only when it cannot be started. */
export function execute(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const [program, ...args] = argv;
  if (program === undefined) return Promise.reject(new Error('an empty command line'));
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...options.env }, cwd: options.cwd });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8');
      child[stream].on('data', (text: string) => {
        output[stream] += text;
      });
    }
    let hardStop: NodeJS.Timeout | undefined;
    const softStop = setTimeout(() => {
      child.kill('SIGTERM');
      hardStop = setTimeout(() => {
        child.kill('SIGKILL');
        // A grandchild that keeps the pipes open must not keep us waiting.
        child.stdout.destroy();
        child.stderr.destroy();
      }, graceMs);
    }, options.timeoutMs ?? defaultTimeoutMs);
    const stopTimers = () => {
      clearTimeout(softStop);
      clearTimeout(hardStop);
    };
    child.on('error', (error) => {
      stopTimers();
      reject(error);
    });
    child.on('close', (code) => {
      stopTimers();
      resolve({ code, ...output, seconds: (performance.now() - started) / 1000 });
    });
    // A program that never reads its input closes the pipe early: that is not an error of ours.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Runs a program that must succeed and returns what it printed. */
export async function must(argv: readonly string[], options: CommandOptions = {}): Promise<string> {
  const result = await execute(argv, options);
  if (result.code !== 0) {
    const detail = `${result.stderr}${result.stdout}`.trim();
    throw new Error(`${argv.join(' ')} ended with ${result.code ?? 'a signal'}: ${detail}`);
  }
  return result.stdout;
}

/** The same, blocking: for the availability check and for clean-up while the process exits. */
export function succeeds(argv: readonly string[], input = ''): boolean {
  const [program, ...args] = argv;
  if (program === undefined) return false;
  return (
    spawnSync(program, args, { input, timeout: 10_000, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0
  );
}

/** Resolves after that many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Does the jobs, so many at a time, and resolves when all are done; rejects with the first that failed. */
export async function atMost(together: number, jobs: readonly (() => Promise<unknown>)[]): Promise<void> {
  const waiting = jobs.values();
  const work = async (): Promise<void> => {
    for (const job of waiting) await job();
  };
  await Promise.all(Array.from({ length: together }, work));
}
