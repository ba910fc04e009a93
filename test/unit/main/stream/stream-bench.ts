// What the stream tests share: the threads' files as the bundler makes them, echoes on loopback, open streams.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll } from 'vitest';
import {
  openStream,
  type Stream,
  type StreamDeps,
  type StreamPlan,
} from '../../../../main/engine/stream/open-stream.ts';
import type { IoResult } from '../../../../main/engine/stream/stream-messages.ts';
import type { StreamPiece } from '../../../../main/engine/stream/trace.ts';
import { streamWorkers } from '../../../../main/engine/stream/vite.config.ts';
import { secureIds } from '../../../../main/io/ids.ts';
import { later, type Peer, udpPeer } from '../io/loopback.ts';

let folder = '';
export const workerFolder = (): URL => pathToFileURL(`${folder}/`);

/** Builds the threads' files once for a test file. */
export function buildWorkers(): void {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'salg-stream-'));
    await build({
      configFile: false,
      logLevel: 'error',
      plugins: [streamWorkers()],
      build: { ssr: 'main/engine/stream/worker-files.ts', outDir: folder },
    });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

/** A peer that sends back what it gets, as `reply` says: any number of datagrams, at once. */
export async function echoPeer(
  reply: (bytes: Uint8Array, count: number) => readonly Uint8Array[] = (bytes) => [bytes],
): Promise<Peer & { readonly heard: () => number }> {
  const peer = await udpPeer();
  let count = 0;
  peer.socket.on('message', (bytes, from) => {
    for (const answer of reply(bytes, count++)) peer.socket.send(answer, from.port, from.address);
  });
  return { ...peer, heard: () => count };
}

const open: Stream[] = [];
afterEach(async () => {
  for (const stream of open) stream.stop();
  await Promise.all(open.splice(0).map((stream) => stream.finished));
});

const smallPlan: StreamPlan = {
  mode: 'loopback',
  intervalMs: 5,
  slotCount: 100,
  streams: 1,
  localAddress: '127.0.0.1',
  localPort: null,
};

/** An open stream on loopback, ended after the test. */
export async function opened(
  plan: Partial<StreamPlan> = {},
  deps: Partial<StreamDeps> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Stream> {
  const stream = await openStream(
    { ...smallPlan, ...plan },
    { ids: secureIds, workerFolder: workerFolder(), ...deps },
    signal,
  );
  if (!stream.ok) throw new Error(`not opened: ${stream.error.code} ${stream.error.detail}`);
  open.push(stream.value);
  return stream.value;
}

/** Aims at a peer, runs to the end, and gives all that is left. */
export async function run(
  stream: Stream,
  peer: { readonly address: string; readonly port: number },
  rtcpPort: number | null = null,
): Promise<IoResult> {
  const aimed = await stream.aim(peer.address, peer.port, rtcpPort);
  if (!aimed.ok) throw new Error(`not aimed: ${aimed.error.code}`);
  stream.start();
  return stream.finished;
}

/** The trace of a run of one stream. */
export function onlyTrace(result: IoResult): StreamPiece {
  const [trace] = result.last.traces;
  if (trace === undefined || result.last.traces.length !== 1) throw new Error('not one trace');
  return trace;
}

export const sentSlots = (trace: StreamPiece): number => trace.wasSent.reduce((sum, was) => sum + was, 0);
export const echoedSlots = (trace: StreamPiece): number => new Set(trace.arrivalNumber).size;

/** Handles of this process that a stream could leave behind. */
export const handles = (): readonly string[] =>
  process.getActiveResourcesInfo().filter((kind) => /Worker|MessagePort|UDP/.test(kind));

export { later };
