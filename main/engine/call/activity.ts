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

/** Puts a machine on a flow. */
export function createActivity<Input>(
  machine: Machine<Input | DialogInput>,
  sender: SenderFlow,
  deps: ActivityDeps,
  handlers: ActivityHandlers | null = null,
): Activity<Input | DialogInput> {
  const timers = new Map<TimerName, ReturnType<typeof setTimeout>>();
  let isClosed = false;
  const waiting: (() => void)[] = [];
  const ended = new Promise<void>((resolve) => {
    waiting.push(resolve);
  });
  const finish = (): void => {
    for (const resolve of waiting) resolve();
  };

  const feed = (input: Input | DialogInput): void => {
    if (isClosed) return;
    for (const effect of machine.step(input, deps.clock.monotonicMs())) apply(effect);
  };

  const apply = (effect: DialogEffect): void => {
    switch (effect.kind) {
      case 'request':
        void request(effect.bytes);
        break;
      case 'follow':
        void sender.follow(effect.bytes);
        break;
      case 'arm':
        arm(effect.timer, effect.atMs);
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
        finish();
        break;
    }
  };

  const arm = (timer: TimerName, atMs: Ms): void => {
    clearTimeout(timers.get(timer));
    const fire = (): void => feed({ kind: 'timer', timer });
    timers.set(timer, setTimeout(fire, Math.max(0, atMs - deps.clock.monotonicMs())));
  };

  const request = async (bytes: Uint8Array): Promise<void> => {
    const admitted = await sender.admit(bytes, machine.isFirst());
    if (!machine.wants(bytes)) return;
    if (!admitted.ok) return feed({ kind: 'refused', reason: admitted.error.refused });
    // Told before it leaves: on a fast path the answer can be here before the send call returns.
    feed({ kind: 'sent' });
    const sent = await admitted.value.send();
    if (!sent.ok) feed({ kind: 'flow-failed', code: sent.error.code });
  };

  return {
    ids: machine.ids,
    feed,
    ended,
    close: () => {
      isClosed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      finish();
    },
  };
}
