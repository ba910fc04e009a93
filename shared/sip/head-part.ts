// Start line, header lines and broken lines in one shape, so that they can be compared alike.
import type { LineEnd } from './line.ts';
import type { SipMessage } from './message-reader.ts';

/** One line (with its folding) between the start of a message and its empty line. */
export type HeadPart = {
  /** Lower-case full field name, or `start-line` or `broken-line`. */
  readonly field: string;
  /** Bytes before the colon; empty where there is no name. */
  readonly rawName: string;
  /** Bytes after the colon, or the whole line. */
  readonly rawValue: string;
  readonly lineEnd: LineEnd;
  readonly offsetBytes: number;
  readonly valueOffsetBytes: number;
  /** Where its last line end starts. */
  readonly endOffsetBytes: number;
};

/** All lines of the head in the order they came. */
export function headParts(message: SipMessage): readonly HeadPart[] {
  const unnamed = [
    { ...message.startLine, field: 'start-line' },
    ...message.brokenLines.map((line) => ({ ...line, field: 'broken-line' })),
  ].map(({ field, raw, lineEnd, offsetBytes }) => ({
    field,
    rawName: '',
    rawValue: raw,
    lineEnd,
    offsetBytes,
    valueOffsetBytes: offsetBytes,
    endOffsetBytes: offsetBytes + raw.length,
  }));
  const named = message.headerLines.map(({ name, rawName, rawValue, lineEnd, offsetBytes }) => ({
    field: name,
    rawName,
    rawValue,
    lineEnd,
    offsetBytes,
    valueOffsetBytes: offsetBytes + rawName.length + 1,
    endOffsetBytes: offsetBytes + rawName.length + 1 + rawValue.length,
  }));
  return [...unnamed, ...named].toSorted((a, b) => a.offsetBytes - b.offsetBytes);
}
