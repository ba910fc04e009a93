import { describe, expect, it } from 'vitest';
import { endingAt, type RunCounts } from '../../../../main/engine/stream/endings.ts';

const running: RunCounts = {
  isGridDone: false,
  sentCount: 100,
  echoedCount: 100,
  firstSentAtMs: 0,
  lastSentAtMs: 2000,
  lastEchoAtMs: 2030,
  longestRoundTripMs: 30,
  isRefused: false,
};

type Change = Partial<RunCounts> & { readonly intervalMs?: number };

describe('a stream', () => {
  it.each<[string, Change, number, ReturnType<typeof endingAt>]>([
    ['goes on while echoes come', {}, 2040, null],
    ['goes on through a short silence', {}, 7029, null],
    ['ends after 5 s without echoes', {}, 7030, 'echoes-stopped'],
    ['goes on when nothing came back yet', { lastEchoAtMs: null, echoedCount: 0 }, 9999, null],
    ['ends when nothing came back in 10 s', { lastEchoAtMs: null, echoedCount: 0 }, 10_000, 'no-echo'],
    [
      'ends after 2 s where nobody listens',
      { lastEchoAtMs: null, echoedCount: 0, isRefused: true },
      2000,
      'no-echo',
    ],
    ['goes on where nobody listens any more but echoes came', { isRefused: true }, 2100, null],
    ['waits for its first packet', { firstSentAtMs: null, lastEchoAtMs: null }, 60_000, null],
    [
      'waits for four echoes where packets are rare',
      { intervalMs: 10_000, lastEchoAtMs: 2030 },
      42_029,
      null,
    ],
    [
      'is over when four of those are missing',
      { intervalMs: 10_000, lastEchoAtMs: 2030 },
      42_030,
      'echoes-stopped',
    ],
    [
      'lets a server learn from rare packets',
      { intervalMs: 10_000, echoedCount: 0, lastEchoAtMs: null },
      59_999,
      null,
    ],
    ['is complete when all is back, after a moment for duplicates', { isGridDone: true }, 2080, 'complete'],
    ['gives duplicates that moment', { isGridDone: true }, 2079, null],
    ['waits a second for what is missing', { isGridDone: true, echoedCount: 99 }, 2999, null],
    ['is complete after that second', { isGridDone: true, echoedCount: 99 }, 3000, 'complete'],
    [
      'waits three times its slowest round trip',
      { isGridDone: true, echoedCount: 99, longestRoundTripMs: 700 },
      4099,
      null,
    ],
    [
      'never waits more than 4 s',
      { isGridDone: true, echoedCount: 99, longestRoundTripMs: 3000 },
      6000,
      'complete',
    ],
    [
      'is complete when every slot was skipped',
      { isGridDone: true, sentCount: 0, echoedCount: 0, firstSentAtMs: null, lastSentAtMs: null },
      0,
      'complete',
    ],
  ])('%s', (_, { intervalMs = 20, ...change }, nowMs, ending) => {
    expect(endingAt({ ...running, ...change }, intervalMs, nowMs)).toBe(ending);
  });
});
