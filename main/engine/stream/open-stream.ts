// The engine's side of a stream: starts its threads, passes orders on, and sees to it that nothing outlives the run.
// Two threads, because whoever waits exactly for the next packet cannot hear the replies meanwhile, and because a
// busy window delays everything that shares its thread by tens of milliseconds.
import { MessageChannel, Worker } from 'node:worker_threads';
import type { Endpoint } from '../../../shared/base/address.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { FlowFault } from '../../io/network.ts';
import { type AimRefusal, aimRefusal, type SizeRefusal, type StreamSize, sizeRefusal } from './bounds.ts';
import { deferred } from './deferred.ts';
import type {
  FromIo,
  IoResult,
  IoSetup,
  StreamChapter,
  StreamIdentity,
  StreamSnapshot,
  TickerSetup,
  ToIo,
} from './stream-messages.ts';
import { bundleFolder, workerFile } from './worker-files.ts';

/** A stream that is wanted. */
export type StreamPlan = StreamSize & {
  /** Literal address to send from, never one that means all addresses. */
  readonly localAddress: string;
  /** Even RTP port; RTCP gets the next one. Null lets the system choose. */
  readonly localPort: number | null;
};

export type StreamDeps = {
  readonly ids: IdSource;
  /** Five times a second while the stream runs. */
  readonly onSnapshot?: (snapshot: StreamSnapshot) => void;
  /** Complete pieces of a `monitor` stream, every five seconds; the last one is in the outcome. */
  readonly onChapter?: (chapter: StreamChapter) => void;
  /** Folder of the threads' files; beside the running bundle when it is not said. */
  readonly workerFolder?: URL;
  /** False is the way of Windows: one socket a port, which hears everybody but learns of no closed ports. */
  readonly isPaired?: boolean;
};

/** Why a stream cannot be opened, aimed or run. `no-engine`: its thread did not start or is gone. */
export type StreamFault = {
  readonly code: SizeRefusal | AimRefusal | FlowFault['code'] | 'no-engine' | 'cancelled';
  readonly detail: string;
};

/** An open stream. It ends by itself, by `stop`, or by the signal it was opened with. */
export interface Stream {
  /** Where to be reached, for an SDP offer; nothing was sent yet. RTCP is on the next port. */
  readonly local: Endpoint;
  /** RTP sequence number of the first packet; further ones count up with what leaves. RFC 3550 5.1. */
  readonly firstSequenceNumber: number;
  /** Fixes the far end, once; `rtcpPort` null where no RTCP is wanted. Sends nothing. */
  aim(address: string, port: number, rtcpPort: number | null): Promise<Result<void, StreamFault>>;
  /** Sends the first packet some 20 ms later. Needs `aim`. */
  start(): void;
  /** Ends the stream early; what was measured so far is the outcome. */
  readonly stop: () => void;
  /** Settles when all threads and sockets are gone; never rejects. */
  readonly finished: Promise<IoResult>;
}

/** Slots of a monitor stream that are handed over at once; longer than endings.ts waits for a packet. */
const chapterMs = 5_000;
/** A thread that was told to end and is still there is ended by force after this time, ms. */
const politeMs = 1000;

/** Opens the ports of a stream and starts its threads; sends nothing. */
export async function openStream(
  plan: StreamPlan,
  deps: StreamDeps,
  signal: AbortSignal,
): Promise<Result<Stream, StreamFault>> {
  const refusal = sizeRefusal(plan);
  if (refusal !== null)
    return err({ code: refusal, detail: 'the stream is larger than the wire contract allows' });
  if (signal.aborted) return err(cancelled);
  const identity = newIdentity(deps.ids);
  const threads = startThreads(plan, deps, identity);
  const bound = await threads.bound;
  if (!bound.ok || signal.aborted) {
    threads.tell({ kind: 'stop', ending: 'cancelled' });
    await threads.finished;
    return bound.ok ? err(cancelled) : bound;
  }
  const cancel = (): void => threads.tell({ kind: 'stop', ending: 'cancelled' });
  signal.addEventListener('abort', cancel, { once: true });
  void threads.finished.then(() => signal.removeEventListener('abort', cancel));
  let isAimed = false;
  return ok({
    local: { address: plan.localAddress, port: bound.value },
    firstSequenceNumber: identity.sequenceNumber,
    finished: threads.finished,
    async aim(address, port, rtcpPort) {
      if (isAimed) throw new Error('a stream is aimed once');
      const refused = aimRefusal(plan.mode, address, port) ?? rtcpRefusal(plan, address, rtcpPort);
      if (refused !== null)
        return err({ code: refused, detail: `nothing is sent to ${address} port ${port}` });
      isAimed = true;
      return threads.aim({ kind: 'aim', address, port, rtcpPort });
    },
    start() {
      if (!isAimed) throw new Error('a stream is aimed before it starts');
      threads.tell({ kind: 'start' });
    },
    stop: () => threads.tell({ kind: 'stop', ending: 'stopped' }),
  });
}

const cancelled: StreamFault = { code: 'cancelled', detail: 'the run was cancelled' };
const gone: StreamFault = { code: 'no-engine', detail: 'the thread that sends is gone' };

const rtcpRefusal = (plan: StreamPlan, address: string, port: number | null): AimRefusal | null =>
  port === null ? null : aimRefusal(plan.mode, address, port);

type Threads = {
  readonly bound: Promise<Result<number, StreamFault>>;
  readonly finished: Promise<IoResult>;
  tell(message: ToIo): void;
  aim(message: Extract<ToIo, { kind: 'aim' }>): Promise<Result<void, StreamFault>>;
};

/** The threads make next to no garbage; without a limit theirs is let lie for hours. */
const resourceLimits = { maxYoungGenerationSizeMb: 2 };

function startThreads(plan: StreamPlan, deps: StreamDeps, identity: StreamIdentity): Threads {
  const folder = deps.workerFolder ?? bundleFolder;
  const line = new MessageChannel();
  const control = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const tickerSetup: TickerSetup = { control, io: line.port1 };
  const ticker = new Worker(workerFile('ticker', folder), {
    resourceLimits,
    workerData: tickerSetup,
    transferList: [line.port1],
  });
  // Without a ticker the I/O thread paces itself and says so in its result.
  ticker.on('error', () => undefined);
  const io = new Worker(workerFile('io', folder), {
    resourceLimits,
    workerData: ioSetup(plan, deps, identity, { ticker: line.port2, control }),
    transferList: [line.port2],
  });
  const bound = deferred<Result<number, StreamFault>>();
  const aimed = deferred<Result<void, StreamFault>>();
  let result: IoResult | null = null;
  const hear: { readonly [Kind in FromIo['kind']]: (message: Extract<FromIo, { kind: Kind }>) => void } = {
    bound: ({ port }) => bound.resolve(ok(port)),
    'bind-failed': ({ fault }) => bound.resolve(err(fault)),
    aimed: ({ fault }) => aimed.resolve(fault === null ? ok(undefined) : err(fault)),
    snapshot: ({ snapshot }) => deps.onSnapshot?.(snapshot),
    chapter: ({ chapter }) => deps.onChapter?.(chapter),
    ended: (message) => (result = message.result),
  };
  io.on('message', (message: FromIo) => (hear[message.kind] as (message: FromIo) => void)(message));
  io.on('error', () => undefined);
  const tell = (message: ToIo): void => io.postMessage(message);
  const finished = bothGone(io, ticker, control).then(() => {
    bound.resolve(err(gone));
    aimed.resolve(err(gone));
    return result ?? failedResult;
  });
  return {
    bound: bound.promise,
    finished,
    tell,
    aim: (message) => {
      tell(message);
      return aimed.promise;
    },
  };
}

/** Resolves when neither thread is left; the ticker does not outlive the I/O thread. */
async function bothGone(io: Worker, ticker: Worker, control: SharedArrayBuffer): Promise<void> {
  const tickerGone = exitOf(ticker);
  await exitOf(io);
  Atomics.store(new Int32Array(control), 0, 1);
  Atomics.notify(new Int32Array(control), 0);
  const force = setTimeout(() => void ticker.terminate(), politeMs);
  await tickerGone;
  clearTimeout(force);
}

const exitOf = (worker: Worker): Promise<void> =>
  new Promise((resolve) => void worker.once('exit', () => resolve()));

const failedResult: IoResult = {
  ending: 'failed',
  pacing: 'timer',
  startedAtSystemMs: null,
  sendFailures: 0,
  last: { firstSlot: 0, traces: [] },
};

function ioSetup(
  plan: StreamPlan,
  { isPaired = process.platform !== 'win32' }: StreamDeps,
  identity: StreamIdentity,
  lines: Pick<IoSetup, 'ticker' | 'control'>,
): IoSetup {
  const isMonitor = plan.mode === 'monitor';
  const slotsInTime = Math.ceil(chapterMs / plan.intervalMs);
  return {
    ...plan,
    isPaired,
    chapterSlots: isMonitor ? Math.min(plan.slotCount, slotsInTime) : plan.slotCount,
    identity,
    ...lines,
  };
}

const most32 = 0xffff_ffff;
const newIdentity = (ids: IdSource): StreamIdentity => ({
  token: { high: ids.integer(0, most32), low: ids.integer(0, most32) },
  ssrc: ids.integer(1, most32),
  sequenceNumber: ids.integer(0, 0xffff),
  timestamp: ids.integer(0, most32),
  cname: ids.token(16),
});
