import { describe, expect, it } from 'vitest';
import { runSelfTest, type SelfTest } from '../../../../main/engine/stream/self-test.ts';
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
