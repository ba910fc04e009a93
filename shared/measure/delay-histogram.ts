// Delays counted in bins of equal ratio, so that a median of any number of packets needs the same few kilobytes. Counts
// lie in an array of the caller's, at an offset: one array holds the histograms of many windows.

const binsPerOctave = 32;
/** Lower edge of the first bin and upper edge of the last, ms; what lies outside counts in the outermost bin. */
const lowestMs = 1 / 16;
const highestMs = 2 ** 16;

/** Counters that one histogram takes. */
export const histogramBins = binsPerOctave * Math.log2(highestMs / lowestMs);

/** Half a bin: how far a percentile may be from the true one, as a ratio. */
export const histogramErrorRatio = 2 ** (1 / (2 * binsPerOctave)) - 1;

/** Counts one delay, ms. */
export function countDelay(counts: Uint32Array, offset: number, delayMs: number): void {
  const bin = delayMs <= lowestMs ? 0 : Math.floor(Math.log2(delayMs / lowestMs) * binsPerOctave);
  const index = offset + Math.min(bin, histogramBins - 1);
  counts[index] = (counts[index] ?? 0) + 1;
}

/** Median by nearest rank, ms, to histogramErrorRatio; null without counts. */
export function histogramMedian(counts: Uint32Array, offset: number): number | null {
  const own = counts.subarray(offset, offset + histogramBins);
  const rank = Math.ceil(own.reduce((sum, count) => sum + count, 0) / 2);
  let seen = 0;
  const bin = own.findIndex((count) => {
    seen += count;
    return count > 0 && seen >= rank;
  });
  return bin < 0 ? null : lowestMs * 2 ** ((bin + 0.5) / binsPerOctave);
}
