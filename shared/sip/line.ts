// Cuts text into lines and remembers how each ended.

/** How a line ended: CR LF as RFC 3261 7 wants, one of them alone, or with the end of the bytes. */
export type LineEnd = 'crlf' | 'lf' | 'cr' | 'none';

/** Place of one line: `endBytes` is where its end starts, `nextBytes` where the next line starts. */
export type LinePlace = {
  readonly startBytes: number;
  readonly endBytes: number;
  readonly nextBytes: number;
  readonly lineEnd: LineEnd;
};

/** The characters that a line end stands for. */
export const lineEndText: Readonly<Record<LineEnd, string>> = { crlf: '\r\n', lf: '\n', cr: '\r', none: '' };

/** The line that starts at an offset, of text with one character a byte. */
export function lineAt(text: string, startBytes: number): LinePlace {
  let endBytes = startBytes;
  while (endBytes < text.length && !isLineEndChar(text.charCodeAt(endBytes))) endBytes++;
  const lineEnd = lineEndAt(text, endBytes);
  return { startBytes, endBytes, nextBytes: endBytes + lineEndText[lineEnd].length, lineEnd };
}

const isLineEndChar = (code: number): boolean => code === 0x0a || code === 0x0d;

function lineEndAt(text: string, offset: number): LineEnd {
  if (offset >= text.length) return 'none';
  if (text.charCodeAt(offset) === 0x0a) return 'lf';
  return text.charCodeAt(offset + 1) === 0x0a ? 'crlf' : 'cr';
}
