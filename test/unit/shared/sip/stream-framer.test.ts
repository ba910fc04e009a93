import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToLatin1, latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { createFramer, pushBytes } from '../../../../shared/sip/stream-framer.ts';

type Outcome = { readonly messages: string[]; readonly fault: string | null };

function pushAll(chunks: readonly string[], limitBytes = 1000): Outcome {
  let framer = createFramer(limitBytes);
  const messages: string[] = [];
  let fault: string | null = null;
  for (const chunk of chunks) {
    const step = pushBytes(framer, latin1ToBytes(chunk));
    framer = step.framer;
    messages.push(...step.messages.map(bytesToLatin1));
    fault = step.fault?.code ?? null;
  }
  return { messages, fault };
}

const message = (body: string, name = 'Content-Length'): string =>
  `SIP/2.0 200 OK\r\n${name}: ${body.length}\r\n\r\n${body}`;

describe('pushBytes', () => {
  it('cuts messages by Content-Length in either form', () => {
    const [a, b, c] = [message('one'), message('', 'l'), message('\r\n\r\n')];
    expect(pushAll([a + b + c])).toEqual({ messages: [a, b, c], fault: null });
  });

  it('skips keep-alives between messages', () => {
    expect(pushAll(['\r\n\r\n', `\r\n${message('x')}\r\n\r\n`, message('y')])).toEqual({
      messages: [message('x'), message('y')],
      fault: null,
    });
  });

  it('accepts lines that end in LF only', () => {
    const text = 'SIP/2.0 200 OK\nl: 1\n\nx';
    expect(pushAll([text])).toEqual({ messages: [text], fault: null });
  });

  it.each([
    ['SIP/2.0 200 OK\r\n\r\n', 'no-content-length'],
    ['SIP/2.0 200 OK\r\nl: x\r\n\r\n', 'bad-content-length'],
    ['SIP/2.0 200 OK\r\nl: -1\r\n\r\n', 'bad-content-length'],
    ['SIP/2.0 200 OK\r\nl: 1\r\nl: 2\r\n\r\n', 'bad-content-length'],
    ['SIP/2.0 200 OK\r\nl: 5000000000\r\n\r\n', 'bad-content-length'],
    ['SIP/2.0 200 OK\r\nl: 2000\r\n\r\n', 'too-large'],
    ['HTTP/1.1 200 OK\r\nl: 0\r\n\r\n', 'not-sip'],
    [`SIP/2.0 200 OK\r\n${'a:b\r\n'.repeat(300)}\r\n`, 'too-large'],
  ])('ends the stream after %j as %s, with the messages before it', (text, fault) => {
    expect(pushAll([message('ok') + text, message('lost')])).toEqual({ messages: [message('ok')], fault });
  });

  it('refuses a head of more lines than a message may have', () => {
    const text = `SIP/2.0 200 OK\r\n${'a:b\r\n'.repeat(300)}\r\n`;
    expect(pushAll([text], 10_000)).toEqual({ messages: [], fault: 'too-many-lines' });
  });

  it('refuses an endless stream at the limit and not before', () => {
    expect(pushAll(['x'.repeat(1000)])).toEqual({ messages: [], fault: null });
    expect(pushAll(['x'.repeat(1000), 'x'])).toEqual({ messages: [], fault: 'too-large' });
    const exact = message('x'.repeat(961));
    expect(exact).toHaveLength(1000);
    expect(pushAll([exact])).toEqual({ messages: [exact], fault: null });
  });

  it('keeps nothing of a stream that failed', () => {
    const { framer } = pushBytes(createFramer(10), latin1ToBytes('x'.repeat(11)));
    expect(framer.pending).toHaveLength(0);
  });

  it('keeps the framer it was given as it was', () => {
    const before = pushBytes(createFramer(1000), latin1ToBytes('SIP/2.0 ')).framer;
    pushBytes(before, latin1ToBytes('200 OK\r\n'));
    expect(bytesToLatin1(before.pending)).toBe('SIP/2.0 ');
  });

  const part = fc.oneof(
    { weight: 5, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 12 }).map((body) => message(body)) },
    { weight: 2, arbitrary: fc.constantFrom('\r\n', '\n', '\r', 'SIP/2.0 200 OK\nl: 1\n\r\nx') },
    { weight: 1, arbitrary: fc.constantFrom('junk\r\n\r\n', 'SIP/2.0 200 OK\r\n\r\n', 'x'.repeat(150)) },
  );

  it('gives the same messages however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
        fc.array(fc.nat({ max: 400 }), { maxLength: 12 }),
        (stream, cuts) => {
          const places = [
            0,
            ...cuts.filter((cut) => cut < stream.length).toSorted((a, b) => a - b),
            stream.length,
          ];
          const chunks = places.slice(1).map((end, i) => stream.slice(places[i], end));
          const whole = pushAll([stream], 120);
          expect(pushAll(chunks, 120)).toEqual(whole);
          expect(pushAll(stream.split(''), 120)).toEqual(whole);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), (chunks) => {
        const outcome = pushAll(chunks.map(bytesToLatin1), 100);
        for (const text of outcome.messages) expect(text.length).toBeLessThanOrEqual(100);
      }),
    );
  });
});
