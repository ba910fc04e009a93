// The exact bytes of the demo servers' answers.
import { describe, expect, it } from 'vitest';
import {
  asteriskStyle,
  normalisingStyle,
  oldServerStyle,
  printReply,
  proxyStyle,
  type ReplyStatus,
  type ReplyStyle,
  readAnswerable,
} from '../../../../main/demo/pbx-reply.ts';
import { bytesToLatin1, latin1ToBytes } from '../../../../shared/base/bytes.ts';

const source = { address: '203.0.113.2', port: 61000 };
const requestText = [
  'OPTIONS sip:pbx.example SIP/2.0',
  'Via: SIP/2.0/UDP 192.168.1.10:40000;branch=z9hG4bKabc;rport;x=1',
  'Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKlower',
  'From: probe <sip:probe@192.168.1.10:40000>;tag=f1',
  'To: <sip:pbx.example:5060>',
  'Call-ID: abc@192.168.1.10',
  'CSeq: 77 OPTIONS',
  'Content-Length: 0',
  '',
  '',
].join('\r\n');

function reply(style: ReplyStyle, status: ReplyStatus = '200', text = requestText): string {
  const request = readAnswerable(latin1ToBytes(text));
  if (request === null) throw new Error('not answerable');
  return bytesToLatin1(printReply(style, status, request, source));
}

describe('Asterisk', () => {
  it('prints Via, addresses and fields in its own order', () => {
    expect(reply(asteriskStyle)).toBe(
      [
        'SIP/2.0 200 OK',
        'Via: SIP/2.0/UDP 192.168.1.10:40000;rport=61000;received=203.0.113.2;branch=z9hG4bKabc;x=1',
        'Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKlower',
        'Call-ID: abc@192.168.1.10',
        'From: "probe" <sip:probe@192.168.1.10>;tag=f1',
        'To: <sip:pbx.example>;tag=z9hG4bKabc',
        'CSeq: 77 OPTIONS',
        'Accept: application/sdp',
        'Allow: OPTIONS, REGISTER, INVITE, ACK, BYE, CANCEL, MESSAGE, SUBSCRIBE, NOTIFY',
        'Supported: 100rel, timer, replaces, norefersub',
        'Server: Asterisk PBX 22 (demo)',
        'Content-Length:  0',
        '',
        '',
      ].join('\r\n'),
    );
  });

  it('fills rport also where nobody asked for it', () => {
    expect(reply(asteriskStyle, '200', requestText.replace(';rport', ''))).toContain(
      ';rport=61000;received=',
    );
  });

  it('challenges with its realm, and repeats the nonce for a repeated request', () => {
    const challenge = reply(asteriskStyle, '401');
    expect(challenge).toMatch(/^SIP\/2\.0 401 Unauthorized\r\n/);
    expect(challenge).toMatch(/\r\nWWW-Authenticate: Digest realm="asterisk",nonce="[0-9a-f]+"/);
    expect(reply(asteriskStyle, '401')).toBe(challenge);
  });

  it('keeps a To tag that is there', () => {
    const text = requestText.replace('To: <sip:pbx.example:5060>', 'To: <sip:pbx.example>;tag=kept');
    expect(reply(asteriskStyle, '404', text)).toContain('\r\nTo: <sip:pbx.example>;tag=kept\r\n');
  });
});

describe('other servers', () => {
  it('a proxy fills rport where it stands and keeps From byte for byte', () => {
    const text = reply(proxyStyle);
    expect(text).toContain(
      '\r\nVia: SIP/2.0/UDP 192.168.1.10:40000;received=203.0.113.2;branch=z9hG4bKabc;rport=61000;x=1\r\n',
    );
    expect(text).toContain('\r\nFrom: probe <sip:probe@192.168.1.10:40000>;tag=f1\r\n');
  });

  it('an old server returns the Via as it came', () => {
    expect(reply(oldServerStyle)).toContain(
      '\r\nVia: SIP/2.0/UDP 192.168.1.10:40000;branch=z9hG4bKabc;rport;x=1\r\n',
    );
  });

  it('a tidy server writes field names small and drops the port of From', () => {
    expect(reply(normalisingStyle)).toContain('\r\nfrom: probe <sip:probe@192.168.1.10>;tag=f1\r\n');
  });
});

describe('what gets no answer', () => {
  it.each([
    ['a response', requestText.replace('OPTIONS sip:pbx.example SIP/2.0', 'SIP/2.0 200 OK')],
    ['an ACK', requestText.replace('OPTIONS sip', 'ACK sip')],
    ['a request without CSeq', requestText.replace(/CSeq.*\r\n/, '')],
    ['a request without a readable Via', requestText.replaceAll('Via: SIP/2.0/UDP', 'Via:')],
    ['a keep-alive', '\r\n'],
    ['noise', '\u00ff\u0000abc'],
  ])('%s', (_name, text) => {
    expect(readAnswerable(latin1ToBytes(text))).toBeNull();
  });
});
