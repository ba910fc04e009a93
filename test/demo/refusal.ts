// The shape of every refusal: one line, the right status, and nothing sent.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type CliOptions, noResolver, packetWatch, runCli } from './cli.ts';
import { newFolder, newState } from './folder.ts';

/** Datagrams and connections that a watched run tried, in order. */
export function watchPackets(): {
  readonly options: CliOptions & { readonly env: Readonly<Record<string, string>> };
  readonly attempts: () => readonly string[];
} {
  const file = join(newFolder(), 'attempts');
  return {
    options: { preload: [packetWatch, noResolver], env: { ...newState(), PACKET_WATCH_FILE: file } },
    attempts: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []),
  };
}

export type Outcome = {
  readonly code: number | null;
  readonly stdout: string;
  readonly attempts: readonly string[];
  readonly stderr: readonly string[];
  /** What makes a line hard to read. */
  readonly blemishes: readonly string[];
};

const blemish = /\.\.|\[object|^\s+at |Internal error|[\u0000-\u001f\u007f]/;

/** Runs the program while its packets are watched. */
export async function outcomeOf(args: readonly string[]): Promise<Outcome> {
  const { options, attempts } = watchPackets();
  const { code, stdout, lines } = await runCli(args, options);
  const blemishes = lines.filter((line) => blemish.test(line) || !line.endsWith('.') || line.length > 3000);
  return { code, stdout, attempts: attempts(), stderr: lines, blemishes };
}

/** One clear line on stderr, nothing on stdout, no stack, no packet. */
export const oneLine = (says: RegExp): Outcome => ({
  code: 2,
  stdout: '',
  attempts: [],
  stderr: [expect.stringMatching(says) as string],
  blemishes: [],
});
