// Packets overtaken on the way. RFC 4737 4.1 (type P reordered) and 4.2.2 (extent).

export type Reordering = {
  /** Packets that came after one sent later. */
  readonly reordered: number;
  /** reordered / unique arrivals; null without arrivals. */
  readonly ratio: number | null;
  /** Arrivals between the earliest overtaking packet and the worst late one; null when none is reordered. */
  readonly maxExtent: number | null;
};

/** Reordering in a list of first arrivals by packet number. */
export function reorderingOf(arrivals: Uint32Array): Reordering {
  // The earliest arrival with a larger number was the highest so far when it came, so only those are kept.
  const records: number[] = [];
  let nextExpected = 0;
  let reordered = 0;
  let maxExtent: number | null = null;
  arrivals.forEach((number, index) => {
    if (number >= nextExpected) {
      records.push(index);
      nextExpected = number + 1;
      return;
    }
    reordered++;
    maxExtent = Math.max(maxExtent ?? 0, index - firstAbove(arrivals, records, number));
  });
  return { reordered, ratio: arrivals.length === 0 ? null : reordered / arrivals.length, maxExtent };
}

/** Index of the first record with a larger number; there is one for every reordered packet. */
function firstAbove(arrivals: Uint32Array, records: readonly number[], number: number): number {
  let low = 0;
  let high = records.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((arrivals[records[middle] ?? 0] ?? 0) > number) high = middle;
    else low = middle + 1;
  }
  return records[low] ?? 0;
}
