import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reorderingOf } from '../../../../shared/measure/reordering.ts';

const inOrder = (...numbers: number[]) => reorderingOf(Uint32Array.from(numbers));

describe('reordering', () => {
  it('finds the late packet of RFC 4737 and its extent', () => {
    expect(inOrder(1, 2, 3, 5, 6, 7, 8, 4, 9, 10)).toEqual({ reordered: 1, ratio: 0.1, maxExtent: 4 });
  });

  it('does not take a hole for reordering', () => {
    expect(inOrder(0, 1, 5, 6)).toEqual({ reordered: 0, ratio: 0, maxExtent: null });
  });

  it('counts everything but the first when all come backwards', () => {
    expect(inOrder(4, 3, 2, 1, 0)).toEqual({ reordered: 4, ratio: 0.8, maxExtent: 4 });
  });

  it('has no ratio without arrivals', () => {
    expect(inOrder()).toEqual({ reordered: 0, ratio: null, maxExtent: null });
  });

  it('agrees with the definition on any order', () => {
    const order = fc.uniqueArray(fc.nat(60), { maxLength: 40 });
    fc.assert(
      fc.property(order, (numbers) => {
        const extents = numbers.flatMap((number, i) => {
          const earliest = numbers.slice(0, i).findIndex((other) => other > number);
          return earliest < 0 ? [] : [i - earliest];
        });
        expect(inOrder(...numbers)).toEqual({
          reordered: extents.length,
          ratio: numbers.length === 0 ? null : extents.length / numbers.length,
          maxExtent: extents.length === 0 ? null : Math.max(...extents),
        });
      }),
    );
  });
});
