// Asks a program of the system: at a fixed place, without a shell, without rights, for two seconds at most.
import { execFile } from 'node:child_process';

const timeLimitMs = 2000;
const maxOutputBytes = 256 * 1024;

/** What it printed, one character a byte, because its code page is unknown; null when it failed or took too long. */
export function runProgram(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      {
        timeout: timeLimitMs,
        killSignal: 'SIGKILL',
        maxBuffer: maxOutputBytes,
        encoding: 'latin1',
        windowsHide: true,
        shell: false,
      },
      (error, stdout) => resolve(error === null ? stdout : null),
    );
  });
}
