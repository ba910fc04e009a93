// RFC 3611 4.7.2 and A.2; BurstR of G.107.
import { describe, expect, it } from 'vitest';
import { burstRatioOf, burstsOf } from '../../../../shared/measure/bursts.ts';

/** `x` is missing, `.` was played; a digit repeats the played packet that many times ten. */
const packets = (text: string): Uint8Array => {
  const marks = text.replaceAll(/\d/g, (tens) => '.'.repeat(Number(tens) * 10));
  return Uint8Array.from({ length: marks.length }, (_, i) => (marks[i] === 'x' ? 1 : 0));
};
const bursts = (text: string) => burstsOf(packets(text), 20);
const ratio = (text: string) => burstRatioOf(bursts(text), packets(text).length);

describe('burstsOf', () => {
  it('sees nothing in a stream without loss, and in none', () => {
    const quiet = {
      bursts: 0,
      burstDensity: null,
      burstDurationMs: null,
      longestRun: 0,
      runs: 0,
      missing: 0,
    };
    expect(bursts('5')).toEqual({ ...quiet, gapDensity: 0 });
    expect(bursts('')).toEqual({ ...quiet, gapDensity: null });
  });

  it('leaves a single loss in the gap', () => {
    expect(bursts('2x2')).toMatchObject({ bursts: 0, gapDensity: 1 / 41, longestRun: 1, runs: 1 });
  });

  it('joins losses with 15 received packets between them, and parts them at 16', () => {
    expect(bursts('x1.....x')).toMatchObject({
      bursts: 1,
      burstDensity: 2 / 17,
      burstDurationMs: 340,
      gapDensity: null,
    });
    expect(bursts('x1......x')).toMatchObject({ bursts: 0, gapDensity: 2 / 18 });
  });

  it('averages over bursts and finds the longest run', () => {
    expect(bursts('2xx2xxx.x2x2')).toEqual({
      bursts: 2,
      burstDensity: 6 / 7,
      burstDurationMs: 70,
      gapDensity: 1 / 81,
      longestRun: 3,
      runs: 4,
      missing: 7,
    });
  });

  it('counts a packet that came too late like a lost one', () => {
    expect(burstsOf(Uint8Array.of(0, 2, 1, 0), 20)).toMatchObject({ bursts: 1, longestRun: 2, missing: 2 });
  });
});

describe('burstRatioOf', () => {
  it('weighs the mean run against random loss', () => {
    expect(ratio('4xx4xxxx4')).toBeCloseTo(3 * (1 - 6 / 126), 12);
  });

  it('is never below 1: losses that avoid each other are no better than random ones', () => {
    expect(ratio('x.x.x.x.x.')).toBe(1);
  });

  it('says nothing below five losses', () => {
    expect(ratio('4xxxx4')).toBe(1);
    expect(ratio('4xxxxx4')).toBeGreaterThan(4);
  });

  it('is 1 when nothing was sent', () => expect(ratio('')).toBe(1));
});
