// How the host holds an engine: a process of its own, one for each run, so that a crash, a leak or a busy window
// cannot reach a measurement and the other way round.
import { fork } from 'node:child_process';

/** A running engine as its host sees it; both directions carry the messages of engine-messages.ts. */
export type EngineLink = {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the process is gone, for whatever reason. */
  onExit(listener: () => void): void;
  /** Ends the process; calling it twice is allowed. */
  kill(): void;
};

/** Starts an engine; may throw when the system refuses. */
export type EngineLauncher = () => EngineLink;

/** An engine that was told to go and is still there is ended by force after this time, ms. */
const politeMs = 500;

/** Starts `file` (the engine's bundle) with this very Node; for hosts that may fork. */
export const launchForkedEngine =
  (file: string): EngineLauncher =>
  () => {
    const child = fork(file, [], {
      // Flags of the host (an inspector's port, a test runner's loader) are not for the engine.
      execArgv: [],
      // The host's standard output belongs to the host.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const onExits = new Set<() => void>();
    let isGone = false;
    const gone = (): void => {
      if (isGone) return;
      isGone = true;
      for (const tell of onExits) tell();
    };
    child.once('exit', gone);
    // A process that could not be started has no exit.
    child.on('error', () => child.pid === undefined && gone());
    return {
      // A failed send means that the process is ending: its exit is what counts.
      post: (message) => void (child.connected && child.send(message as object, () => undefined)),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void onExits.add(listener),
      kill: () => {
        if (isGone) return;
        // Without its host the engine gives its lock back and ends.
        if (child.connected) child.disconnect();
        setTimeout(() => child.kill('SIGKILL'), politeMs).unref();
      },
    };
  };
