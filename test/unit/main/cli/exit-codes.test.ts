// The exit status of every verdict: scripts depend on these numbers.
import { describe, expect, it } from 'vitest';
import { exitCodeOf, exitCodes } from '../../../../main/cli/exit-codes.ts';
import { UsageError } from '../../../../main/cli/usage-error.ts';
import { levelSchema } from '../../../../shared/verdict/level.ts';

const table = [
  ['unlikely', 0],
  ['possible', 10],
  ['likely', 20],
  ['confirmed', 21],
  ['inconclusive', 30],
  ['blocked', 31],
  ['not-applicable', 32],
] as const;

describe('the exit status', () => {
  it.each(table)('of %s is %i', (level, code) => {
    expect(exitCodeOf(level)).toBe(code);
  });

  it('is another one for every level there is', () => {
    expect(table.map(([level]) => level).toSorted()).toEqual(levelSchema.options.toSorted());
    const all = [...table.map(([, code]) => code), ...Object.values(exitCodes)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('is 2 for unusable input, 70 for a bug, 130 for a cancelled check', () => {
    expect(exitCodes).toMatchObject({ unusableInput: 2, internalError: 70, cancelled: 130 });
  });

  it('of a usage error is 2 unless it says otherwise', () => {
    expect(new UsageError('a').exitCode).toBe(2);
    expect(new UsageError('a', exitCodes.internalError).exitCode).toBe(70);
    expect(new UsageError('a').message).toBe('a');
  });
});
