// Bytes as text and back, one character a byte (ISO 8859-1), so that nothing a network did is lost on the way.
// Reports keep messages in this form: readable in an editor and exact to the byte.

/** Text with one character (U+0000..U+00FF) a byte. */
export function bytesToLatin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Inverse of bytesToLatin1; throws on a character beyond U+00FF. */
export function latin1ToBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) throw new RangeError(`character ${code} at ${i} is not one byte`);
    bytes[i] = code;
  }
  return bytes;
}

/** True when both hold the same bytes. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
