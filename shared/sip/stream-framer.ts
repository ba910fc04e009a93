// Cuts a TCP or TLS byte stream into messages by Content-Length. RFC 3261 18.3, 20.14, 7.5.
// A framer is a value: each push gives the next one, and a fault is for ever, because after it nobody knows
// where a message starts.
import { err, ok, type Result } from '../base/result.ts';
import { declaredLength } from './content-length.ts';
import { readMessage } from './message-reader.ts';

/** Why a stream cannot be cut any further. */
type FramerFault = {
  readonly code: 'too-large' | 'not-sip' | 'too-many-lines' | 'no-content-length' | 'bad-content-length';
  readonly message: string;
};

/** Bytes waiting for the rest of their message, and what is known about them. */
export type Framer = {
  readonly limitBytes: number;
  readonly pending: Uint8Array;
  /** Bytes of `pending` that were searched for the end of the header. */
  readonly searchedBytes: number;
  /** Size of the message `pending` starts with; null until its header is whole. */
  readonly messageBytes: number | null;
  readonly fault: FramerFault | null;
};

/** What a push gave: whole messages in order, and a fault that ends the stream or null. */
export type FramerStep = {
  readonly framer: Framer;
  readonly messages: readonly Uint8Array[];
  readonly fault: FramerFault | null;
};

/** A framer at the start of a stream that refuses messages of more than `limitBytes` (at least 1). */
export const createFramer = (limitBytes: number): Framer => ({
  limitBytes,
  pending: new Uint8Array(0),
  searchedBytes: 0,
  messageBytes: null,
  fault: null,
});

/** Adds received bytes; the messages do not depend on how the stream was cut into chunks. RFC 3261 18.3. */
export function pushBytes(framer: Framer, chunk: Uint8Array): FramerStep {
  if (framer.fault !== null) return { framer, messages: [], fault: framer.fault };
  const messages: Uint8Array[] = [];
  let rest = joined(framer.pending, chunk);
  let { messageBytes, searchedBytes } = framer;
  for (;;) {
    if (messageBytes === null) {
      // RFC 3261 7.5: line ends between messages are keep-alives.
      if (searchedBytes === 0) rest = withoutLeadingLineEnds(rest);
      const headBytes = endOfHead(rest, searchedBytes);
      const size = headBytes === null ? okSoFar(rest, framer.limitBytes) : measure(rest, headBytes, framer);
      if (!size.ok) return failed(framer, messages, size.error);
      messageBytes = size.value;
    }
    if (messageBytes === null || rest.length < messageBytes) break;
    messages.push(rest.slice(0, messageBytes));
    rest = rest.subarray(messageBytes);
    messageBytes = null;
    searchedBytes = 0;
  }
  // A copy, or a small tail would keep every chunk before it in memory.
  const next = { ...framer, pending: rest.slice(), searchedBytes: rest.length, messageBytes };
  return { framer: next, messages, fault: null };
}

function failed(framer: Framer, messages: readonly Uint8Array[], fault: FramerFault): FramerStep {
  const stopped = { ...framer, pending: new Uint8Array(0), searchedBytes: 0, messageBytes: null, fault };
  return { framer: stopped, messages, fault };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

function withoutLeadingLineEnds(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0x0d && byte !== 0x0a);
  return start === -1 ? new Uint8Array(0) : bytes.subarray(start);
}

/** Offset just behind the empty line; null when it has not come. A lone CR ends no line here: its LF may still come. */
function endOfHead(bytes: Uint8Array, searchedBytes: number): number | null {
  for (let i = Math.max(0, searchedBytes - 2); i < bytes.length; i++) {
    if (bytes[i] !== 0x0a) continue;
    if (bytes[i + 1] === 0x0a) return i + 2;
    if (bytes[i + 1] === 0x0d && bytes[i + 2] === 0x0a) return i + 3;
  }
  return null;
}

const tooLarge = (limitBytes: number): FramerFault => ({
  code: 'too-large',
  message: `message of more than ${limitBytes} bytes`,
});

const okSoFar = (bytes: Uint8Array, limitBytes: number): Result<null, FramerFault> =>
  bytes.length > limitBytes ? err(tooLarge(limitBytes)) : ok(null);

function measure(bytes: Uint8Array, headBytes: number, framer: Framer): Result<number, FramerFault> {
  if (headBytes > framer.limitBytes) return err(tooLarge(framer.limitBytes));
  const head = readMessage(bytes.subarray(0, headBytes));
  if (!head.ok) {
    // Line ends were skipped, so the head is not empty.
    const code = head.error.code === 'empty' ? 'not-sip' : head.error.code;
    return err({ code, message: head.error.message });
  }
  const length = declaredLength(head.value);
  if (length === null) return err({ code: 'no-content-length', message: 'stream without Content-Length' });
  if (length === 'bad') return err({ code: 'bad-content-length', message: 'unreadable Content-Length' });
  return headBytes + length > framer.limitBytes ? err(tooLarge(framer.limitBytes)) : ok(headBytes + length);
}
