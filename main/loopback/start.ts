// Entry of `npm start` (out/loopback/start.mjs): the desktop window where Electron's runtime is there, else the same
// window in a browser. Exit status and signals pass through.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { electronRuntime } from './electron-runtime.ts';

/** Runs a program in our place; resolves to its exit status, as a shell would give it. */
function runInPlace(file: string, args: readonly string[]): Promise<number> {
  const environment = { ...process.env };
  // Set in the terminals of some editors; Electron would then be a plain Node.
  delete environment['ELECTRON_RUN_AS_NODE'];
  const child = spawn(file, [...args], { stdio: 'inherit', env: environment });
  // Ctrl-C reaches the child by itself; this process only has to wait for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${file} cannot be started: ${error.message}\n`);
      resolve(70);
    });
    child.once('exit', (code, signal) =>
      resolve(code ?? (signal === null ? 70 : 128 + constants.signals[signal])),
    );
  });
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const args = process.argv.slice(2);
const electron = electronRuntime(root, process.env, process.platform);
if (electron === null)
  process.stderr.write("Electron's runtime is not installed here, so the window opens in your browser.\n");
process.exit(
  electron === null
    ? await runInPlace(process.execPath, [fileURLToPath(new URL('loopback.mjs', import.meta.url)), ...args])
    : await runInPlace(electron, [root, ...args]),
);
