import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  dueAtMs,
  type Grid,
  makeGrid,
  startOfGrid,
} from '../../../../main/engine/stream/slot-planner.ts';

/** Ticks sent and skipped when the clock shows these times, without signals. */
function played(grid: Grid, timesMs: readonly number[]) {
  const cursor = startOfGrid();
  const sent: number[] = [];
  const skipped: number[] = [];
  for (const nowMs of timesMs) {
    if (!advance(cursor, grid, nowMs, -1)) continue;
    for (let tick = cursor.skipFrom; tick < cursor.nextTick; tick++)
      (tick < cursor.sendFrom ? skipped : sent).push(tick);
  }
  return { sent, skipped };
}
const call = makeGrid(20, 10, 1);

describe('one stream', () => {
  it('sends each slot once when ticks come in time', () => {
    expect(played(call, [0, 20, 40, 60.01])).toEqual({ sent: [0, 1, 2, 3], skipped: [] });
  });

  it('sends nothing before the first slot, and nothing twice', () => {
    expect(played(call, [-20, -0.1, 0, 0, 5, 19.9])).toEqual({ sent: [0], skipped: [] });
  });

  it('sends a tick that is less than one interval late at once, and keeps the grid', () => {
    expect(played(call, [0, 39.9, 40, 60])).toEqual({ sent: [0, 1, 2, 3], skipped: [] });
  });

  it('skips what is older, and never sends a burst', () => {
    expect(played(call, [0, 95, 100])).toEqual({ sent: [0, 4, 5], skipped: [1, 2, 3] });
  });

  it('ends with the last slot, however late', () => {
    expect(played(call, [0, 199, 1000])).toEqual({ sent: [0, 9], skipped: [1, 2, 3, 4, 5, 6, 7, 8] });
    expect(played(call, [0, 5000])).toEqual({ sent: [0], skipped: [1, 2, 3, 4, 5, 6, 7, 8, 9] });
  });

  it('believes the thread that counts the time when its own clock is a little behind', () => {
    const cursor = startOfGrid();
    expect(advance(cursor, call, -0.001, 0)).toBe(true);
    expect(advance(cursor, call, 0.001, -1)).toBe(false);
    expect(advance(cursor, call, 19.999, 1)).toBe(true);
    expect(cursor.nextTick).toBe(2);
  });
});

describe('parallel streams', () => {
  it.each([
    [1, 1],
    [10, 5],
    [50, 20],
    [200, 20],
  ])('%i of them leave in %i groups an interval', (streams, phases) => {
    expect(makeGrid(20, 5, streams)).toMatchObject({ phases, tickMs: 20 / phases, tickCount: 5 * phases });
  });

  it('keep their distance: each has its place in the interval', () => {
    const grid = makeGrid(20, 5, 50);
    expect([dueAtMs(grid, 0, 0), dueAtMs(grid, 0, 19), dueAtMs(grid, 0, 20), dueAtMs(grid, 2, 49)]).toEqual([
      0, 19, 0, 49,
    ]);
  });

  it('each send at most one packet an interval late', () => {
    // All within one interval are still sent: another stream each.
    expect(played(makeGrid(20, 2, 10), [0, 19.5, 45]).skipped).toEqual([5, 6]);
  });
});

it('whatever the clock shows: in order, each once, none of a stream together with its next', () => {
  const grids = fc
    .tuple(fc.constantFrom(1, 5, 20), fc.integer({ min: 1, max: 50 }), fc.constantFrom(1, 10, 50))
    .map(([intervalMs, slots, streams]) => makeGrid(intervalMs, slots, streams));
  const steps = fc.array(fc.double({ min: 0, max: 70, noNaN: true }), { maxLength: 60 });
  fc.assert(
    fc.property(grids, steps, (grid, gapsMs) => {
      const cursor = startOfGrid();
      let nowMs = -1;
      const all: number[] = [];
      for (const gapMs of gapsMs) {
        nowMs += gapMs;
        if (!advance(cursor, grid, nowMs, -1)) continue;
        for (let tick = cursor.skipFrom; tick < cursor.nextTick; tick++) {
          const lateMs = nowMs - tick * grid.tickMs;
          const isSent = tick >= cursor.sendFrom;
          // Sums of doubles: the edge itself may fall on either side.
          const isAtEdge = Math.abs(lateMs - grid.intervalMs) < 1e-6;
          expect(isAtEdge || isSent === lateMs < grid.intervalMs).toBe(true);
          all.push(tick);
        }
        expect(cursor.nextTick - cursor.sendFrom).toBeLessThanOrEqual(grid.phases);
      }
      expect(all).toEqual(Array.from({ length: all.length }, (_, i) => i));
    }),
  );
});
