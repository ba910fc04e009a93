// One run of the stream engine against an echo inside this computer.
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { LoopbackEcho } from './loopback-echo.ts';
import { openStream, type StreamDeps, type StreamFault, type StreamPlan } from './open-stream.ts';
import type { IoResult } from './stream-messages.ts';

/** Why nothing was measured where the echo has no port. */
const noEcho = { code: 'no-engine', detail: 'the echo on loopback did not start' } as const;

/** What came of it; with `longestMs` the stream is stopped when so much time has gone by since the call. */
export async function streamToEcho(
  echo: LoopbackEcho,
  size: Pick<StreamPlan, 'intervalMs' | 'slotCount' | 'streams'>,
  deps: Pick<StreamDeps, 'ids' | 'workerFolder'>,
  signal: AbortSignal,
  longestMs: number | null = null,
): Promise<Result<IoResult, StreamFault>> {
  const startMs = performance.now();
  const plan = { ...size, mode: 'loopback', localAddress: '127.0.0.1', localPort: null } as const;
  const stream = await openStream(plan, deps, signal);
  if (!stream.ok) return stream;
  const stop = () => stream.value.stop();
  const limit = longestMs === null ? undefined : setTimeout(stop, startMs + longestMs - performance.now());
  try {
    const port = await echo.port;
    const aimed = port === null ? err(noEcho) : await stream.value.aim('127.0.0.1', port, null);
    if (aimed.ok) stream.value.start();
    else stop();
    const result = await stream.value.finished;
    return aimed.ok ? ok(result) : aimed;
  } finally {
    clearTimeout(limit);
  }
}
