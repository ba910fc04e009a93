import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToLatin1, latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { locateSdpLines } from '../../../../shared/sip/sdp-lines.ts';

const body = [
  'v=0',
  'o=- 1 2 IN IP4 10.0.0.2',
  's=-',
  'c=IN IP4 10.0.0.3',
  't=0 0',
  'm=audio 4000 RTP/AVP 0',
  'c=IN IP6 2001:db8::1',
  'm=video 4002/2 RTP/AVP 31',
  '',
].join('\r\n');

describe('locateSdpLines', () => {
  it('finds addresses and ports of session and media with their places', () => {
    const { origins, connections, media } = locateSdpLines(latin1ToBytes(body));
    expect(origins).toEqual([
      {
        raw: 'o=- 1 2 IN IP4 10.0.0.2',
        offsetBytes: 5,
        lengthBytes: 25,
        address: { text: '10.0.0.2', offsetBytes: 20 },
      },
    ]);
    expect(connections).toMatchObject([
      { mediaIndex: null, address: { text: '10.0.0.3', offsetBytes: body.indexOf('10.0.0.3') } },
      { mediaIndex: 0, address: { text: '2001:db8::1', offsetBytes: body.indexOf('2001') } },
    ]);
    expect(media).toMatchObject([
      { mediaType: 'audio', port: { text: '4000', offsetBytes: body.indexOf('4000') } },
      { mediaType: 'video', port: { text: '4002/2' } },
    ]);
  });

  it.each(['o=- 1 2 IN IP4', 'c=IN IP4', 'm=audio', 'c=', 'm='])(
    'keeps %j although its text is missing',
    (line) => {
      const { origins, connections, media } = locateSdpLines(latin1ToBytes(`${line}\n`));
      const found = [...origins, ...connections, ...media];
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ raw: line, offsetBytes: 0, lengthBytes: line.length + 1 });
      expect(found[0]).toMatchObject(line.startsWith('m') ? { port: null } : { address: null });
    },
  );

  it('finds nothing in a body without such lines', () => {
    expect(locateSdpLines(latin1ToBytes('C=IN IP4 1.2.3.4\r\n m=audio 1'))).toEqual({
      origins: [],
      connections: [],
      media: [],
    });
  });

  it('gives places that hold the text it gives, for any bytes', () => {
    const piece = fc.constantFrom('o=', 'c=', 'm=', ' ', '\t', 'x', '1', '\r', '\n', '\u00ff');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const bytes = latin1ToBytes(pieces.join(''));
        const { origins, connections, media } = locateSdpLines(bytes);
        const texts = [...origins, ...connections]
          .map((line) => line.address)
          .concat(media.map((line) => line.port));
        for (const text of texts) {
          if (text === null) continue;
          const end = text.offsetBytes + text.text.length;
          expect(bytesToLatin1(bytes.slice(text.offsetBytes, end))).toBe(text.text);
        }
      }),
    );
  });
});
