// The engine in a process of its own, so that a busy window cannot disturb its timing.
import type { UtilityProcess } from 'electron';
import type { EngineLauncher } from '../engine/host/engine-link.ts';
import type { ToEngine } from '../engine/host/engine-messages.ts';

type Fork = (
  file: string,
  args: string[],
  options: { serviceName: string; stdio: ('ignore' | 'inherit')[] },
) => Pick<UtilityProcess, 'postMessage' | 'on' | 'kill'>;

/** An engine that was told to go and is still there is ended by force after this time, ms. */
const politeMs = 500;

/**
 * Starts the engine as Electron's utility process; `fork` is utilityProcess.fork. A packaged program has no other way:
 * its fuses forbid Node's child_process.fork. The look-alike has only that, and takes launchForkedEngine instead.
 */
export function launchUtilityEngine(fork: Fork, file: string): EngineLauncher {
  return () => {
    const child = fork(file, [], {
      serviceName: 'SIP ALG Checker engine',
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    let isGone = false;
    let isEnding = false;
    const post = (message: unknown): void => child.postMessage(message);
    child.on('exit', () => (isGone = true));
    return {
      post,
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', () => listener()),
      kill: () => {
        if (isGone || isEnding) return;
        isEnding = true;
        // A cancelled engine gives its run lock back; there is no pipe to close as with a forked one.
        post({ kind: 'cancel' } satisfies ToEngine);
        setTimeout(() => isGone || child.kill(), politeMs).unref();
      },
    };
  };
}
