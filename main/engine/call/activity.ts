// One registration or call in progress: a machine with its timers and its place on a flow. It carries out what the
// machine asks for and decides nothing.
import type { Clock } from '../../../shared/base/clock.ts';
import type { Ms } from '../../../shared/base/units.ts';
import type { DialogEffect, DialogIds, DialogInput, TimerName } from '../../../shared/dialog/dialog-types.ts';
import type { SdpAnswer } from '../../../shared/observation/account.ts';
import type { Fact } from '../../../shared/observation/observation.ts';
import type { BanGuard, SenderFlow } from '../ban-guard.ts';

/** A machine without I/O, as the driver sees it. */
export type Machine<Input> = {
  readonly ids: DialogIds;
  step(input: Input, nowMs: Ms): readonly DialogEffect[];
  /** The request that may be sent now: false when it was overtaken while it waited for leave. */
  wants(request: Uint8Array): boolean;
  /** Nothing was sent yet of the request in hand, so that it may wait for its turn. */
  isFirst(): boolean;
};

export type ActivityDeps = {
  readonly guard: BanGuard;
  readonly clock: Clock;
  readonly serverAddress: string;
  readonly record: (fact: Fact) => void;
  /** Credentials were refused: nothing more is done with them. */
  readonly onRefused: () => void;
};

export type ActivityHandlers = {
  readonly onAnswered: (answer: SdpAnswer) => void;
  readonly onSilence: () => void;
};

export type Activity<Input> = {
  readonly ids: DialogIds;
  feed(input: Input): void;
  /** Resolves when the machine has ended; it still answers what comes late. */
  readonly ended: Promise<void>;
  /** Ends its timers; nothing is fed any more. */
  close(): void;
};

type Running<Input> = {
  readonly machine: Machine<Input | DialogInput>;
  readonly sender: SenderFlow;
  readonly deps: ActivityDeps;
  readonly handlers: ActivityHandlers | null;
  readonly timers: Map<TimerName, ReturnType<typeof setTimeout>>;
  isClosed: boolean;
  finish: () => void;
};

/** Puts a machine on a flow; without handlers it is one that never has sound. */
export function createActivity<Input>(
  machine: Machine<Input | DialogInput>,
  sender: SenderFlow,
  deps: ActivityDeps,
  handlers: ActivityHandlers | null = null,
): Activity<Input | DialogInput> {
  const running: Running<Input> = {
    machine,
    sender,
    deps,
    handlers,
    timers: new Map(),
    isClosed: false,
    finish: () => undefined,
  };
  const ended = new Promise<void>((resolve) => {
    running.finish = resolve;
  });
  return {
    ids: machine.ids,
    feed: (input) => feed(running, input),
    ended,
    close: () => {
      running.isClosed = true;
      for (const timer of running.timers.values()) clearTimeout(timer);
      running.finish();
    },
  };
}

function feed<Input>(running: Running<Input>, input: Input | DialogInput): void {
  if (running.isClosed) return;
  for (const effect of running.machine.step(input, running.deps.clock.monotonicMs())) apply(running, effect);
}

/** Effects that take time answer with an input of their own; nothing waits for them here. */
function apply<Input>(running: Running<Input>, effect: DialogEffect): void {
  const { deps, handlers } = running;
  switch (effect.kind) {
    case 'request':
      void request(running, effect.bytes);
      break;
    case 'follow':
      void running.sender.follow(effect.bytes);
      break;
    case 'arm':
      arm(running, effect.timer, effect.atMs);
      break;
    case 'answered':
      handlers?.onAnswered(effect.answer);
      break;
    case 'silence':
      handlers?.onSilence();
      break;
    case 'strike':
      // An extension that does not exist costs one line in the server's log; a refused password ends everything.
      void deps.guard.noteStrike(deps.serverAddress, effect.cause !== 'not-found');
      if (effect.cause !== 'not-found') deps.onRefused();
      break;
    case 'record':
      deps.record(effect.fact);
      break;
    case 'end':
      running.finish();
      break;
  }
}

function arm<Input>(running: Running<Input>, timer: TimerName, atMs: Ms): void {
  clearTimeout(running.timers.get(timer));
  const inMs = Math.max(0, atMs - running.deps.clock.monotonicMs());
  running.timers.set(
    timer,
    setTimeout(() => feed(running, { kind: 'timer', timer }), inMs),
  );
}

async function request<Input>(running: Running<Input>, bytes: Uint8Array): Promise<void> {
  const { machine, sender } = running;
  const admitted = await sender.admit(bytes, machine.isFirst());
  if (!machine.wants(bytes)) return;
  if (!admitted.ok) return feed(running, { kind: 'refused', reason: admitted.error.refused });
  // Told before it leaves: on a fast path the answer can be here before the send call returns.
  feed(running, { kind: 'sent' });
  const sent = await admitted.value.send();
  if (!sent.ok) feed(running, { kind: 'flow-failed', code: sent.error.code });
}
