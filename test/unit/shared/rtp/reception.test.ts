import { describe, expect, it } from 'vitest';
import { emptyReception, noteReception, takeReportBlock } from '../../../../shared/rtp/reception.ts';

const about = { ssrc: 1, lastSenderReport: 2, delaySinceLastSenderReport: 3 };
/** Notes packets that are 160 units apart and take `transits` units each. */
function noted(sequence: readonly number[], transits: readonly number[] = []) {
  const state = emptyReception();
  for (const [i, number] of sequence.entries())
    noteReception(state, number & 0xffff, (number * 160) >>> 0, number * 160 + (transits[i] ?? 0));
  return state;
}

describe('what a receiver reports', () => {
  it('is nothing lost of a whole stream', () => {
    expect(takeReportBlock(noted([5, 6, 7]), about)).toEqual({
      ...about,
      fractionLost: 0,
      cumulativeLost: 0,
      highestSequence: 7,
      jitterUnits: 0,
    });
  });

  it('counts what is missing, in 1/256 of what was due since the last report', () => {
    const state = noted([0, 1, 3]);
    expect(takeReportBlock(state, about)).toMatchObject({ fractionLost: 64, cumulativeLost: 1 });
    noteReception(state, 4, 640, 640);
    expect(takeReportBlock(state, about)).toMatchObject({ fractionLost: 0, cumulativeLost: 1 });
    expect(takeReportBlock(state, about)).toMatchObject({ fractionLost: 0, cumulativeLost: 1 });
  });

  it('goes below zero with duplicates', () => {
    expect(takeReportBlock(noted([0, 0, 1, 1]), about)).toMatchObject({
      fractionLost: 0,
      cumulativeLost: -2,
    });
  });

  it('counts cycles of the 16-bit number and is not put back by late packets', () => {
    expect(takeReportBlock(noted([65_534, 65_535, 65_537, 65_536]), about)).toMatchObject({
      highestSequence: 0x1_0001,
      cumulativeLost: 0,
    });
  });

  it('smooths jitter as RFC 3550 A.8 does', () => {
    // Transits of 80 96 72 120 120 units: J = 1, 2.4375, 5.28515625, 4.9548...
    expect(noted([0, 1, 2, 3, 4], [80, 96, 72, 120, 120]).jitterUnits).toBeCloseTo(4.954834, 6);
  });

  it('survives timestamps that wrap', () => {
    const state = emptyReception();
    noteReception(state, 0, 0xffff_ff60, 0);
    noteReception(state, 1, 0, 160);
    expect(state.jitterUnits).toBe(0);
  });
});
