// What `loopback.mjs` understands on its command line.
import { Command, CommanderError } from 'commander';
import { err, ok, type Result } from '../../shared/base/result.ts';

export type LoopbackOptions = {
  readonly isDemo: boolean;
  readonly opensBrowser: boolean;
  readonly port: number;
  /** A report or profile to show. */
  readonly file: string | null;
};

type Raw = { readonly demo?: boolean; readonly open: boolean; readonly port: string };

/** Options, or what to print instead; `code` is the exit status. */
export function readCommandLine(
  argv: readonly string[],
): Result<LoopbackOptions, { readonly message: string; readonly code: number }> {
  const help: string[] = [];
  const command = new Command('sip-alg-checker')
    .description('Shows SIP ALG Checker in a browser of this computer.')
    .argument('[file]', 'report (.sipreport) or profile (.sipprofile) to open')
    .option('--demo', 'offer the simulated router and server first')
    .option('--no-open', 'do not open a browser')
    .option('--port <number>', 'port on 127.0.0.1; 0 lets the system choose', '0')
    .exitOverride()
    .configureOutput({ writeOut: (text) => help.push(text), writeErr: () => undefined });
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return err({ message: help.join('').trimEnd(), code: 0 });
    return err({ message: `${error.message.replace(/^error: /, '')} See --help.`, code: 2 });
  }
  const { demo = false, open, port } = command.opts<Raw>();
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return err({ message: 'Give --port as a number from 0 to 65535.', code: 2 });
  return ok({ isDemo: demo, opensBrowser: open, port: Number(port), file: command.args[0] ?? null });
}
