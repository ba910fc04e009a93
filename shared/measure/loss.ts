// Loss over the round trip. What is missing before the first echo is counted apart: a server that learns the sender's
// address swallows the first packets, and that is not the network's loss.
import { isWarmUp, type PacketFates } from './packet-fates.ts';

/** A 95 % interval of a ratio, 0..1. */
export type Interval = { readonly low: number; readonly high: number };

export type Loss = {
  /** Packets missing before the first echo. */
  readonly leadingLost: number;
  /** Packets missing after the first echo: of `base`. */
  readonly lost: number;
  /** Packets sent after the first echo's. */
  readonly base: number;
  /** lost / base; null when nothing was sent after the first echo, or none came. */
  readonly ratio: number | null;
  readonly interval: Interval | null;
  /** Of the lost, how many were among the first ten packets sent. */
  readonly lostInWarmUp: number;
};

/** Losses of a stream. */
export function lossOf(fates: PacketFates): Loss {
  const { decided, hasArrived, firstEcho } = fates;
  if (firstEcho === null)
    return { leadingLost: decided, lost: 0, base: 0, ratio: null, interval: null, lostInWarmUp: 0 };
  let lost = 0;
  let lostInWarmUp = 0;
  for (let packet = firstEcho + 1; packet < decided; packet++) {
    if (hasArrived[packet] === 1) continue;
    lost++;
    if (isWarmUp(packet)) lostInWarmUp++;
  }
  const base = Math.max(0, decided - firstEcho - 1);
  return {
    leadingLost: Math.min(firstEcho, decided),
    lost,
    base,
    ratio: base === 0 ? null : lost / base,
    interval: wilsonInterval(lost, base),
    lostInWarmUp,
  };
}

/** 97.5 % quantile of the normal distribution: two sides of a 95 % interval. */
const z = 1.959963984540054;

/**
 * Wilson score interval (95 %) of `hits` in `base`; null for an empty base. It takes losses for independent: losses in
 * bursts scatter more than it says. E. B. Wilson, J. Am. Stat. Assoc. 22 (1927).
 */
export function wilsonInterval(hits: number, base: number): Interval | null {
  if (base <= 0) return null;
  const ratio = hits / base;
  const scale = 1 + z ** 2 / base;
  const middle = (ratio + z ** 2 / (2 * base)) / scale;
  const half = (z / scale) * Math.sqrt((ratio * (1 - ratio)) / base + z ** 2 / (4 * base ** 2));
  // At the ends the two terms cancel but for rounding.
  const low = hits === 0 ? 0 : Math.max(0, middle - half);
  const high = hits === base ? 1 : Math.min(1, middle + half);
  return { low, high };
}
