import { describe, expect, it } from 'vitest';
import { bytesToLatin1, latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { buildMessage } from '../../../../shared/sip/message-builder.ts';

const startLine = 'OPTIONS sip:a SIP/2.0';

describe('buildMessage', () => {
  it('writes exactly what it is given and adds nothing', () => {
    const bytes = buildMessage({
      startLine,
      headerFields: [
        ['v', 'SIP/2.0/UDP b'],
        ['Via', 'x\u00ff'],
      ],
      body: latin1ToBytes('body\n'),
    });
    expect(bytesToLatin1(bytes)).toBe(`${startLine}\r\nv: SIP/2.0/UDP b\r\nVia: x\u00ff\r\n\r\nbody\n`);
  });

  it('needs no body', () => {
    expect(bytesToLatin1(buildMessage({ startLine, headerFields: [] }))).toBe(`${startLine}\r\n\r\n`);
  });

  it.each(['a\rb', 'a\nb', 'a\r\nEvil: b', '\u0100'])('refuses %j anywhere before the body', (text) => {
    expect(() => buildMessage({ startLine: text, headerFields: [] })).toThrow(RangeError);
    expect(() => buildMessage({ startLine, headerFields: [[text, 'v']] })).toThrow(RangeError);
    expect(() => buildMessage({ startLine, headerFields: [['n', text]] })).toThrow(RangeError);
  });
});
