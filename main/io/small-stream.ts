// Input that somebody pipes in, without trusting its size.
import type { Readable } from 'node:stream';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { errorDetail } from './flow-fault.ts';
import type { ReadFault } from './report-file.ts';

/** Bytes of a stream of at most `maxBytes`, once it has ended; a longer one is given up at once. */
export async function readSmallStream(
  stream: Readable,
  maxBytes: number,
): Promise<Result<Uint8Array, ReadFault>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > maxBytes) return err({ code: 'too-large', detail: `at most ${maxBytes} bytes are read` });
      chunks.push(chunk);
    }
    return ok(Uint8Array.from(chunks.flatMap((chunk) => [...chunk])));
  } catch (error) {
    return err({ code: 'not-readable', detail: errorDetail(error) });
  }
}
