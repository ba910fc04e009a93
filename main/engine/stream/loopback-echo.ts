// The echo thread on loopback, as those see it who measure this computer with it.
import { Worker } from 'node:worker_threads';
import { deferred } from './deferred.ts';
import type { StreamDeps } from './open-stream.ts';
import { bundleFolder, workerFile } from './worker-files.ts';

export type EchoSetup = {
  readonly delayMs: number;
  /** Packets of one stream whose echoes are stamped. */
  readonly slotCount: number;
};
export type FromEcho =
  | { readonly kind: 'listening'; readonly port: number | null }
  | { readonly kind: 'stamps'; readonly sentAtSystemMs: Float64Array };

export type LoopbackEcho = {
  /** On 127.0.0.1; null when the thread could not start. */
  readonly port: Promise<number | null>;
  /** When each echo left, system monotonic ms by slot; ends the echo. Empty when its thread is gone. */
  stamps(): Promise<Float64Array>;
  end(): Promise<void>;
};

/** Starts an echo that answers every packet after a fixed delay. */
export function startLoopbackEcho(
  setup: EchoSetup,
  { workerFolder }: Pick<StreamDeps, 'workerFolder'>,
): LoopbackEcho {
  const echo = new Worker(workerFile('echo', workerFolder ?? bundleFolder), { workerData: setup });
  const port = deferred<number | null>();
  const stamps = deferred<Float64Array>();
  echo.on('error', () => undefined);
  echo.on('message', (message: FromEcho) => {
    if (message.kind === 'listening') port.resolve(message.port);
    else stamps.resolve(message.sentAtSystemMs);
  });
  echo.once('exit', () => {
    port.resolve(null);
    stamps.resolve(new Float64Array(0));
  });
  return {
    port: port.promise,
    stamps: () => {
      echo.postMessage('stamps');
      return stamps.promise;
    },
    end: async () => void (await echo.terminate()),
  };
}
