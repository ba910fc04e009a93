import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1ToBytes, sameBytes } from '../../../../shared/base/bytes.ts';
import { diffMessages } from '../../../../shared/sip/message-diff.ts';
import { readMessage, type SipMessage } from '../../../../shared/sip/message-reader.ts';

const read = (text: string): SipMessage => {
  const result = readMessage(latin1ToBytes(text));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const sent = [
  'INVITE sip:a@b SIP/2.0',
  'Via: SIP/2.0/UDP 10.0.0.2:5060',
  'To: <sip:a@b>',
  'Call-ID: x@10.0.0.2',
  'Content-Length: 4',
  '',
  'body',
].join('\r\n');
const changed = (from: string, to: string): string => {
  if (!sent.includes(from)) throw new Error(`nothing to change: ${from}`);
  return sent.replace(from, to);
};
const kinds = (a: string, b: string): string[] =>
  diffMessages(read(a), read(b)).map(({ kind, field }) => `${kind} ${field}`);

describe('diffMessages', () => {
  it('is silent when nothing changed', () => {
    expect(diffMessages(read(sent), read(sent))).toEqual([]);
  });

  it('tells field, both texts and both places of a rewritten value', () => {
    const got = changed('UDP 10.0.0.2', 'UDP 198.51.100.7');
    expect(diffMessages(read(sent), read(got))).toEqual([
      {
        kind: 'header-rewritten',
        field: 'via',
        sentText: ' SIP/2.0/UDP 10.0.0.2:5060',
        gotText: ' SIP/2.0/UDP 198.51.100.7:5060',
        sentOffsetBytes: 28,
        gotOffsetBytes: 28,
      },
    ]);
  });

  it.each([
    ['sip:a@b SIP', 'sip:a@c SIP', ['header-rewritten start-line']],
    ['To: <', 'To:  <', ['header-rewritten to']],
    ['Call-ID:', 'i:', ['name-form-changed call-id']],
    ['Call-ID:', 'Call-Id:', ['name-form-changed call-id']],
    ['To: <sip:a@b>\r\n', '', ['header-removed to']],
    ['To:', 'X-New: 1\r\nTo:', ['header-added x-new']],
    ['Via:', 'Via: SIP/2.0/UDP proxy\r\nVia:', ['header-added via']],
    ['<sip:a@b>\r\n', '<sip:a@b>\n', ['line-ending-changed to']],
    ['\r\n\r\n', '\r\n\n', ['line-ending-changed empty-line']],
    ['INVITE', '\r\nINVITE', ['line-ending-changed start-line']],
    ['body', 'body', []],
    ['body', 'bodY', ['body-rewritten body']],
    ['body', 'longer', ['body-rewritten body', 'length-mismatch content-length']],
    ['Length: 4', 'Length: 5', ['header-rewritten content-length', 'length-mismatch content-length']],
    ['To:', 'To ', ['header-removed to', 'header-added broken-line']],
  ])('turns %j into %j and is told %j', (from, to, expected) => {
    expect(kinds(sent, changed(from, to))).toEqual(expected);
  });

  it('tells which line changed places, and only that one', () => {
    const moved = changed('To: <sip:a@b>\r\n', '').replace('\r\n\r\n', '\r\nTo: <sip:a@b>\r\n\r\n');
    expect(kinds(sent, moved)).toEqual(['header-reordered to']);
  });

  it('tells a changed line end inside a folded value from a changed value', () => {
    const folded = changed('To: <', 'To:\r\n <');
    expect(kinds(folded, folded.replace('To:\r\n <', 'To:\n <'))).toEqual(['line-ending-changed to']);
    expect(kinds(folded, sent)).toEqual(['header-rewritten to']);
  });

  it('does not blame the way for a length that was wrong when sent', () => {
    const wrong = changed('Length: 4', 'Length: 9');
    expect(kinds(wrong, wrong.replace('To: <', 'To: N <'))).toEqual(['header-rewritten to']);
  });

  it('pairs equal values first when a field has many lines', () => {
    const a = changed('Via:', 'Via: one\r\nVia: two\r\nVia:');
    expect(kinds(a, a.replace('Via: one\r\n', ''))).toEqual(['header-removed via']);
  });

  const text = fc
    .array(
      fc.constantFrom('To: a\r\n', 'To: b\n', 't: a\r\n', 'x\r\n', ' fold\r\n', 'l: 2\r\n', '\r\n', 'zz'),
      {
        maxLength: 8,
      },
    )
    .map((lines) => `SIP/2.0 200 OK\r\n${lines.join('')}`);

  it('finds something exactly when the bytes differ', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = [read(a), read(b)];
        expect(diffMessages(left, right).length === 0).toBe(sameBytes(left.bytes, right.bytes));
      }),
      { numRuns: 2000 },
    );
  });
});
