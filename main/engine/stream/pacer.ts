// Calls the I/O thread at every tick: by the ticker where that works, else by its own timers. The ticker proves
// itself by answering before the start; when it dies later, timers take over in the middle of a run.
import type { MessagePort } from 'node:worker_threads';
import { type Grid, gridEndMs } from './slot-planner.ts';
import type { FromTicker, IoSetup, Pacing, TickOrder } from './stream-messages.ts';

export type Pacer = {
  readonly pacing: () => Pacing;
  /** Resolves when it is known who ticks; after half a second at most. */
  readonly ready: Promise<void>;
  /** Starts ticking on the grid; `nowMs` is the time since its start. Only after `ready`. */
  start(grid: Grid, nowMs: () => number, startSystemMs: number): void;
  stop(): void;
};

/** A worker thread starts in 30-60 ms; one that needs ten times as long is no help. ours. */
const tickerPatienceMs = 500;
/** Windows ends waits on its clock tick, 15.6 ms by default; sleeping to within 2 ms needs no spinning. ours. */
const coarseWaitMs = 2;
const coarseTickMs = 16;

/** A pacer that listens to its ticker from now on; `onTick` gets the tick, -1 when a timer called. */
export function createPacer(
  { ticker, control }: Pick<IoSetup, 'ticker' | 'control'>,
  onTick: (tick: number) => void,
): Pacer {
  let pacing: Pacing = 'timer';
  let timers: Timers | null = null;
  let onTickerGone = (): void => void (pacing = 'timer');
  const ready = hearTicker(ticker, onTick, {
    onReady: (waitLatenessMs) => (pacing = waitLatenessMs > coarseWaitMs ? 'spinning-ticker' : 'ticker'),
    onGone: () => onTickerGone(),
  });
  return {
    pacing: () => pacing,
    ready,
    start(grid, nowMs, startSystemMs) {
      const useTimers = (): void => void (timers = startTimers(grid, nowMs, onTick));
      if (pacing === 'timer') return useTimers();
      onTickerGone = () => {
        // It ends by itself after its last tick.
        if (nowMs() >= (grid.tickCount - 1) * grid.tickMs) return;
        pacing = 'timer';
        useTimers();
      };
      const spinMs = pacing === 'ticker' ? 0 : coarseTickMs;
      const { tickMs, tickCount } = grid;
      ticker.postMessage({ startSystemMs, tickMs, tickCount, spinMs } satisfies TickOrder);
    },
    stop() {
      onTickerGone = ignore;
      timers?.stop();
      Atomics.store(new Int32Array(control), 0, 1);
      Atomics.notify(new Int32Array(control), 0);
      ticker.close();
    },
  };
}

const ignore = (): void => undefined;

/** Passes ticks on; resolves when the ticker said what its waits are worth, is gone, or took too long. */
function hearTicker(
  ticker: MessagePort,
  onTick: (tick: number) => void,
  on: { readonly onReady: (waitLatenessMs: number) => void; readonly onGone: () => void },
): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(resolve, tickerPatienceMs);
    const settle = (): void => {
      clearTimeout(giveUp);
      resolve();
    };
    ticker.on('message', (message: FromTicker) => {
      if (typeof message === 'number') return onTick(message);
      on.onReady(message.waitLatenessMs);
      settle();
    });
    ticker.on('close', () => {
      on.onGone();
      settle();
    });
  });
}

type Timers = { stop(): void };

/** One timer after the other, each toward the grid, so that lateness does not add up. */
function startTimers(grid: Grid, nowMs: () => number, onTick: (tick: number) => void): Timers {
  let timer: NodeJS.Timeout | null = null;
  const sleep = (): void => {
    timer = null;
    if (nowMs() >= gridEndMs(grid)) return;
    const nextMs = (Math.floor(nowMs() / grid.tickMs) + 1) * grid.tickMs;
    timer = setTimeout(() => {
      onTick(-1);
      sleep();
    }, nextMs - nowMs());
  };
  sleep();
  return { stop: () => timer !== null && clearTimeout(timer) };
}
