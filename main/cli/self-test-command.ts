// `self-test`: how many streams this computer can pace. It sends to itself only: so many calls at once would be so many
// requests that a server counts, and its limits (shared/probe/request-limits.ts) do not allow them.
import { runSelfTest, type SelfTest, selfTestStreams } from '../engine/stream/self-test.ts';
import { secureIds } from '../io/ids.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { renderSelfTest } from './self-test-text.ts';
import type { Terminal } from './terminal.ts';
import { clip, UsageError } from './usage-error.ts';

/** As commander hands it over. */
export type RawSelfTestOptions = {
  readonly streams: string;
  readonly duration: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

const longestSeconds = 60;

/** Runs the test; resolves to the exit status: 0 where the pace was kept, 30 where it was not. */
export async function selfTestCommand(raw: RawSelfTestOptions, terminal: Terminal): Promise<number> {
  const { streams, seconds } = readSelfTestOptions(raw);
  if (raw.quiet !== true)
    terminal.note(
      `Pacing ${streams} stream${streams === 1 ? '' : 's'} inside this computer for ${seconds} s`,
    );
  const test = await runSelfTest(streams, seconds * 1000, { ids: secureIds }, terminal.signal);
  if (!test.ok) {
    if (test.error.code === 'cancelled') return exitCodes.cancelled;
    throw new UsageError(
      `Nothing could be measured on this computer (${test.error.code}).`,
      exitCodes.internalError,
    );
  }
  const json = { format: 'sip-alg-self-test', version: 1, ...test.value };
  terminal.out(raw.json === true ? `${JSON.stringify(json, null, 2)}\n` : renderSelfTest(test.value));
  return statusOf(test.value);
}

function statusOf({ isCancelled, keepsPace }: SelfTest): number {
  if (isCancelled) return exitCodes.cancelled;
  return keepsPace ? 0 : exitCodeOf('inconclusive');
}

/** What was typed, or a UsageError that says what may be. */
export function readSelfTestOptions({ streams: text, duration }: RawSelfTestOptions) {
  const streams = selfTestStreams.find((count) => String(count) === text);
  if (streams === undefined)
    throw new UsageError(`"${clip(text)}" cannot be used for --streams. Give 1, 10, 50 or 200.`);
  const seconds = /^\d{1,2}$/.test(duration) ? Number(duration) : 0;
  if (seconds < 1 || seconds > longestSeconds)
    throw new UsageError(
      `"${clip(duration)}" cannot be used for --duration. Give 1 to ${longestSeconds} whole seconds.`,
    );
  return { streams, seconds };
}
