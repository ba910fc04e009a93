// A run whose clock jumps, as it does when a computer sleeps: it ends, and says why.
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FromIo, IoResult, IoSetup } from '../../../../main/engine/stream/stream-messages.ts';
import { createStreamRun } from '../../../../main/engine/stream/stream-run.ts';
import { later, until } from '../io/loopback.ts';
import { echoPeer } from './stream-bench.ts';

afterEach(() => void vi.restoreAllMocks());

const realNow = performance.now.bind(performance);

async function startRun(mode: IoSetup['mode']) {
  const line = new MessageChannel();
  // No ticker answers: the run paces itself.
  line.port1.close();
  const heard: FromIo[] = [];
  const control = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const size = { mode, intervalMs: 20, slotCount: 3000, chapterSlots: 10, streams: 1, isPaired: true };
  const identity = { token: { high: 1, low: 2 }, ssrc: 3, sequenceNumber: 4, timestamp: 5, cname: 'x' };
  const at = { localAddress: '127.0.0.1', localPort: null };
  const run = createStreamRun({ ...size, ...at, identity, ticker: line.port2, control }, (message) =>
    heard.push(message),
  );
  later(() => void run.handle({ kind: 'stop', ending: 'stopped' }));
  await run.open();
  const peer = await echoPeer();
  await run.handle({ kind: 'aim', address: peer.address, port: peer.port, rtcpPort: null });
  await run.handle({ kind: 'start' });
  // Two chapters are open then.
  await until(() => peer.heard() > 12);
  const result = (): IoResult | null => heard.find((message) => message.kind === 'ended')?.result ?? null;
  return { heard, result };
}

describe('a computer that sleeps in the middle of a stream', () => {
  it('ends it as slept, not as silence', async () => {
    const { result } = await startRun('monitor');
    vi.spyOn(performance, 'now').mockImplementation(() => realNow() + 3_600_000);
    await until(() => result() !== null);
    expect(result()?.ending).toBe('slept');
    const [piece] = result()?.last.traces ?? [];
    expect(piece?.hasSlept).toBe(true);
    // An hour of slots was neither sent nor given up as if the computer had been busy.
    expect(piece?.skippedSlots).toBeLessThan(10);
  });

  it('is not what a stall of two seconds is', async () => {
    const { heard, result } = await startRun('monitor');
    vi.spyOn(performance, 'now').mockImplementation(() => realNow() + 2000);
    const snapshots = () => heard.filter(({ kind }) => kind === 'snapshot').length;
    const before = snapshots();
    await until(() => snapshots() > before + 3);
    expect(result()).toBeNull();
  });
});
