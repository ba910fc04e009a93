// Reads a message without changing it: order, case, folding, spaces and line ends stay as they came, because
// each of them is evidence. Meaning is left to the views (via.ts, sip-uri.ts, ...). RFC 3261 7.
import { bytesToLatin1, latin1ToBytes } from '../base/bytes.ts';
import { err, ok, type Result } from '../base/result.ts';
import { canonicalHeaderName, isCompactForm } from './header-name.ts';
import { type LineEnd, type LinePlace, lineAt, lineEndText } from './line.ts';
import { parseStartLine, type StartLine } from './start-line.ts';
import { isToken, splitListValue, trimWhiteSpace } from './token.ts';

export { splitListValue } from './token.ts';

/** Longest message that is read, bytes: the UDP maximum, also used for streams. */
export const maxMessageBytes = 65_535;
/** Most header and broken lines that are read, folded ones counted once; ours, an order above any real message. */
export const maxHeaderLines = 256;

/** One header field as it came; `rawName`, a colon, `rawValue` and the line end are exactly its bytes. RFC 3261 7.3.1. */
export type HeaderLine = {
  /** Bytes before the colon, with any spaces that stood there. */
  readonly rawName: string;
  /** Lower-case full name. */
  readonly name: string;
  /** Bytes after the colon, with leading spaces and inner line ends. */
  readonly rawValue: string;
  /** Unfolded and trimmed. */
  readonly value: string;
  readonly offsetBytes: number;
  /** With all line ends. */
  readonly lengthBytes: number;
  /** How the last of its lines ended. */
  readonly lineEnd: LineEnd;
  readonly isFolded: boolean;
  readonly isCompact: boolean;
};

/** A line between start line and body that is no header field; kept, since a router may have broken it. */
export type BrokenLine = {
  readonly raw: string;
  readonly reason: 'no-colon' | 'bad-name' | 'stray-folding';
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  readonly lineEnd: LineEnd;
};

/** A message with the place of everything in it; offsets count from the first byte of `bytes`. RFC 3261 7. */
export type SipMessage = {
  readonly bytes: Uint8Array;
  readonly startLine: StartLine;
  readonly headerLines: readonly HeaderLine[];
  readonly brokenLines: readonly BrokenLine[];
  /** All bytes after the empty line, whatever Content-Length says. */
  readonly body: Uint8Array;
  readonly bodyOffsetBytes: number;
  /** The empty line that ends the header was seen. */
  readonly isComplete: boolean;
};

/** Why bytes were not read; bytes with a readable start line fail only by size. */
export type ReadFault = {
  readonly code: 'empty' | 'not-sip' | 'too-large' | 'too-many-lines';
  readonly message: string;
};

/** Reads 1..65535 bytes of at most 256 header lines; any bytes give a message or a fault, never an exception. RFC 3261 7, 7.5. */
export function readMessage(bytes: Uint8Array): Result<SipMessage, ReadFault> {
  if (bytes.length > maxMessageBytes) {
    return err({ code: 'too-large', message: `${bytes.length} bytes, at most ${maxMessageBytes}` });
  }
  const text = bytesToLatin1(bytes);
  let offset = 0;
  // RFC 3261 7.5: line ends before the start line are keep-alives.
  while (text.charAt(offset) === '\r' || text.charAt(offset) === '\n') offset++;
  if (offset === text.length) return err({ code: 'empty', message: `${offset} bytes of line ends only` });
  const first = lineAt(text, offset);
  const startLine = parseStartLine({
    raw: text.slice(first.startBytes, first.endBytes),
    offsetBytes: first.startBytes,
    lengthBytes: first.nextBytes - first.startBytes,
    lineEnd: first.lineEnd,
  });
  if (startLine === null) return err({ code: 'not-sip', message: 'first line is no SIP start line' });
  const head = readHead(text, first.nextBytes);
  if (head === null) return err({ code: 'too-many-lines', message: `more than ${maxHeaderLines} lines` });
  return ok({ bytes, startLine, ...head, body: bytes.slice(head.bodyOffsetBytes) });
}

type Head = Pick<SipMessage, 'headerLines' | 'brokenLines' | 'bodyOffsetBytes' | 'isComplete'>;

function readHead(text: string, startBytes: number): Head | null {
  const headerLines: HeaderLine[] = [];
  const brokenLines: BrokenLine[] = [];
  let offset = startBytes;
  while (offset < text.length) {
    const line = lineAt(text, offset);
    if (line.endBytes === line.startBytes) {
      return { headerLines, brokenLines, bodyOffsetBytes: line.nextBytes, isComplete: true };
    }
    if (headerLines.length + brokenLines.length === maxHeaderLines) return null;
    const reason = whyBroken(text, line);
    if (reason === null) {
      const header = readHeaderLine(text, line);
      headerLines.push(header);
      offset += header.lengthBytes;
    } else {
      brokenLines.push(brokenLine(text, line, reason));
      offset = line.nextBytes;
    }
  }
  return { headerLines, brokenLines, bodyOffsetBytes: text.length, isComplete: false };
}

const isFoldingAt = (text: string, offset: number): boolean =>
  text.charAt(offset) === ' ' || text.charAt(offset) === '\t';

function whyBroken(text: string, line: LinePlace): BrokenLine['reason'] | null {
  if (isFoldingAt(text, line.startBytes)) return 'stray-folding';
  const raw = text.slice(line.startBytes, line.endBytes);
  const colon = raw.indexOf(':');
  if (colon === -1) return 'no-colon';
  // RFC 3261 25.1 (HCOLON): spaces may stand before the colon.
  return isToken(trimWhiteSpace(raw.slice(0, colon))) ? null : 'bad-name';
}

const brokenLine = (text: string, line: LinePlace, reason: BrokenLine['reason']): BrokenLine => ({
  raw: text.slice(line.startBytes, line.endBytes),
  reason,
  offsetBytes: line.startBytes,
  lengthBytes: line.nextBytes - line.startBytes,
  lineEnd: line.lineEnd,
});

function readHeaderLine(text: string, first: LinePlace): HeaderLine {
  let last = first;
  // RFC 3261 7.3.1: a line that starts with white space continues the field before it.
  while (isFoldingAt(text, last.nextBytes)) last = lineAt(text, last.nextBytes);
  const raw = text.slice(first.startBytes, last.endBytes);
  const colon = raw.indexOf(':');
  const rawName = raw.slice(0, colon);
  const rawValue = raw.slice(colon + 1);
  const name = trimWhiteSpace(rawName);
  return {
    rawName,
    name: canonicalHeaderName(name),
    rawValue,
    value: trimWhiteSpace(unfold(rawValue)),
    offsetBytes: first.startBytes,
    lengthBytes: last.nextBytes - first.startBytes,
    lineEnd: last.lineEnd,
    isFolded: last !== first,
    isCompact: isCompactForm(name),
  };
}

// Pieces are trimmed one by one: a single pattern over the whole value backtracks on long runs of spaces.
const unfold = (rawValue: string): string => {
  const pieces = rawValue.split(/\r\n|\r|\n/);
  return pieces.length === 1 ? rawValue : pieces.map(trimWhiteSpace).join(' ');
};

/** The message put together again from its parts; equals `message.bytes` for anything `readMessage` returned. */
export function joinLines(message: SipMessage): Uint8Array {
  const { bytes, startLine, bodyOffsetBytes } = message;
  const lines = [
    ...message.headerLines.map((line) => ({ ...line, raw: `${line.rawName}:${line.rawValue}` })),
    ...message.brokenLines,
  ].toSorted((a, b) => a.offsetBytes - b.offsetBytes);
  let head = bytesToLatin1(bytes.slice(0, startLine.offsetBytes));
  for (const line of [startLine, ...lines]) head += line.raw + lineEndText[line.lineEnd];
  head += bytesToLatin1(bytes.slice(head.length, bodyOffsetBytes));
  const joined = new Uint8Array(head.length + message.body.length);
  joined.set(latin1ToBytes(head));
  joined.set(message.body, head.length);
  return joined;
}

/** Unfolded value of every line of a field, in order; `name` in any form. Lists are not split. RFC 3261 7.3.1. */
export function headerValues(message: SipMessage, name: string): string[] {
  const wanted = canonicalHeaderName(name);
  return message.headerLines.filter((line) => line.name === wanted).map((line) => line.value);
}

/** First line of a field, `name` in any form; null when there is none. */
export function firstHeader(message: SipMessage, name: string): HeaderLine | null {
  const wanted = canonicalHeaderName(name);
  return message.headerLines.find((line) => line.name === wanted) ?? null;
}

/** Text of the first element of the first Via line; null when there is none. RFC 3261 18.1.2, 20.42. */
export function topmostVia(message: SipMessage): string | null {
  const line = firstHeader(message, 'via');
  return line === null ? null : (splitListValue(line.value)[0] ?? null);
}
