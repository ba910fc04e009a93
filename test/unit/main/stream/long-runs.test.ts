import { describe, expect, it } from 'vitest';
import type { StreamChapter } from '../../../../main/engine/stream/stream-messages.ts';
import { closedUdpPort } from '../io/loopback.ts';
import { buildWorkers, echoedSlots, echoPeer, onlyTrace, opened, run, sentSlots } from './stream-bench.ts';

buildWorkers();
const isWindows = process.platform === 'win32';

describe('a stream', () => {
  it('ends early when echoes stop, and says so', async () => {
    const peer = await echoPeer((bytes, count) => (count < 50 ? [bytes] : []));
    const result = await run(await opened({ intervalMs: 20, slotCount: 1000 }), peer);
    expect(result.ending).toBe('echoes-stopped');
    const trace = onlyTrace(result);
    expect(echoedSlots(trace)).toBe(50);
    expect(sentSlots(trace)).toBeLessThan(400);
    expect(peer.heard()).toBe(sentSlots(trace));
  }, 15_000);

  it.skipIf(isWindows)(
    'ends early where nobody listens',
    async () => {
      const result = await run(await opened({ intervalMs: 20, slotCount: 1000 }), await closedUdpPort());
      expect(result.ending).toBe('no-echo');
      expect(sentSlots(onlyTrace(result))).toBeLessThan(250);
    },
    15_000,
  );

  it('hands over a long run in pieces that together are the whole', async () => {
    const chapters: StreamChapter[] = [];
    const stream = await opened(
      { mode: 'monitor', intervalMs: 20, slotCount: 550 },
      { onChapter: (chapter) => chapters.push(chapter) },
    );
    const result = await run(stream, await echoPeer());
    const all = [...chapters, result.last];
    expect(all.map(({ firstSlot, traces }) => [firstSlot, traces[0]?.slotCount])).toEqual([
      [0, 250],
      [250, 250],
      [500, 50],
    ]);
    const traces = all.map((chapter) => chapter.traces[0]!);
    expect(traces.reduce((sum, trace) => sum + sentSlots(trace) + trace.skippedSlots, 0)).toBe(550);
    for (const trace of traces) expect(echoedSlots(trace)).toBe(sentSlots(trace));
  }, 20_000);
});
