import { describe, expect, it } from 'vitest';
import { runSelfTest, type SelfTest, selfTestFigures } from '../../../../main/engine/stream/self-test.ts';
import { dueAtMs, makeGrid } from '../../../../main/engine/stream/slot-planner.ts';
import type { StreamPiece } from '../../../../main/engine/stream/trace.ts';
import { secureIds } from '../../../../main/io/ids.ts';
import { until } from '../io/loopback.ts';
import { buildWorkers, handles, workerFolder } from './stream-bench.ts';

buildWorkers();

const test = (streams: 1 | 10, durationMs: number, signal = new AbortController().signal) =>
  runSelfTest(streams, durationMs, { ids: secureIds, workerFolder: workerFolder() }, signal);

async function measured(...args: Parameters<typeof test>): Promise<SelfTest> {
  const result = await test(...args);
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
}

describe('a self-test', () => {
  it.each([1, 10] as const)(
    'of %i streams accounts for every packet, and leaves nothing behind',
    async (streams) => {
      const before = handles();
      const figures = await measured(streams, 600);
      const { planned, sent, received, skipped, sendErrorMs, keepsPace } = figures;
      expect(figures).toMatchObject({ streams, intervalMs: 20, durationMs: 600, isCancelled: false });
      expect(planned).toBe(30 * streams);
      expect(sent + skipped).toBe(planned);
      expect(sent).toBeGreaterThan(0);
      expect(received).toBeGreaterThan(0);
      expect(received).toBeLessThanOrEqual(sent);
      expect(sendErrorMs?.samples).toBe(sent);
      // An offset between streams is no error: each packet is held against its own moment.
      expect(sendErrorMs?.p50).toBeGreaterThan(0);
      expect(sendErrorMs?.p50).toBeLessThanOrEqual(sendErrorMs?.p99 ?? 0);
      expect(sendErrorMs?.p99).toBeLessThanOrEqual(sendErrorMs?.max ?? 0);
      expect(keepsPace).toBe(skipped === 0 && received === sent && (sendErrorMs?.p99 ?? 99) <= 15);
      await until(() => handles().length === before.length);
    },
  );

  it('that is cancelled says so and does not claim the pace', async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 900);
    const figures = await measured(1, 30_000, cancel.signal);
    expect(figures).toMatchObject({ isCancelled: true, keepsPace: false });
    expect(figures.sent).toBeLessThan(figures.planned);
  });

  it('that is cancelled before it begins is no test', async () => {
    const cancel = new AbortController();
    cancel.abort();
    expect(await test(1, 600, cancel.signal)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });
});

describe('the figures of a self-test', () => {
  const grid = makeGrid(20, 100, 10);

  /** Packets that leave `lateMs` after they are due and come back; those of slots named in `lost` do not. */
  const piece = (stream: number, lateMs: number, lost: readonly number[] = [], skipped = 0): StreamPiece => {
    const slots = Array.from({ length: 100 }, (_, slot) => slot);
    const echoes = slots.filter((slot) => slot >= skipped && !lost.includes(slot));
    return {
      intervalMs: 20,
      slotCount: 100,
      skippedSlots: skipped,
      wasSent: Uint8Array.from(slots, (slot) => (slot >= skipped ? 1 : 0)),
      sentAtMs: Float64Array.from(slots, (slot) => dueAtMs(grid, slot, stream) + lateMs),
      arrivalNumber: Uint32Array.from(echoes),
      arrivalAtMs: Float64Array.from(echoes, (slot) => dueAtMs(grid, slot, stream) + lateMs + 7),
      arrivalCount: echoes.length,
      rtcp: [],
      foreign: { otherSource: 0, otherSsrc: 0, notOurs: 0 },
      earlyBeforeFirstSend: 0,
      hasSlept: false,
    };
  };
  const figures = (last: StreamPiece, ending: 'complete' | 'cancelled' = 'complete'): SelfTest => {
    const traces = [...Array.from({ length: 9 }, (_, stream) => piece(stream, 0.5)), last];
    return selfTestFigures({ last: { firstSlot: 0, traces }, ending, pacing: 'ticker' }, grid, 2000);
  };

  it('hold every packet against its own moment on the grid', () => {
    const { sendErrorMs, keepsPace, planned, sent, received } = figures(piece(9, 0.5));
    expect({ planned, sent, received, keepsPace }).toEqual({
      planned: 1000,
      sent: 1000,
      received: 1000,
      keepsPace: true,
    });
    for (const value of [sendErrorMs?.p50, sendErrorMs?.p99, sendErrorMs?.max])
      expect(value).toBeCloseTo(0.5, 6);
    expect(figures(piece(9, -0.5)).sendErrorMs?.max).toBeCloseTo(0.5, 6);
  });

  it.each([
    ['a packet that did not come back', figures(piece(9, 0.5, [50]))],
    ['a packet that was given up', figures(piece(9, 0.5, [], 1))],
    ['one stream in ten that is late', figures(piece(9, 16))],
    ['an early end', figures(piece(9, 0.5), 'cancelled')],
  ])('claim no pace with %s', (_name, { keepsPace }) => {
    expect(keepsPace).toBe(false);
  });

  it('know nothing of the pace where nothing was sent', () => {
    const { sendErrorMs, keepsPace } = selfTestFigures(
      { last: { firstSlot: 0, traces: [] }, ending: 'complete', pacing: 'timer' },
      grid,
      2000,
    );
    expect({ sendErrorMs, keepsPace }).toEqual({ sendErrorMs: null, keepsPace: false });
  });
});
