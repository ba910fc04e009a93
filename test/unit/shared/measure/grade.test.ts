import { describe, expect, it } from 'vitest';
import { gradeOf, type Rows } from '../../../../shared/measure/grade.ts';

const best: Rows = { effectiveLossRatio: 0, jitterMs: 1, rttMs: 20, rFactor: 92 };

describe('gradeOf', () => {
  // Both sides of every limit.
  it.each<[Partial<Rows>, string, string]>([
    [{ effectiveLossRatio: 0.0029 }, 'excellent', 'loss'],
    [{ effectiveLossRatio: 0.003 }, 'good', 'loss'],
    [{ effectiveLossRatio: 0.0099 }, 'good', 'loss'],
    [{ effectiveLossRatio: 0.01 }, 'fair', 'loss'],
    [{ effectiveLossRatio: 0.0299 }, 'fair', 'loss'],
    [{ effectiveLossRatio: 0.03 }, 'poor', 'loss'],
    [{ jitterMs: 9.9 }, 'excellent', 'jitter'],
    [{ jitterMs: 10 }, 'good', 'jitter'],
    [{ jitterMs: 29.9 }, 'good', 'jitter'],
    [{ jitterMs: 30 }, 'fair', 'jitter'],
    [{ jitterMs: 49.9 }, 'fair', 'jitter'],
    [{ jitterMs: 50 }, 'poor', 'jitter'],
    [{ rttMs: 99.9 }, 'excellent', 'round-trip'],
    [{ rttMs: 100 }, 'good', 'round-trip'],
    [{ rttMs: 149.9 }, 'good', 'round-trip'],
    [{ rttMs: 150 }, 'fair', 'round-trip'],
    [{ rttMs: 299.9 }, 'fair', 'round-trip'],
    [{ rttMs: 300 }, 'poor', 'round-trip'],
    [{ rFactor: 85 }, 'excellent', 'rating'],
    [{ rFactor: 84.9 }, 'good', 'rating'],
    [{ rFactor: 80 }, 'good', 'rating'],
    [{ rFactor: 79.9 }, 'fair', 'rating'],
    [{ rFactor: 70 }, 'fair', 'rating'],
    [{ rFactor: 69.9 }, 'poor', 'rating'],
  ])('%o is %s', (change, expected, row) => {
    const grade = gradeOf({ ...best, ...change });
    expect(grade.class).toBe(expected);
    expect(grade.decidedBy).toContain(row);
    expect(grade.decidedBy).toHaveLength(expected === 'excellent' ? 4 : 1);
  });

  it('names every row that is as bad as the class', () => {
    expect(gradeOf({ ...best, jitterMs: 35, rttMs: 200 })).toEqual({
      class: 'fair',
      decidedBy: ['jitter', 'round-trip'],
    });
    expect(gradeOf(best).decidedBy).toEqual(['loss', 'jitter', 'round-trip', 'rating']);
  });

  it('does without a jitter that could not be had', () => {
    expect(gradeOf({ ...best, jitterMs: null })).toEqual({
      class: 'excellent',
      decidedBy: ['loss', 'round-trip', 'rating'],
    });
  });
});
