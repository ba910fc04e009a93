// Identifiers that differ and repeat from run to run.
import type { IdSource } from '../../../shared/base/id-source.ts';

/** `x001xxxx...`, `x002xxxx...`; numbers count up from the lowest. */
export function createCountingIds(): IdSource {
  let count = 0;
  const next = (): number => ++count;
  return {
    token: (length) => `x${String(next()).padStart(3, '0')}`.padEnd(length, 'x').slice(0, length),
    integer: (min, max) => Math.min(max, min + next()),
  };
}
