// Thread that owns the sockets of one stream run, so that no window, report or verdict can delay a stamp.
import { parentPort, workerData } from 'node:worker_threads';
import type { IoSetup, ToIo } from './stream-messages.ts';
import { createStreamRun } from './stream-run.ts';

const host = parentPort;
if (host === null) throw new Error('this file runs as a worker thread');

const run = createStreamRun(workerData as IoSetup, (message, transfer) => {
  host.postMessage(message, transfer);
  // Nothing is left to do or to hear: without this line the thread would never end.
  if (message.kind === 'ended' || message.kind === 'bind-failed') host.close();
});
host.on('message', (message: ToIo) => void run.handle(message));
void run.open();
