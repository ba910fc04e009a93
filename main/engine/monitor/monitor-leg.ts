// The sound of a monitor's call: one packet at a time for as long as the call stands, handed to the meter in pieces.
import type { Endpoint } from '../../../shared/base/address.ts';
import type { MonitorEnd } from '../../../shared/ipc/monitor.ts';
import type { MediaLeg } from '../call/media-leg.ts';
import { echoSilenceMs } from '../stream/bounds.ts';
import { openStream, type Stream } from '../stream/open-stream.ts';
import type { IoResult, StreamChapter } from '../stream/stream-messages.ts';
import type { MonitorMeter } from './meter.ts';
import type { MonitorDeps, MonitorPlan } from './monitor-plan.ts';

export type MonitorLeg = MediaLeg & {
  /** Frees what the call left open, and says why the sound ended. */
  ended(): Promise<MonitorEnd>;
};

/** Opens a leg for what is left of the monitor's time; null when no port can be opened. */
export async function openMonitorLeg(
  { intervalMs, durationMs }: MonitorPlan,
  deps: MonitorDeps,
  meter: MonitorMeter,
): Promise<MonitorLeg | null> {
  const leftMs = Math.max(intervalMs, durationMs - meter.elapsedMs());
  const slotCount = Math.max(1, Math.floor(leftMs / intervalMs));
  const size = { mode: 'monitor', intervalMs, slotCount, streams: 1 } as const;
  const plan = { ...size, localAddress: deps.localAddress, localPort: null };
  const onChapter = (chapter: StreamChapter): void => noteChapter(meter, chapter);
  const opened = await openStream(plan, { ...deps, onChapter }, deps.signal);
  if (!opened.ok) return null;
  const stream = opened.value;
  let remote: Endpoint | null = null;
  let isHungUp = false;
  return {
    localPort: stream.local.port,
    aim: (to) => {
      remote = to;
    },
    async run(signal) {
      if (remote === null) return null;
      await streamTo(stream, remote, meter, signal);
      isHungUp = signal.aborted && !deps.signal.aborted;
      return null;
    },
    async ended() {
      stream.stop();
      const result = await stream.finished;
      return isHungUp ? 'call-ended' : endOf(result, intervalMs);
    },
  };
}

async function streamTo(
  stream: Stream,
  remote: Endpoint,
  meter: MonitorMeter,
  signal: AbortSignal,
): Promise<void> {
  const aimed = await stream.aim(remote.address, remote.port, remote.port + 1);
  if (!aimed.ok || signal.aborted) return stream.stop();
  signal.addEventListener('abort', stream.stop, { once: true });
  meter.beginStream(meter.elapsedMs());
  stream.start();
  const result = await stream.finished;
  signal.removeEventListener('abort', stream.stop);
  noteChapter(meter, result.last);
}

function noteChapter(meter: MonitorMeter, { firstSlot, traces }: StreamChapter): void {
  const [trace] = traces;
  if (trace !== undefined) meter.notePiece(firstSlot, trace);
}

/** Why a stream ended. Silence is this computer's own where half of what was to be sent in it could not leave. */
export function endOf(
  { ending, sendFailures }: Pick<IoResult, 'ending' | 'sendFailures'>,
  intervalMs: number,
): MonitorEnd {
  switch (ending) {
    case 'complete':
      return 'duration';
    case 'echoes-stopped':
    case 'no-echo':
      return sendFailures * intervalMs >= echoSilenceMs / 2 ? 'network-failed' : 'echoes-stopped';
    case 'slept':
      return 'computer-slept';
    case 'stopped':
    case 'cancelled':
      return 'stopped';
    case 'failed':
      return 'network-failed';
  }
}
