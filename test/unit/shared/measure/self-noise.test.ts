import { describe, expect, it } from 'vitest';
import {
  noiseLevel,
  type SelfNoise,
  selfNoiseSchema,
  shownStepMs,
  showTime,
} from '../../../../shared/measure/self-noise.ts';

const floor = (receiveP99Ms: number): SelfNoise => ({
  receiveP50Ms: 0.1,
  receiveP99Ms,
  pacingP50Ms: 0.1,
  pacingP99Ms: 30,
  samples: 100,
});

describe('self-noise', () => {
  it.each([
    [0.4, 'quiet'],
    [5, 'quiet'],
    [5.1, 'noticeable'],
    [15, 'noticeable'],
    [15.1, 'too-busy'],
  ])('a floor of %d ms is %s, whatever the pacing', (p99, level) => {
    expect(noiseLevel(floor(p99))).toBe(level);
  });

  it.each([
    [0.04, 0.1],
    [0.4, 0.1],
    [1, 1],
    [2, 1],
    [12, 10],
    [300, 10],
  ])('a floor of %d ms allows steps of %d ms', (p99, stepMs) => {
    expect(shownStepMs(floor(p99))).toBe(stepMs);
  });

  it('shows whole milliseconds while the floor is unknown', () => {
    expect(showTime(12.34, null)).toEqual({ kind: 'value', valueMs: 12, decimals: 0 });
    expect(showTime(0.2, null)).toEqual({ kind: 'value', valueMs: 0, decimals: 0 });
  });

  it('rounds to what the floor allows', () => {
    expect(showTime(0.449, floor(0.3))).toEqual({ kind: 'value', valueMs: 0.4, decimals: 1 });
    expect(showTime(12.34, floor(0.3))).toEqual({ kind: 'value', valueMs: 12.3, decimals: 1 });
    expect(showTime(12.34, floor(2))).toEqual({ kind: 'value', valueMs: 12, decimals: 0 });
    expect(showTime(34, floor(12))).toEqual({ kind: 'value', valueMs: 30, decimals: 0 });
  });

  it('says that a time is below the floor instead of showing it', () => {
    expect(showTime(1.9, floor(2))).toEqual({ kind: 'below-floor', floorMs: 2, decimals: 0 });
    expect(showTime(0.1, floor(0.33))).toEqual({ kind: 'below-floor', floorMs: 0.4, decimals: 1 });
    expect(showTime(2, floor(2)).kind).toBe('value');
  });

  it('has a strict form', () => {
    expect(selfNoiseSchema.parse(floor(2))).toEqual(floor(2));
    expect(selfNoiseSchema.safeParse({ ...floor(2), samples: 0 }).success).toBe(false);
    expect(selfNoiseSchema.safeParse({ ...floor(Number.NaN) }).success).toBe(false);
    expect(selfNoiseSchema.safeParse({ ...floor(2), more: 1 }).success).toBe(false);
  });
});
