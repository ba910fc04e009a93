// Follows one engine from start to end. Whatever happens to it, there is exactly one outcome.
import type { EngineLink } from './engine-link.ts';
import {
  type FromEngine,
  fromEngineSchema,
  type MonitorMessage,
  type StartMessage,
  type ToEngine,
} from './engine-messages.ts';

/** What an engine says last. */
export type Outcome = Extract<FromEngine, { kind: 'done' | 'monitored' | 'failed' }>;
/** What it says before. */
export type Interim = Exclude<FromEngine, Outcome>;

/** A cancelled run has its report within a second, or two where a call is taken down first; after this time, ms, the engine is given up. */
const cancelLimitMs = 5000;
/** The engine speaks five times a second. Ticks are counted, not time: this computer may have slept. */
const tickMs = 1000;
const mostSilentTicks = 20;

export type WatchedEngine = {
  cancel(): void;
  /** How the run ended; the engine is gone by then. Never rejects. */
  readonly outcome: Promise<Outcome>;
};

/** Starts a run on a fresh engine. */
export function watchEngine(
  link: EngineLink,
  start: StartMessage | MonitorMessage,
  onInterim: (message: Interim) => void,
): WatchedEngine {
  let isOver = false;
  let silentTicks = 0;
  let cancelLimit: NodeJS.Timeout | null = null;
  let settle: ((outcome: Outcome) => void) | null = null;
  const outcome = new Promise<Outcome>((resolve) => {
    settle = resolve;
  });
  const end = (how: Outcome): void => {
    if (isOver) return;
    isOver = true;
    clearInterval(silence);
    if (cancelLimit !== null) clearTimeout(cancelLimit);
    link.kill();
    settle?.(how);
  };
  const stopped = (): void => end({ kind: 'failed', code: 'engine-stopped' });
  const silence = setInterval(() => {
    silentTicks++;
    if (silentTicks > mostSilentTicks) stopped();
  }, tickMs);
  link.onMessage((raw) => {
    if (isOver) return;
    silentTicks = 0;
    const message = fromEngineSchema.safeParse(raw);
    if (!message.success) return end({ kind: 'failed', code: 'internal' });
    const { data } = message;
    if (data.kind === 'progress' || data.kind === 'reading') onInterim(data);
    else end(data);
  });
  link.onExit(stopped);
  link.post(start satisfies ToEngine);
  return {
    outcome,
    cancel: () => {
      if (isOver || cancelLimit !== null) return;
      cancelLimit = setTimeout(stopped, cancelLimitMs);
      link.post({ kind: 'cancel' } satisfies ToEngine);
    },
  };
}
