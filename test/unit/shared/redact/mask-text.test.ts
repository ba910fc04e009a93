import { describe, expect, it } from 'vitest';
import { classifyAddress, mentionsAddress, sameAddress } from '../../../../shared/base/address.ts';
import { decodeBase64, encodeBase64 } from '../../../../shared/base/base64.ts';
import { bytesToLatin1, latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { createMaskBook } from '../../../../shared/redact/mask-book.ts';
import { createMessageMasker } from '../../../../shared/redact/mask-message.ts';
import { createTextMasker } from '../../../../shared/redact/mask-text.ts';

const addresses = ['192.168.1.10', '203.0.113.10', '10.0.0.1', '10.1.1.127', '1.0.0.127'];
function maskers(level: 'no-local-names' | 'no-addresses' = 'no-addresses') {
  const book = createMaskBook(['203.0.113.10']);
  const mask = createTextMasker({ level, book, serverNames: ['pbx.example', 'sipserver'], addresses });
  return { book, mask, message: createMessageMasker(book, mask) };
}
const base64 = (text: string): string => encodeBase64(latin1ToBytes(text));

describe('addresses in texts', () => {
  it.each([
    ['192.168.1.10', 'LAN-00000001'],
    ['192.168.1.10:5060', 'LAN-00000001:5060'],
    ['x192.168.1.10y', 'xLAN-00000001y'],
    ['.192.168.1.10.', '.LAN-00000001.'],
    ['203.0.113.10', 'SRV-00000001'],
    ['198.51.100.7', 'WAN-00000001'],
    ['192.0.2.1', 'DOC-00001'],
    ['100.64.7.2', 'CGN-000001'],
    ['169.254.1.1', 'LNK-0000001'],
    ['224.0.1.75', 'MUL-000001'],
    ['[fd00::12]:5060', '[LAN6-001]:5060'],
    ['[2a00:1:2::3]', '[WAN6-000001]'],
    ['fe80::1%', 'LNK6-01%'],
    ['c=IN IP6 2a00:1:2::3', 'c=IN IP6 WAN6-000001'],
    ['::ffff:10.0.0.1', 'LAN6-0000000001'],
    // Not an address, and perhaps one inside.
    ['10.0.0.1.5', 'FIGS-00001'],
    ['010.000.000.001', 'FIGS-0000000001'],
    ['10.0.0.256', 'FIGS-00001'],
    ['a::b::fd00:1', 'CODE-0000001'],
    // Further ways of writing one that stands in the report.
    ['host-192-168-1-10.isp.example', 'NAME-000000000000000000000001'],
    ['192_168_1_10', 'CODE-0000001'],
    ['10-1-168-192', 'CODE-0000001'],
    // Backwards it reads as this computer's own.
    ['127.1.1.10', 'CODE-00001'],
    ['c0a8010a', 'CODE-001'],
    ['C0A8010A', 'code-001'],
    ['3232235786', 'CODE-00001'],
    ['0xc0.0xa8.0x1.0xa', 'CODE-000000000001'],
    ['%31%39%32.168.1.10', 'CODE-0000000000001'],
    ['192%2e168%2e1%2e10', 'CODE-0000000000001'],
    // Names.
    ['sip:pbx.example', 'sip:NAME-000001'],
    ['PBX.Example', 'name-000001'],
    ['<sip:sipserver;lr>', '<sip:NAME-0001;lr>'],
    ['sip:jan@pbx.example', 'sip:U-1@NAME-000001'],
    ['sip:algcheck-abc@pbx.example', 'sip:algcheck-abc@NAME-000001'],
    ['write to jan@mail.example now', 'write to MAIL-00000000001 now'],
    ['38:10:d5:aa:bb:cc', 'MAC-0000000000001'],
    ['<urn:uuid:490a4ab2-1865-485d-9078-3747158fc6c0>', `<urn:uuid:UUID-${'1'.padStart(31, '0')}>`],
    ['NAME-000007', 'name-000001'],
    // What means the same on every computer, and what is none.
    ['127.0.0.1', '127.0.0.1'],
    ['0.0.0.0 ::1 :: 255.255.255.255', '0.0.0.0 ::1 :: 255.255.255.255'],
    ['Asterisk PBX 22.10.1+dfsg', 'Asterisk PBX 22.10.1+dfsg'],
    ['Sat, 21 Nov 2026 15:59:50 GMT', 'Sat, 21 Nov 2026 15:59:50 GMT'],
    ['SIP/2.0 401 Unauthorized', 'SIP/2.0 401 Unauthorized'],
    ['z9hG4bKdtzo52z1yvkd7hww', 'z9hG4bKdtzo52z1yvkd7hww'],
  ])('%s', (text, expected) => {
    expect(maskers().mask(text)).toBe(expected);
    expect(expected.length).toBe(text.length);
  });

  it('reads base64', () => {
    const masked = maskers().mask(`sip:v1.${base64('203.0.113.2:51822')}.x`);
    const [, inner = ''] = masked.split('.');
    const bytes = decodeBase64(inner);
    expect(bytes.ok && bytesToLatin1(bytes.value)).toBe('WAN-0000001:51822');
  });

  it('leaves addresses where only names go', () => {
    const { mask } = maskers('no-local-names');
    expect(mask('sip:jan@192.168.1.10 pbx.example box.fritz.box')).toBe(
      'sip:U-1@192.168.1.10 pbx.example HOST-00000001',
    );
  });
});

describe('equality and class', () => {
  const { mask } = maskers();
  it.each([
    ['10.0.0.1', '10.0.0.10'],
    ['192.168.1.1', '192.168.1.11'],
    ['198.51.100.1', '198.51.100.11'],
  ])('%s is no %s', (a, b) => {
    const [left, right] = [mask(a), mask(b)];
    expect(sameAddress(left, right)).toBe(false);
    expect(mentionsAddress(right, left)).toBe(false);
    expect(mentionsAddress(left, right)).toBe(false);
    expect(classifyAddress(left)).toBe(classifyAddress(a));
  });

  it.each([
    ['fd00::12', 'FD00::12'],
    ['fd00::12', 'fd00:0:0:0:0:0:0:12'],
    ['fd00::12', 'fd00:0000::0012'],
    ['10.0.0.1', '::ffff:10.0.0.1'],
    ['10.0.0.1', '::ffff:a00:1'],
  ])('%s is %s, written in another way', (a, b) => {
    expect(sameAddress(mask(a), mask(b))).toBe(true);
    expect(mask(a)).not.toBe(mask(b));
  });
});

it('holds another way of writing an address for no mention of it, as before', () => {
  const { mask } = maskers();
  for (const other of ['fd00:0:0:0:0:0:0:12', 'fd00:0000::0012'])
    expect(mentionsAddress(`x@${mask(other)}`, mask('fd00::12'))).toBe(
      mentionsAddress(`x@${other}`, 'fd00::12'),
    );
  expect(mentionsAddress(`x@${mask('FD00::12')}`, mask('fd00::12'))).toBe(true);
});

describe('messages', () => {
  const via = 'Via: SIP/2.0/UDP 192.168.1.10:5060;received=198.51.100.7';
  it.each([
    ['a field nobody needs', 'X-Computer: laptop of jan', 'xxxxxxxxxx: xxxxxx xx xxx'],
    ['a folded one', 'Subject: my\r\n secret', 'xxxxxxx: xx\r\n xxxxxx'],
    ['credentials', 'Authorization: Digest username="jan"', 'xxxxxxxxxxxxx: xxxxxx xxxxxxxxxxxxxx'],
    ['what was removed before', 'Authorization: removed', 'Authorization: removed'],
    ['a broken line', 'jan was here', 'xxx xxx xxxx'],
    [
      'the name of a person',
      'From: "Jan Jansen" <sip:600@pbx.example>;tag=1',
      'From: "text-00001" <sip:U-1@NAME-000001>;tag=1',
    ],
    [
      'our own name',
      'From: "check 192.168.1.10" <sip:algcheck@192.168.1.10>',
      'From: "check LAN-00000001" <sip:algcheck@LAN-00000001>',
    ],
    ['the host of a Call-ID', 'Call-ID: 17@laptop', 'Call-ID: 17@HOST-1'],
    ['a warning', 'Warning: 399 sipserver "at 192.168.1.10"', 'Warning: 399 NAME-0001 "at LAN-00000001"'],
    ['a compact field', 'm: <sip:jan@192.168.1.10>', 'm: <sip:U-1@LAN-00000001>'],
  ])('%s', (_name, line, expected) => {
    const masked = maskers().message(`SIP/2.0 200 OK\r\n${via}\r\n${line}\r\n\r\n`);
    expect(masked).toBe(
      `SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP LAN-00000001:5060;received=WAN-00000001\r\n${expected}\r\n\r\n`,
    );
  });

  it('keeps of a session description what says where the sound goes', () => {
    const body =
      'v=0\r\no=jan 1 1 IN IP4 192.168.1.10\r\ns=Jans call\r\ne=jan@mail.example\r\nc=IN IP4 192.168.1.10\r\nm=audio 4000 RTP/AVP 0\r\na=crypto:1 AES inline:abc\r\na=rtpmap:0 PCMU/8000\r\n';
    expect(maskers().message(`SIP/2.0 200 OK\r\n${via}\r\n\r\n${body}`).split('\r\n\r\n')[1]).toBe(
      'v=0\r\no=xxx 1 1 IN IP4 LAN-00000001\r\ns=xxxx xxxx\r\ne=xxxxxxxxxxxxxxxx\r\nc=IN IP4 LAN-00000001\r\nm=audio 4000 RTP/AVP 0\r\na=xxxxxxxx xxx xxxxxxxxxx\r\na=rtpmap:0 PCMU/8000\r\n',
    );
  });

  it('keeps of any other body, and of what is no message, only the length', () => {
    const { message } = maskers();
    expect(message('SIP/2.0 200 OK\r\n\r\nhello jan')).toBe('SIP/2.0 200 OK\r\n\r\nxxxxx xxx');
    expect(message('<title>jan</title>\r\n')).toBe('xxxxxxxxxxxxxxxxxx\r\n');
  });
});
