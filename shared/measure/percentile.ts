// Percentiles by nearest rank: always a value that was measured, never one between two.

/** The samples in ascending order, as a copy. */
export const sorted = (samples: Float64Array): Float64Array => samples.toSorted();

/** The smallest sample that `percent` (0 < percent <= 100) of all do not exceed; null without samples. */
export function percentile(ascending: Float64Array, percent: number): number | null {
  // Multiplied first: 7 / 100 * 100 is 7.000000000000001 and would be rounded up to the 8th.
  const rank = Math.ceil((percent * ascending.length) / 100);
  return ascending[Math.max(rank, 1) - 1] ?? null;
}

/** Arithmetic mean; null without samples. */
export function mean(samples: Float64Array): number | null {
  let sum = 0;
  for (const sample of samples) sum += sample;
  return samples.length === 0 ? null : sum / samples.length;
}
