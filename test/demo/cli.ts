// The built command line as a real process: its exit status, what it printed, and signals to it.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { pathName } from '../../shared/observation/path.ts';
import { verdictReplays } from '../../shared/report/build-report.ts';
import { parseReport, type Report } from '../../shared/report/report.ts';
import { newState } from './folder.ts';

export const cliFile = fileURLToPath(new URL('../../out/cli/sip-alg-checker.mjs', import.meta.url));
export const noResolver = new URL('./no-resolver.mjs', import.meta.url).href;
export const packetWatch = new URL('./packet-watch.mjs', import.meta.url).href;

export type CliOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** Modules loaded into the process before the program. */
  readonly preload?: readonly string[];
  /** A process that runs longer is killed and fails its test. */
  readonly timeoutMs?: number;
};

export type CliResult = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of stderr. */
  readonly lines: readonly string[];
  /** From the last signal to the end, else from the start, ms. */
  readonly tookMs: number;
};

export type RunningCli = {
  readonly child: ChildProcessWithoutNullStreams;
  /** Waits until stderr holds the text. */
  says(text: string): Promise<void>;
  interrupt(): void;
  readonly ended: Promise<CliResult>;
};

/** A report is sealed with a key of the state folder, and the tester's own is none of our business. */
const ownState = newState();

const running = new Set<ChildProcessWithoutNullStreams>();
// Only what a failed test left behind is still here.
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the program; the caller awaits `ended`. */
export function startCli(args: readonly string[], options: CliOptions = {}): RunningCli {
  const preload = (options.preload ?? []).flatMap((url) => ['--import', url]);
  const child = spawn(process.execPath, [...preload, cliFile, ...args], {
    env: { ...process.env, ...ownState, ...options.env },
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  let since = performance.now();
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const timeoutMs = options.timeoutMs ?? 50_000;
  const finish = async (): Promise<CliResult> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    clearTimeout(timer);
    running.delete(child);
    const lines = stderr.split('\n').filter((line) => line !== '');
    return { code, signal, stdout, stderr, lines, tookMs: performance.now() - since };
  };
  return {
    child,
    says: async (text) => {
      const deadline = performance.now() + timeoutMs;
      while (!stderr.includes(text)) {
        if (child.exitCode !== null || performance.now() > deadline)
          throw new Error(`never said "${text}": ${stderr}`);
        await sleep(10);
      }
    },
    interrupt: () => {
      since = performance.now();
      child.kill('SIGINT');
    },
    ended: finish(),
  };
}

export const runCli = (args: readonly string[], options?: CliOptions): Promise<CliResult> =>
  startCli(args, options).ended;

export type Checked = CliResult & {
  readonly report: Report;
  /** `udp/5060: confirmed` for every path. */
  readonly paths: Readonly<Record<string, string>>;
};

/** Reads the report of a `--json` run strictly; throws when it is not valid or its verdict does not replay. */
export function readChecked(result: CliResult): Checked {
  const report = readReport(result.stdout, result.stderr);
  const paths = Object.fromEntries(report.alg.paths.map((path) => [pathName(path), path.level]));
  return { ...result, report, paths };
}

export function readReport(text: string, context = ''): Report {
  const parsed = parseReport(text);
  if (!parsed.ok)
    throw new Error(`no usable report: ${parsed.error.message}\n${text.slice(0, 300)}\n${context}`);
  if (!verdictReplays(parsed.value))
    throw new Error('the verdict does not follow from the observations of its report');
  return parsed.value;
}

/** `check --json` with these arguments. */
export const checkJson = async (args: readonly string[], options?: CliOptions): Promise<Checked> =>
  readChecked(await runCli(['check', '--json', ...args], options));

/** Exit status of each level, as the command line promises. */
export const exitCodes = {
  unlikely: 0,
  possible: 10,
  likely: 20,
  confirmed: 21,
  inconclusive: 30,
  blocked: 31,
  'not-applicable': 32,
} as const;
