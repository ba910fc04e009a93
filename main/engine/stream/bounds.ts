// How much a stream may send and where to: the wire contract of media, in this one place.
import { classifyAddress } from '../../../shared/base/address.ts';
import { isPort } from '../../../shared/base/units.ts';
import { type TargetRefusal, targetRefusal } from '../../../shared/probe/target-rules.ts';

/**
 * `graded`: one call, judged. `monitor`: hours of one, in pieces. `loopback`: this computer's own noise and how many
 * streams it can pace; can be aimed at nothing else.
 */
export type StreamMode = 'graded' | 'monitor' | 'loopback';

/** Size of a stream. */
export type StreamSize = {
  readonly mode: StreamMode;
  /** Time between two packets of one stream, ms. */
  readonly intervalMs: number;
  /** Packets of one stream. */
  readonly slotCount: number;
  /** Parallel streams: 1, 10, 50 or 200. */
  readonly streams: number;
};

export type SizeRefusal = 'bad-size' | 'too-fast' | 'too-long' | 'too-many-streams';
export type AimRefusal = TargetRefusal | 'no-port' | 'not-loopback';

type Limit = {
  readonly mostPerSecond: number;
  readonly leastPerSecond: number;
  readonly longestMs: number;
  readonly streamCounts: readonly number[];
};

const anyRate = 0;
const minuteMs = 60_000;

/** Rates are of each stream. 50 packets/s is a call (RFC 3551 4.2: 20 ms); the rest is ours. */
const limits: Readonly<Record<StreamMode, Limit>> = {
  graded: { mostPerSecond: 100, leastPerSecond: anyRate, longestMs: minuteMs, streamCounts: [1] },
  monitor: { mostPerSecond: 50, leastPerSecond: 1 / 60, longestMs: 24 * 60 * minuteMs, streamCounts: [1] },
  loopback: {
    mostPerSecond: 1000,
    leastPerSecond: anyRate,
    longestMs: minuteMs,
    streamCounts: [1, 10, 50, 200],
  },
};

/** Why a stream of this size is not opened; null when it may be. */
export function sizeRefusal({ mode, intervalMs, slotCount, streams }: StreamSize): SizeRefusal | null {
  const limit = limits[mode];
  const isSize =
    Number.isFinite(intervalMs) && intervalMs > 0 && Number.isInteger(slotCount) && slotCount > 0;
  if (!isSize) return 'bad-size';
  const perSecond = 1000 / intervalMs;
  if (perSecond > limit.mostPerSecond) return 'too-fast';
  if (perSecond < limit.leastPerSecond || intervalMs * slotCount > limit.longestMs) return 'too-long';
  return limit.streamCounts.includes(streams) ? null : 'too-many-streams';
}

/** Why nothing is sent to this address and port; null when it may be. */
export function aimRefusal(mode: StreamMode, address: string, port: number): AimRefusal | null {
  if (!isPort(port)) return 'no-port';
  const refusal = targetRefusal(address, port);
  if (refusal !== null) return refusal;
  return mode === 'loopback' && classifyAddress(address) !== 'loopback' ? 'not-loopback' : null;
}

/** Echoes had come and then none for this time: whoever sent them is gone, and so are we. */
export const echoSilenceMs = 5_000;
/** Nothing ever came back in this time: longer silence would tell no more. ours. */
export const noEchoMs = 10_000;
/** The same where the far end even says that nobody listens. ours. */
export const refusedMs = 2_000;
