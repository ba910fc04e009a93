import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../../../shared/base/base64.ts';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { readReadback } from '../../../../shared/dialog/readback.ts';
import { readMessage } from '../../../../shared/sip/message-reader.ts';

const fields = {
  source: '203.0.113.2:61000',
  via: 'SIP/2.0/UDP 203.0.113.2:61000;branch=z9hG4bK1',
  contact: '<sip:a@203.0.113.2:61000>',
  from: '<sip:probe@pbx.example>;tag=1',
  callId: 'abc@192.168.1.10',
  length: '144',
  media: '192.168.1.10:41000',
};

const encode = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const told = (changes: Partial<typeof fields> = {}): string =>
  ['v1', ...Object.values({ ...fields, ...changes }).map(encode)].join('.');

function read(user: string) {
  const redirect = `SIP/2.0 302 Moved\r\nContact: <sip:${user}@readback.invalid>\r\n\r\n`;
  const message = readMessage(latin1ToBytes(redirect));
  if (!message.ok) throw new Error(message.error.message);
  return readReadback(message.value);
}

describe('a readback', () => {
  it('gives the fields as the server got them', () => {
    const { length: _length, ...rest } = fields;
    expect(read(told())).toEqual({ ok: true, value: { ...rest, contentLengthBytes: 144 } });
  });

  it('takes an escaped user part', () => {
    expect(read(told().replaceAll('=', '%3D').replaceAll('+', '%2b')).ok).toBe(true);
  });

  it('takes what the server did not know as not known', () => {
    expect(read(told({ media: '', length: '' }))).toMatchObject({
      value: { media: null, contentLengthBytes: null },
    });
  });

  it.each([
    ['another version', told().replace('v1', 'v2'), 'other-format'],
    ['a field less', told().split('.').slice(0, -1).join('.'), 'other-format'],
    ['a field more', `${told()}.${encode('x')}`, 'other-format'],
    ['nothing at all', 'v1', 'other-format'],
    ['a field with a control', told({ from: 'a\u0007b' }), 'bad-field'],
    ['a field with a line end', told({ via: 'a\nb' }), 'bad-field'],
    ['a length that is none', told({ length: '14x' }), 'bad-field'],
    ['a length beyond any packet', told({ length: '99999' }), 'bad-field'],
    ['a field of any length', told({ from: 'x'.repeat(1200) }), 'too-long'],
    ['what is no base64', told().replace(encode(fields.via), 'AAA'), 'not-base64'],
  ])('refuses %s', (_name, user, code) => {
    expect(read(user)).toEqual({ ok: false, error: code });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 9 }), (texts) => {
        const user = ['v1', ...texts.map((text) => Buffer.from(text).toString('base64'))].join('.');
        expect(typeof read(user).ok).toBe('boolean');
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
