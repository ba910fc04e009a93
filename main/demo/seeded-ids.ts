// Repeatable chance: the same seed gives the same losses, ports and tags, so that a failing run can be replayed.
import type { IdSource } from '../../shared/base/id-source.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** An IdSource that repeats itself for the same seed; for the demo only, never for real messages. */
export function createSeededIds(seed: number): IdSource {
  let state = seed >>> 0;
  // Mulberry32: 32 bits of state are plenty for choosing which datagram to lose.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    integer,
    token: (length) =>
      Array.from({ length }, () => alphabet.charAt(integer(0, alphabet.length - 1))).join(''),
  };
}

/** An independent source that repeats as its parent does. */
export const branchOff = (ids: IdSource): IdSource => createSeededIds(ids.integer(0, 2 ** 32 - 1));
