// Entry of the loopback host (out/loopback/loopback.mjs): SIP ALG Checker in a browser of this computer.
import { fileURLToPath } from 'node:url';
import { readCommandLine } from './command-line.ts';
import { runLoopback } from './run-loopback.ts';

const out = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  // Whoever reads our one line may go away after it.
  process.stdout.on('error', () => undefined);
  const options = readCommandLine(process.argv.slice(2));
  if (!options.ok) {
    (options.error.code === 0 ? out : note)(options.error.message);
    return options.error.code;
  }
  // This file is out/loopback/loopback.mjs.
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const ended = await runLoopback(options.value, { root, version: __APP_VERSION__, out });
  if (!ended.ok) note(ended.error);
  return ended.ok ? 0 : 2;
}

process.exitCode = await main();
// A browser that was just opened, or a name look-up, must not keep a host alive that nobody uses.
process.exit();
