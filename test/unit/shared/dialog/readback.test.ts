import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../../../shared/base/base64.ts';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { readReadback } from '../../../../shared/dialog/readback.ts';
import { readMessage } from '../../../../shared/sip/message-reader.ts';

const lines = {
  src: '203.0.113.2:61000',
  via: 'SIP/2.0/UDP 203.0.113.2:61000;branch=z9hG4bK1',
  contact: '<sip:a@203.0.113.2:61000>',
  from: '<sip:probe@pbx.example>;tag=1',
  callid: 'abc@192.168.1.10',
  len: '144',
};

const text = (changes: Readonly<Record<string, string>> = {}): string =>
  ['v1', ...Object.entries({ ...lines, ...changes }).map(([name, value]) => `${name} ${value}`)].join('\n');

function read(told: string, write = (encoded: string): string => encoded) {
  const encoded = write(Buffer.from(told, 'latin1').toString('base64'));
  const redirect = `SIP/2.0 302 Moved\r\nContact: <sip:${encoded}@alg-seen.invalid>\r\n\r\n`;
  const message = readMessage(latin1ToBytes(redirect));
  if (!message.ok) throw new Error(message.error.message);
  return readReadback(message.value);
}

describe('a readback', () => {
  it('gives the fields as the server got them', () => {
    expect(read(text())).toEqual({
      ok: true,
      value: {
        source: lines.src,
        via: lines.via,
        contact: lines.contact,
        from: lines.from,
        callId: lines.callid,
        contentLengthBytes: 144,
        media: null,
      },
    });
  });

  it.each([
    [
      'an escaped user part',
      text(),
      (encoded: string) => encoded.replaceAll('=', '%3D').replaceAll('+', '%2b'),
    ],
    ['further lines that are known', text({ ruri: 'sip:x', probe: '' }), (encoded: string) => encoded],
  ])('takes %s', (_name, told, write) => {
    expect(read(told, write).ok).toBe(true);
  });

  it('takes the media address where it is told, and no length where it is empty', () => {
    expect(read(text({ media: '192.168.1.10:41000', len: '' }))).toMatchObject({
      value: { media: '192.168.1.10:41000', contentLengthBytes: null },
    });
  });

  it.each([
    ['another format', 'v2\nsrc x', 'other-format'],
    ['a line nobody knows', text({ secret: 'x' }), 'bad-line'],
    ['a line twice', `${text()}\nsrc again`, 'bad-line'],
    ['a line with a control', text({ from: 'a\u0007b' }), 'bad-line'],
    ['a length that is none', text({ len: '14x' }), 'bad-line'],
    ['a length beyond any packet', text({ len: '99999' }), 'bad-line'],
    ['a line of any length', text({ from: 'x'.repeat(1200) }), 'too-long'],
    ['any number of lines', `${text()}\n${'x\n'.repeat(50)}`, 'too-long'],
    ['a line less', 'v1\nsrc x\nvia y', 'missing-line'],
  ])('refuses %s', (_name, told, code) => {
    expect(read(told)).toEqual({ ok: false, error: code });
  });

  it('refuses what is no base64', () => {
    expect(read(text(), (encoded) => encoded.slice(1))).toEqual({ ok: false, error: 'not-base64' });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (told) => {
        expect(typeof read(`v1\n${told}`).ok).toBe('boolean');
      }),
    );
  });
});

describe('base64', () => {
  it('decodes what others encode, of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual({ ok: true, value: bytes });
      }),
    );
  });

  it.each(['A', 'AA', 'AAA', 'A===', 'AB==', 'AAB=', '====', 'AA=A', 'AAAA\n', 'AA-_', ' AAAA'])(
    'refuses %j',
    (text) => {
      expect(decodeBase64(text).ok).toBe(false);
    },
  );

  it('decodes nothing to nothing', () => {
    expect(decodeBase64('')).toEqual({ ok: true, value: new Uint8Array(0) });
  });
});
