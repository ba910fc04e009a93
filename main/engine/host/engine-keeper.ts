// What a check and a monitor have in common here: one at a time in an engine of its own, a state that is told at most so
// often and always at its end, and that ends whatever happens to the engine.
import type { Clock } from '../../../shared/base/clock.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { EngineLauncher } from './engine-link.ts';
import type { MonitorMessage, StartMessage } from './engine-messages.ts';
import { type Interim, type Outcome, type WatchedEngine, watchEngine } from './engine-watch.ts';
import { createPacer } from './pace.ts';

type Phased = { readonly phase: string };
type Running<State> = Extract<State, { phase: 'running' }>;

export type EngineKeeperDeps<State> = {
  readonly launchEngine: EngineLauncher;
  readonly clock: Clock;
  readonly onChange: (state: State) => void;
};

/** One task for an engine, with the states that belong to it. */
export type EngineTask<State> = {
  readonly message: StartMessage | MonitorMessage;
  readonly first: Running<State>;
  /** The state where no engine could be launched. */
  readonly unlaunched: State;
  /** What a message before the end changes. */
  readonly onInterim: (message: Interim) => Partial<Running<State>>;
  /** The state after the end; `last` is the one before it. Must not reject. */
  readonly onEnd: (outcome: Outcome, last: State) => State | Promise<State>;
};

export type EngineKeeper<State> = {
  state(): State;
  isRunning(): boolean;
  start(task: EngineTask<State>): Result<void, 'busy'>;
  /** Asks the engine to end, and marks the state. */
  cancel(): void;
  /** Back to idle, unless something runs. */
  clear(): void;
  /** Cancels, waits for the end and tells it. */
  close(): Promise<void>;
};

/** A keeper in its idle state; `cancelling` is what a cancel changes, `gapMs` the least time between two changes told. */
export function createEngineKeeper<State extends Phased>(
  idle: State,
  cancelling: Partial<Running<State>>,
  gapMs: number,
  deps: EngineKeeperDeps<State>,
): EngineKeeper<State> {
  const told = createToldState(idle, gapMs, deps);
  let engine: WatchedEngine | null = null;
  let isOver: Promise<void> = Promise.resolve();
  const end = async ({ onEnd }: EngineTask<State>, outcome: Outcome): Promise<void> => {
    const next = await onEnd(outcome, told.state());
    engine = null;
    told.change(next);
  };
  const cancel = (): void => {
    if (engine === null) return;
    told.update(cancelling);
    engine.cancel();
  };
  return {
    state: told.state,
    isRunning: () => engine !== null,
    start: (task) => {
      if (engine !== null) return err('busy');
      told.change(task.first);
      try {
        const onInterim = (message: Interim): void => told.update(task.onInterim(message));
        engine = watchEngine(deps.launchEngine(), task.message, onInterim);
        isOver = engine.outcome.then((outcome) => end(task, outcome));
      } catch {
        told.change(task.unlaunched);
      }
      return ok(undefined);
    },
    cancel,
    clear: () => (engine === null && told.state().phase !== idle.phase ? told.change(idle) : undefined),
    close: async () => {
      cancel();
      await isOver;
      told.flush();
    },
  };
}

/** A state whose changes are passed on at a pace, the last one always. */
function createToldState<State extends Phased>(
  first: State,
  gapMs: number,
  { clock, onChange }: EngineKeeperDeps<State>,
) {
  let state = first;
  const pacer = createPacer(gapMs, clock, onChange);
  const change = (next: State): void => {
    state = next;
    pacer.push(next);
  };
  const isRunning = (some: State): some is Running<State> => some.phase === 'running';
  return {
    state: () => state,
    change,
    /** Changes a part of what runs; nothing else. */
    update: (part: Partial<Running<State>>): void => {
      if (isRunning(state)) change({ ...state, ...part });
    },
    flush: () => pacer.flush(),
  };
}
