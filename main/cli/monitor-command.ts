// `monitor`: watches a line, says on stderr how it goes, and prints what it came to.
import { networkInterfaces } from 'node:os';
import { probeUserSchema } from '../../shared/profile/profile.ts';
import { lendAccount } from '../engine/call/lend-account.ts';
import type { MonitorReading, MonitorResult } from '../engine/monitor/monitor-plan.ts';
import { watchLine } from '../engine/monitor/watch-line.ts';
import { systemClock } from '../io/clock.ts';
import { secureIds } from '../io/ids.ts';
import { readAccountFile } from './account-file.ts';
import { extension } from './account-options.ts';
import type { Terminal } from './check-command.ts';
import { splitHostPort } from './check-options.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { endSentence, readingLine, renderReading } from './monitor-text.ts';
import { refusalSentence } from './refusal-sentence.ts';
import { checkReportTarget, saveReport } from './report-target.ts';
import { realSurroundings } from './surroundings.ts';
import { clip, UsageError } from './usage-error.ts';

/** As commander hands it over. */
export type RawMonitorOptions = {
  readonly duration: string;
  readonly interval: string;
  readonly account?: string;
  readonly echoExtension?: string;
  readonly probeUser?: string;
  readonly localIp?: string;
  readonly output?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

const durationSeconds = { least: 1, most: 86_400 } as const;
const intervalSeconds = { least: 0.02, most: 60 } as const;
/** Between two lines on stderr, ms. */
const lineGapMs = 5000;

/** Runs a monitor to its end; resolves to the exit status, throws UsageError for unusable input. */
export async function monitorCommand(
  server: string,
  raw: RawMonitorOptions,
  terminal: Terminal,
): Promise<number> {
  const target = splitHostPort(server);
  const durationMs = seconds(raw.duration, '--duration', durationSeconds) * 1000;
  const intervalMs = seconds(raw.interval, '--interval', intervalSeconds) * 1000;
  const call = await readCall(raw);
  checkLocalAddress(raw.localIp);
  if (raw.output !== undefined) await checkReportTarget(raw.output);
  const surroundings = await realSurroundings(terminal.note);
  try {
    const watched = await watchLine(
      {
        serverName: target.host,
        port: target.port,
        call,
        probeUser: user(raw.probeUser) ?? call?.account.username ?? null,
        intervalMs,
        durationMs,
      },
      {
        ...surroundings,
        clock: systemClock,
        ids: secureIds,
        signal: terminal.signal,
        onReading: raw.quiet === true ? () => undefined : readingLines(terminal.note),
        onPause: (forMs) =>
          terminal.note(`Waiting ${Math.ceil(forMs / 1000)} s so the server does not block you`),
      },
    );
    if (!watched.ok) throw new UsageError(refusalSentence(watched.error, target.host));
    return await tell(watched.value, raw, terminal);
  } finally {
    await surroundings.close();
  }
}

async function tell(
  { endedBy, reading }: MonitorResult,
  raw: RawMonitorOptions,
  terminal: Terminal,
): Promise<number> {
  const json = `${JSON.stringify({ format: 'sip-alg-monitor', version: 1, endedBy, ...reading }, null, 2)}\n`;
  terminal.out(raw.json === true ? json : renderReading(reading, endedBy));
  if (raw.output !== undefined) await saveReport(raw.output, json);
  if (raw.quiet !== true) terminal.note(endSentence(endedBy));
  if (endedBy === 'stopped') return exitCodes.cancelled;
  return endedBy === 'duration' ? 0 : exitCodeOf('inconclusive');
}

async function readCall(raw: RawMonitorOptions) {
  const echoExtension = extension(raw.echoExtension);
  if (raw.account === undefined && echoExtension === null) return null;
  if (raw.account === undefined || echoExtension === null)
    throw new UsageError('An echo call needs both: --account FILE and --echo-extension NAME.');
  return { account: lendAccount(await readAccountFile(raw.account, process.stdin)), echoExtension };
}

function seconds(text: string, option: string, { least, most }: { least: number; most: number }): number {
  const value = /^\d{1,6}(?:\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`"${clip(text)}" cannot be used for ${option}. Give ${least} to ${most} seconds.`);
}

function user(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (probeUserSchema.safeParse(text).success) return text;
  throw new UsageError(`"${clip(text)}" is no probe user. Use letters, digits and . _ - only, at most 64.`);
}

/** The older tool let one choose; here the system's route decides, so another address is refused instead of ignored. */
function checkLocalAddress(address: string | undefined): void {
  if (address === undefined) return;
  const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  if (own.some((entry) => entry.address === address)) return;
  throw new UsageError(`"${clip(address)}" is no address of this computer.`);
}

function readingLines(note: (line: string) => void): (reading: MonitorReading) => void {
  let lastMs = 0;
  return (reading) => {
    if (reading.elapsedMs - lastMs < lineGapMs) return;
    lastMs = reading.elapsedMs;
    note(readingLine(reading));
  };
}
