// A monitor without an account, in no time: what it counts, and what it does when the computer sleeps.
import { describe, expect, it, vi } from 'vitest';
import type { MonitorResult } from '../../../../main/engine/monitor/monitor-plan.ts';
import { watchLine } from '../../../../main/engine/monitor/watch-line.ts';
import { createTimerClock } from '../../../fakes/network/fake-clock.ts';
import { createCountingIds } from '../../../fakes/network/fake-ids.ts';
import { createFakeLedger } from '../../../fakes/network/fake-ledger.ts';
import { createFakeNetwork, type Sent } from '../../../fakes/network/fake-network.ts';
import { answering, useFakeTime } from '../engine/check-bench.ts';

useFakeTime();

const hourMs = 3_600_000;

/** Two minutes of questions; `onSend` sees each before the network reacts to it. */
async function watch(onSend: (sent: Sent) => void, isAnswered: (index: number) => boolean) {
  const network = createFakeNetwork({
    onSend: (sent) => {
      onSend(sent);
      return answering(({ index }) => (isAnswered(index) ? {} : null))(sent);
    },
  });
  const account = { call: null, probeUser: 'probe', intervalMs: 20_000, durationMs: 110_000 };
  const watching = watchLine(
    { serverName: 'pbx.example', port: 5060, ...account },
    {
      network,
      ledger: createFakeLedger(),
      clock: createTimerClock(),
      ids: createCountingIds(),
      signal: new AbortController().signal,
      onReading: () => undefined,
      onPause: () => undefined,
    },
  );
  await vi.advanceTimersByTimeAsync(200_000);
  const result = await watching;
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const counts = ({ endedBy, reading: { totals } }: MonitorResult) => [
  endedBy,
  totals.sent,
  totals.received,
  totals.lost,
];

describe('a monitor that asks', () => {
  it('counts a question without an answer as lost', async () => {
    const result = await watch(
      () => undefined,
      (index) => index !== 2,
    );
    expect(counts(result)).toEqual(['duration', 6, 5, 1]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends when the computer slept, and does not count the question that nobody listened for', async () => {
    const result = await watch(
      ({ index }) => {
        if (index === 2) setTimeout(() => vi.setSystemTime(Date.now() + hourMs), 100);
      },
      (index) => index !== 2,
    );
    expect(counts(result)).toEqual(['computer-slept', 2, 2, 0]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends when the computer slept between two questions', async () => {
    const result = await watch(
      ({ index }) => {
        if (index === 2) setTimeout(() => vi.setSystemTime(Date.now() + hourMs), 5000);
      },
      () => true,
    );
    expect(counts(result)).toEqual(['computer-slept', 3, 3, 0]);
  });
});
