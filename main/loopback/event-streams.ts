// Events to the open windows. A window that reads slowly costs at most its newest event of each kind.
import type { ServerResponse } from 'node:http';
import type { EventName } from '../../shared/ipc/contract.ts';
import { answerHeaders } from './answers.ts';

export type EventStreams = {
  /** Makes a stream of an answer; false when there are enough. */
  open(response: ServerResponse): boolean;
  send(event: EventName, payload: unknown): void;
  count(): number;
  close(): void;
};

const mostStreams = 4;
const heartbeatMs = 15_000;
/** Heartbeats in a row that find a client still reading what it got before; then it counts as gone. */
const mostStalledBeats = 2;

type Stream = {
  readonly response: ServerResponse;
  /** What came while the client was not ready for more; the newest of each kind. */
  readonly waiting: Map<EventName, string>;
  stalledBeats: number;
};

/** No stream yet; `onCount` hears how many there are at each change. */
export function createEventStreams(onCount: (count: number) => void): EventStreams {
  const streams = new Set<Stream>();
  const beating = setInterval(() => {
    for (const stream of streams) beat(stream);
  }, heartbeatMs);
  beating.unref();

  function open(response: ServerResponse): boolean {
    if (streams.size >= mostStreams) return false;
    const stream: Stream = { response, waiting: new Map(), stalledBeats: 0 };
    streams.add(stream);
    response.once('close', () => {
      streams.delete(stream);
      onCount(streams.size);
    });
    response.on('drain', () => {
      const waiting = [...stream.waiting];
      stream.waiting.clear();
      for (const [event, text] of waiting) write(stream, event, text);
    });
    response.on('error', () => response.destroy());
    response.writeHead(200, answerHeaders('text/event-stream; charset=utf-8'));
    // Without a first byte some clients do not know yet that they are connected.
    response.write(':\n\n');
    onCount(streams.size);
    return true;
  }
  return {
    open,
    send: (event, payload) => {
      if (streams.size === 0) return;
      const text = `event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`;
      for (const stream of streams) write(stream, event, text);
    },
    count: () => streams.size,
    close: () => {
      clearInterval(beating);
      for (const { response } of streams) response.end();
    },
  };
}

function write({ response, waiting }: Stream, event: EventName, text: string): void {
  if (response.writableNeedDrain) waiting.set(event, text);
  else response.write(text);
}

function beat(stream: Stream): void {
  const { response } = stream;
  stream.stalledBeats = response.writableNeedDrain ? stream.stalledBeats + 1 : 0;
  if (stream.stalledBeats >= mostStalledBeats) response.destroy();
  else if (!response.writableNeedDrain) response.write(':\n\n');
}
