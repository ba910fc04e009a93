// Writes a message byte for byte as the caller says. It adds, sorts and repairs nothing, because whatever
// it did on its own would later look like something a router did.
import { latin1ToBytes } from '../base/bytes.ts';

/** What a message consists of; texts hold one character (U+0000..U+00FF) a byte. */
export type MessageParts = {
  readonly startLine: string;
  readonly headerFields: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array;
};

function refuseUnsafe(what: string, text: string): void {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x0d || code === 0x0a) throw new RangeError(`${what} holds a line end at ${i}`);
    if (code > 0xff) throw new RangeError(`${what} holds character ${code} at ${i}: not one byte`);
  }
}

/** Bytes `startLine CRLF (name ": " value CRLF)* CRLF body`; throws RangeError on CR, LF or a character beyond U+00FF. RFC 3261 7. */
export function buildMessage(parts: MessageParts): Uint8Array {
  refuseUnsafe('start line', parts.startLine);
  let head = `${parts.startLine}\r\n`;
  for (const [name, value] of parts.headerFields) {
    refuseUnsafe('header name', name);
    refuseUnsafe(`value of ${name}`, value);
    head += `${name}: ${value}\r\n`;
  }
  const headBytes = latin1ToBytes(`${head}\r\n`);
  const body = parts.body ?? new Uint8Array(0);
  const bytes = new Uint8Array(headBytes.length + body.length);
  bytes.set(headBytes);
  bytes.set(body, headBytes.length);
  return bytes;
}
