// What the threads of one stream say to each other. All of them are this program's own, so types are enough.
import type { MessagePort } from 'node:worker_threads';
import type { RunToken } from '../../../shared/rtp/stream-packet.ts';
import type { FlowFault } from '../../io/network.ts';
import type { StreamSize } from './bounds.ts';
import type { NaturalEnding } from './endings.ts';
import type { StreamPiece } from './trace.ts';

/** Who wakes the sender: a thread of its own, the same where the system's timers are too coarse to wait with, or a timer in the I/O thread. */
export type Pacing = 'ticker' | 'spinning-ticker' | 'timer';

/** Why a stream is over. `slept`: the computer was away meanwhile; `failed`: its thread is gone. */
export type StreamEnding = NaturalEnding | 'slept' | 'stopped' | 'cancelled' | 'failed';

/** Random numbers of one run. RFC 3550 5.1 asks for unpredictable starts. */
export type StreamIdentity = {
  readonly token: RunToken;
  /** SSRC of the first stream; the others count up from it. */
  readonly ssrc: number;
  readonly sequenceNumber: number;
  readonly timestamp: number;
  /** RFC 3550 6.5.1; names nobody. */
  readonly cname: string;
};

/** Given to the I/O thread when it is made. */
export type IoSetup = StreamSize & {
  readonly localAddress: string;
  readonly localPort: number | null;
  readonly isPaired: boolean;
  /** Slots after which a piece is handed over; all slots where the trace is handed over at the end. */
  readonly chapterSlots: number;
  readonly identity: StreamIdentity;
  /** Line to the ticker, and what ends it (TickerSetup). */
  readonly ticker: MessagePort;
  readonly control: SharedArrayBuffer;
};

export type ToIo =
  | {
      readonly kind: 'aim';
      readonly address: string;
      readonly port: number;
      /** Null where no RTCP is wanted. */
      readonly rtcpPort: number | null;
    }
  | { readonly kind: 'start' }
  | { readonly kind: 'stop'; readonly ending: 'stopped' | 'cancelled' };

/** Where a stream stands; a few times a second. */
export type StreamSnapshot = {
  /** Ms since the grid's start. */
  readonly atMs: number;
  readonly sentCount: number;
  /** Different packets that came back. */
  readonly echoedCount: number;
  readonly duplicateCount: number;
  readonly skippedSlots: number;
  /** Mean and longest round trip since the last snapshot; null when nothing came back. */
  readonly roundTripMs: { readonly mean: number; readonly longest: number } | null;
};

/** A piece of a long run; slots in its trace count from `firstSlot`. */
export type StreamChapter = { readonly firstSlot: number; readonly traces: readonly StreamPiece[] };

/** What is left when the sockets are closed. */
export type IoResult = {
  readonly ending: StreamEnding;
  readonly pacing: Pacing;
  /** System monotonic time of the grid's start, ms; null when it never started. */
  readonly startedAtSystemMs: number | null;
  /** Packets that the system refused to send. */
  readonly sendFailures: number;
  /** The last, or only, piece. */
  readonly last: StreamChapter;
};

export type FromIo =
  | { readonly kind: 'bound'; readonly port: number }
  | { readonly kind: 'bind-failed'; readonly fault: FlowFault }
  | { readonly kind: 'aimed'; readonly fault: FlowFault | null }
  | { readonly kind: 'snapshot'; readonly snapshot: StreamSnapshot }
  | { readonly kind: 'chapter'; readonly chapter: StreamChapter }
  | { readonly kind: 'ended'; readonly result: IoResult };

/** Given to the ticker when it is made. */
export type TickerSetup = {
  /** One Int32: 0 while ticks are wanted; anything else, with a notification, ends the thread at once. */
  readonly control: SharedArrayBuffer;
  readonly io: MessagePort;
};

/** I/O thread to ticker: the grid to tick on, in system monotonic time. */
export type TickOrder = {
  readonly startSystemMs: number;
  readonly tickMs: number;
  readonly tickCount: number;
  /** Do not sleep closer to a tick than this. */
  readonly spinMs: number;
};

/** Ticker to I/O thread: first how late its waits end, then the number of every tick. */
export type FromTicker = { readonly waitLatenessMs: number } | number;
