import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToLatin1, latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { buildMessage } from '../../../../shared/sip/message-builder.ts';
import {
  firstHeader,
  headerValues,
  joinLines,
  maxHeaderLines,
  maxMessageBytes,
  readMessage,
  type SipMessage,
  splitListValue,
  topmostVia,
} from '../../../../shared/sip/message-reader.ts';

const read = (text: string): SipMessage => {
  const result = readMessage(latin1ToBytes(text));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const faultOf = (text: string): string | null => {
  const result = readMessage(latin1ToBytes(text));
  return result.ok ? null : result.error.code;
};
const head = 'OPTIONS sip:example.org SIP/2.0\r\n';

/** Time to read a message once, ms. */
const elapsedMs = (text: string): number => {
  const startedAtMs = performance.now();
  read(text);
  return performance.now() - startedAtMs;
};

describe('readMessage', () => {
  it('reads the three parts of a request line', () => {
    expect(read(head).startLine).toEqual({
      kind: 'request',
      method: 'OPTIONS',
      requestUri: 'sip:example.org',
      version: 'SIP/2.0',
      raw: 'OPTIONS sip:example.org SIP/2.0',
      offsetBytes: 0,
      lengthBytes: 33,
      lineEnd: 'crlf',
    });
  });

  it.each([
    ['SIP/2.0 200 OK', 200, 'OK'],
    ['SIP/2.0 100 ', 100, ''],
    ['SIP/2.0 404', 404, ''],
    ['sip/2.0 699 Un\u00e9 raison', 699, 'Un\u00e9 raison'],
  ])('reads the status line %j', (line, statusCode, reasonPhrase) => {
    expect(read(`${line}\r\n\r\n`).startLine).toMatchObject({ kind: 'response', statusCode, reasonPhrase });
  });

  it.each([
    ['', 'empty'],
    ['\r\n\r\n', 'empty'],
    ['hello\r\n\r\n', 'not-sip'],
    ['GET / HTTP/1.1\r\n\r\n', 'not-sip'],
    ['SIP/2.0 099 Low\r\n\r\n', 'not-sip'],
    ['SIP/2.0 2000 High\r\n\r\n', 'not-sip'],
    ['OPTIONS SIP/2.0\r\n\r\n', 'not-sip'],
    ['OPT@IONS sip:a SIP/2.0\r\n\r\n', 'not-sip'],
  ])('refuses %j as %s', (text, code) => {
    expect(faultOf(text)).toBe(code);
  });

  it('keeps case, spaces and offset of a header line', () => {
    const [line] = read(`${head}CSEQ  :  1 OPTIONS \r\n\r\n`).headerLines;
    expect(line).toEqual({
      rawName: 'CSEQ  ',
      name: 'cseq',
      rawValue: '  1 OPTIONS ',
      value: '1 OPTIONS',
      offsetBytes: 33,
      lengthBytes: 21,
      lineEnd: 'crlf',
      isFolded: false,
      isCompact: false,
    });
  });

  it('unfolds a value and keeps its folding in rawValue', () => {
    const [line] = read(`${head}t: a\r\n  b\r\n\tc\r\n\r\n`).headerLines;
    expect(line).toMatchObject({ name: 'to', value: 'a b c', rawValue: ' a\r\n  b\r\n\tc' });
    expect(line).toMatchObject({ isFolded: true, isCompact: true, lengthBytes: 15 });
  });

  it.each([
    ['\r\n', 'crlf'],
    ['\n', 'lf'],
    ['\r', 'cr'],
  ] as const)('tells that lines end in %j', (end, lineEnd) => {
    const message = read(`OPTIONS sip:a SIP/2.0${end}To: b${end}${end}body`);
    expect(message.startLine.lineEnd).toBe(lineEnd);
    expect(message.headerLines[0]).toMatchObject({ value: 'b', lineEnd });
    expect(bytesToLatin1(message.body)).toBe('body');
  });

  it('says when the empty line never came', () => {
    const message = read(`${head}To: a`);
    expect(message.headerLines[0]).toMatchObject({ value: 'a', lineEnd: 'none' });
    expect(message).toMatchObject({ isComplete: false, bodyOffsetBytes: 38 });
    expect(message.body).toHaveLength(0);
  });

  it('takes everything behind the empty line as body, whatever Content-Length says', () => {
    const message = read(`${head}l: 2\r\n\r\nfour`);
    expect(message.isComplete).toBe(true);
    expect(message.bodyOffsetBytes).toBe(41);
    expect(bytesToLatin1(message.body)).toBe('four');
  });

  it.each([
    ['no colon here', 'no-colon'],
    ['bad name: x', 'bad-name'],
    [': nameless', 'bad-name'],
    [' folded onto nothing', 'stray-folding'],
  ])('keeps the broken line %j as %s', (raw, reason) => {
    const message = read(`${head}${raw}\r\nTo: a\r\n\r\n`);
    expect(message.brokenLines).toEqual([
      { raw, reason, offsetBytes: 33, lengthBytes: raw.length + 2, lineEnd: 'crlf' },
    ]);
    expect(headerValues(message, 'to')).toEqual(['a']);
  });

  it('reads long runs of spaces about as fast as any other line of their length', () => {
    const spaces = ' \t'.repeat(30_000);
    const plain = `${head}To: ${'ab'.repeat(30_000)}\r\n\r\n`;
    // The first run also pays for compiling the reader.
    const plainMs = Math.min(elapsedMs(plain), elapsedMs(plain), elapsedMs(plain));
    // A pattern that backtracks takes a thousand times as long; scheduling noise does not.
    for (const line of [`To${spaces}x: a`, `To:${spaces}a`, `To: a${spaces}b`]) {
      expect(elapsedMs(`${head}${line}\r\n\r\n`)).toBeLessThan(100 * Math.max(plainMs, 1));
    }
  });

  it('skips line ends before the start line and keeps their offset', () => {
    expect(read(`\r\n\r\n${head}\r\n`).startLine.offsetBytes).toBe(4);
  });

  it('reads a message of the largest size and refuses one byte more', () => {
    const full = `${head}\r\n`.padEnd(maxMessageBytes, 'x');
    expect(faultOf(full)).toBeNull();
    expect(faultOf(`${full}x`)).toBe('too-large');
  });

  it('reads the most lines allowed, folded or not, and refuses one more', () => {
    const lines = 'A: b\r\n c\r\n'.repeat(maxHeaderLines);
    expect(read(`${head}${lines}\r\n`).headerLines).toHaveLength(maxHeaderLines);
    expect(faultOf(`${head}${lines}A: b\r\n\r\n`)).toBe('too-many-lines');
    expect(faultOf(`${head}${'x\r\n'.repeat(maxHeaderLines + 1)}\r\n`)).toBe('too-many-lines');
  });
});

describe('looking up fields', () => {
  const message = read(`${head}v: SIP/2.0/UDP a, SIP/2.0/UDP b\r\nVIA: SIP/2.0/UDP c\r\n\r\n`);

  it('finds every line of a field under any form of its name', () => {
    expect(headerValues(message, 'Via')).toEqual(['SIP/2.0/UDP a, SIP/2.0/UDP b', 'SIP/2.0/UDP c']);
    expect(headerValues(message, 'v')).toHaveLength(2);
    expect(firstHeader(message, 'VIA')?.rawName).toBe('v');
  });

  it('takes the first element of the first Via line as the topmost one', () => {
    expect(topmostVia(message)).toBe('SIP/2.0/UDP a');
  });

  it('says null when a field is absent', () => {
    expect(firstHeader(message, 'to')).toBeNull();
    expect(topmostVia(read(`${head}\r\n`))).toBeNull();
  });

  it.each([
    ['a, b ,c', ['a', 'b', 'c']],
    ['"x, \\" y" <sip:a,b@c>, d', ['"x, \\" y" <sip:a,b@c>', 'd']],
    [',, a,', ['a']],
    ['"open, a', ['"open, a']],
    ['', []],
  ])('splits the list %j', (value, elements) => {
    expect(splitListValue(value)).toEqual(elements);
  });
});

/** Text built of what messages are made of, so that odd structure is reached often. */
const sipLikeText = fc
  .array(
    fc.constantFrom(
      'OPTIONS sip:a SIP/2.0',
      'SIP/2.0 200 OK',
      '\r\n',
      '\n',
      '\r',
      ' ',
      '\t',
      ':',
      'Via',
      'l',
      '9',
      '"',
      '<',
      ',',
      ';',
      '\u00ff',
      '\u0000',
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

describe('reading any bytes', () => {
  it('never throws, and joins back to the same bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), sipLikeText.map(latin1ToBytes)), (bytes) => {
        const result = readMessage(bytes);
        expect(result.ok ? joinLines(result.value) : bytes).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('joins back to the same bytes when a start line is there', () => {
    fc.assert(
      fc.property(sipLikeText, (text) => {
        const bytes = latin1ToBytes(`\n${head}${text}`);
        const result = readMessage(bytes);
        expect(result.ok && joinLines(result.value)).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('rebuilds from the parts it read, not from the bytes it kept', () => {
    const message = read(`${head}To: a\r\nbroken\r\nf: b\r\n\r\nbody`);
    const [first, ...others] = message.headerLines;
    const edited = { ...message, headerLines: [{ ...first!, rawValue: ' z' }, ...others] };
    expect(bytesToLatin1(joinLines(edited))).toBe(`${head}To: z\r\nbroken\r\nf: b\r\n\r\nbody`);
  });

  it('gives back every field that was built', () => {
    const char = fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code));
    const name = fc.stringMatching(/^[A-Za-z0-9.!%*_+`'~-]{1,12}$/);
    const value = fc.array(char, { maxLength: 20 }).map((chars) => chars.join(''));
    const fields = fc.array(fc.tuple(name, value), { maxLength: 10 });
    fc.assert(
      fc.property(fields, fc.uint8Array({ maxLength: 40 }), (headerFields, body) => {
        const startLine = 'MESSAGE sip:a@b SIP/2.0';
        const result = readMessage(buildMessage({ startLine, headerFields, body }));
        if (!result.ok) throw new Error(result.error.message);
        expect(result.value.startLine.raw).toBe(startLine);
        expect(result.value.headerLines.map((line) => [line.rawName, line.value])).toEqual(headerFields);
        expect(result.value.body).toEqual(body);
        expect(result.value.brokenLines).toEqual([]);
      }),
    );
  });
});
