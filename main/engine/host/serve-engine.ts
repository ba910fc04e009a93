// Answers a host: one start, any number of cancels, progress on the way, one result.
import type { Clock } from '../../../shared/base/clock.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import {
  type FromEngine,
  type MonitorMessage,
  type StartMessage,
  toEngineSchema,
} from './engine-messages.ts';
import type { EnginePort } from './engine-port.ts';
import { runForHost } from './engine-run.ts';
import { monitorForHost } from './monitor-run.ts';

/** Listens on `port`; messages that do not fit are dropped, and so is a second start. */
export function serveEngine(port: EnginePort, time: { readonly clock: Clock; readonly ids: IdSource }): void {
  const cancel = new AbortController();
  const post = (message: FromEngine): void => port.post(message);
  let hasStarted = false;

  const run = (start: StartMessage): Promise<void> =>
    guarded(post, async () => {
      const result = await runForHost(start, {
        ...time,
        signal: cancel.signal,
        onProgress: (progress) => post({ kind: 'progress', progress }),
      });
      return result.ok ? { kind: 'done', report: result.value } : { kind: 'failed', code: result.error };
    });
  const monitor = (start: MonitorMessage): Promise<void> =>
    guarded(post, async () => {
      const result = await monitorForHost(start, {
        ...time,
        signal: cancel.signal,
        onReading: (reading) => post({ kind: 'reading', reading }),
      });
      return result.ok ? { kind: 'monitored', ...result.value } : { kind: 'failed', code: result.error };
    });
  port.onMessage((raw) => {
    const message = toEngineSchema.safeParse(raw);
    if (!message.success) return;
    if (message.data.kind === 'cancel') return cancel.abort();
    if (hasStarted) return;
    hasStarted = true;
    void (message.data.kind === 'start' ? run(message.data) : monitor(message.data));
  });
}

/** Posts what the work comes to; a bug is told to the host and written down, never silent. */
async function guarded(post: (message: FromEngine) => void, work: () => Promise<FromEngine>): Promise<void> {
  try {
    post(await work());
  } catch (error) {
    process.stderr.write(
      `Engine: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    post({ kind: 'failed', code: 'internal' });
  }
}
