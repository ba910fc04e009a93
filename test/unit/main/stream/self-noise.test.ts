import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { measureSelfNoise } from '../../../../main/engine/stream/self-noise.ts';
import { secureIds } from '../../../../main/io/ids.ts';
import { until } from '../io/loopback.ts';
import {
  buildWorkers,
  echoPeer,
  handles,
  later,
  onlyTrace,
  opened,
  run,
  sentSlots,
  workerFolder,
} from './stream-bench.ts';

buildWorkers();

describe('self-noise', () => {
  it('is measured on loopback and leaves nothing behind', async () => {
    const before = handles();
    const noise = await measureSelfNoise(
      { ids: secureIds, workerFolder: workerFolder() },
      new AbortController().signal,
    );
    if (!noise.ok) throw new Error(noise.error.detail);
    const { receiveP50Ms, receiveP99Ms, pacingP50Ms, pacingP99Ms, samples } = noise.value;
    // Fewer are refused; how many fit into its time is for the machine to say.
    expect(samples).toBeGreaterThanOrEqual(20);
    // Lateness is after the moment it is measured from; the echo's delay of 7 ms is not in it.
    expect(receiveP50Ms).toBeGreaterThan(0);
    expect(pacingP50Ms).toBeGreaterThan(0);
    expect(receiveP99Ms).toBeGreaterThanOrEqual(receiveP50Ms);
    expect(pacingP99Ms).toBeGreaterThanOrEqual(pacingP50Ms);
    await until(() => handles().length === before.length);
  });

  it('ends at once when it is cancelled', async () => {
    const before = handles();
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 200);
    expect(
      await measureSelfNoise({ ids: secureIds, workerFolder: workerFolder() }, cancel.signal),
    ).toMatchObject({
      ok: false,
      error: { code: 'cancelled' },
    });
    await until(() => handles().length === before.length);
  });
});

describe('without a ticker', () => {
  it('a stream paces itself with timers and says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'salg-no-ticker-'));
    later(() => rmSync(folder, { recursive: true, force: true }));
    copyFileSync(fileURLToPath(new URL('stream-io.mjs', workerFolder())), join(folder, 'stream-io.mjs'));
    const stream = await opened({}, { workerFolder: pathToFileURL(`${folder}/`) });
    const result = await run(stream, await echoPeer());
    expect(result).toMatchObject({ ending: 'complete', pacing: 'timer' });
    const trace = onlyTrace(result);
    expect(sentSlots(trace) + trace.skippedSlots).toBe(100);
    expect(sentSlots(trace)).toBeGreaterThan(50);
  });

  it('is the exception', async () => {
    const result = await run(await opened(), await echoPeer());
    expect(['ticker', 'spinning-ticker']).toContain(result.pacing);
  });
});
