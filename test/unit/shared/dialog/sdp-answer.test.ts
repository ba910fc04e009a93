import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { readSdpAnswer } from '../../../../shared/dialog/sdp-answer.ts';
import { buildSdp } from '../../../../shared/dialog/sdp-offer.ts';
import { readMessage, type SipMessage } from '../../../../shared/sip/message-reader.ts';
import { sdp, server } from './bench.ts';

function message(body: string, contentType = 'application/sdp'): SipMessage {
  const read = readMessage(latin1ToBytes(`SIP/2.0 200 OK\r\nContent-Type: ${contentType}\r\n\r\n${body}`));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}
const readOne = (body: string, signalling = server) => readSdpAnswer(message(body), signalling);
const fault = (body: string, signalling = server): string => {
  const answer = readOne(body, signalling);
  return answer.ok ? 'ok' : answer.error;
};

describe('a description of sound', () => {
  it.each([
    ['port 0', sdp({ m: 'audio 0 RTP/AVP 0' }), 'port-zero'],
    ['a port out of range', sdp({ m: 'audio 70000 RTP/AVP 0' }), 'unreadable'],
    ['G.722 only', sdp({ m: 'audio 10000 RTP/AVP 9 101' }), 'other-codec'],
    ['an encrypted stream', sdp({ m: 'audio 10000 RTP/SAVP 0' }), 'other-profile'],
    ['video only', sdp({ m: 'video 10000 RTP/AVP 0' }), 'no-audio'],
    ['no stream', 'v=0\r\no=- 1 1 IN IP4 203.0.113.10\r\n', 'no-audio'],
    ['another version', 'v=1\r\n', 'unreadable'],
    ['a name for an address', sdp({ c: 'media.example' }), 'no-address'],
    ['IPv6 where messages go by IPv4', sdp({ c: '2001:db8::7' }), 'no-address'],
    ['a multicast address', sdp({ c: '239.1.2.3' }), 'unsafe-address'],
    ['broadcast', sdp({ c: '255.255.255.255' }), 'unsafe-address'],
    ['nowhere (hold)', sdp({ c: '0.0.0.0' }), 'unsafe-address'],
    ['this computer', sdp({ c: '127.0.0.1' }), 'unsafe-address'],
    ['a machine in this network', sdp({ c: '192.168.1.1' }), 'internal-address'],
    ['a DNS server', sdp({ m: 'audio 53 RTP/AVP 0' }), 'unsafe-port'],
    ['a trap port', sdp({ m: 'audio 3306 RTP/AVP 0' }), 'unsafe-port'],
    ['64 kB', `v=0\r\n${'a=x\r\n'.repeat(12_800)}`, 'too-large'],
    ['hundreds of lines', `v=0\r\n${'a=x\r\n'.repeat(300)}`, 'too-large'],
    ['nothing', '', 'no-sdp'],
  ])('with %s is refused', (_name, body, code) => {
    expect(fault(body)).toBe(code);
  });

  it('of another type is none', () => {
    const answer = readSdpAnswer(message(sdp(), 'text/plain'), server);
    expect(answer).toEqual({ ok: false, error: 'no-sdp' });
  });

  it('may name an internal address where the server has one itself', () => {
    expect(fault(sdp({ c: '192.168.1.1' }), { address: '192.168.1.5', port: 5060 })).toBe('ok');
    expect(fault(sdp({ c: '127.0.0.1' }), { address: '127.0.0.1', port: 5060 })).toBe('ok');
    expect(fault(sdp({ c: '127.0.0.1' }), { address: '192.168.1.5', port: 5060 })).toBe('unsafe-address');
  });

  it.each([
    [
      'a media server',
      { c: '198.51.100.9' },
      { isElsewhere: true, media: { address: '198.51.100.9', port: 10_000 } },
    ],
    ['PCMA', { m: 'audio 10000 RTP/AVP 101 8' }, { codec: 'PCMA', payloadType: 8 }],
    ['RTCP next to it', {}, { rtcp: { address: '203.0.113.10', port: 10_001 } }],
    ['RTCP elsewhere', { more: 'a=rtcp:20000' }, { rtcp: { address: '203.0.113.10', port: 20_000 } }],
    [
      'RTCP at an unsafe place',
      { more: 'a=rtcp:53 IN IP4 127.0.0.1' },
      { rtcp: { address: '203.0.113.10', port: 10_001 } },
    ],
    ['one direction', { more: 'a=recvonly' }, { direction: 'recvonly' }],
    ['the last port', { m: 'audio 65535 RTP/AVP 0' }, { rtcp: { address: '203.0.113.10', port: 65_535 } }],
  ])('reads %s', (_name, changes, expected) => {
    expect(readOne(sdp(changes))).toMatchObject({ ok: true, value: expected });
  });

  it('takes the address of the stream before that of the session', () => {
    const body = sdp({ c: '198.51.100.1', more: 'c=IN IP4 198.51.100.2' });
    expect(readOne(body)).toMatchObject({ value: { media: { address: '198.51.100.2' } } });
  });

  it('of our own offer can be read as an answer', () => {
    const bytes = buildSdp({ address: '203.0.113.10', port: 41_000 }, 7);
    expect(readOne(new TextDecoder().decode(bytes))).toMatchObject({ value: { media: { port: 41_000 } } });
  });

  it('never throws and never names a place that is refused', () => {
    const refused = ['127.0.0.1', '224.0.0.1'];
    const word = fc.constantFrom(
      ...refused,
      'v=0',
      'm=audio',
      'c=IN IP4',
      'a=rtcp:',
      '8000',
      '0',
      'RTP/AVP',
      ' ',
      '\r\n',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 40 }), (parts) => {
        const body = parts.join('').replaceAll(/[^\u0000-\u00ff]/g, '');
        const answer = readOne(`v=0\r\n${body}`);
        return !answer.ok || !refused.includes(answer.value.media.address);
      }),
    );
    expect(refused.map((c) => fault(sdp({ c })))).toEqual(['unsafe-address', 'unsafe-address']);
  });
});
