// Answers a host: one start, any number of cancels, progress on the way, one result.
import type { Clock } from '../../../shared/base/clock.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { type FromEngine, type StartMessage, toEngineSchema } from './engine-messages.ts';
import type { EnginePort } from './engine-port.ts';
import { runForHost } from './engine-run.ts';

/** Listens on `port`; messages that do not fit are dropped, and so is a second start. */
export function serveEngine(port: EnginePort, time: { readonly clock: Clock; readonly ids: IdSource }): void {
  const cancel = new AbortController();
  const post = (message: FromEngine): void => port.post(message);
  let hasStarted = false;

  async function run(start: StartMessage): Promise<void> {
    try {
      const result = await runForHost(start, {
        ...time,
        signal: cancel.signal,
        onProgress: (progress) => post({ kind: 'progress', progress }),
      });
      post(result.ok ? { kind: 'done', report: result.value } : { kind: 'failed', code: result.error });
    } catch (error) {
      process.stderr.write(
        `Engine: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      post({ kind: 'failed', code: 'internal' });
    }
  }
  port.onMessage((raw) => {
    const message = toEngineSchema.safeParse(raw);
    if (!message.success) return;
    if (message.data.kind === 'cancel') return cancel.abort();
    if (hasStarted) return;
    hasStarted = true;
    void run(message.data);
  });
}
