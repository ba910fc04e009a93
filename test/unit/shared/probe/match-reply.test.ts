// Which request a datagram answers, and what it is when it answers none.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { matchReply, strayExcerpt } from '../../../../shared/probe/match-reply.ts';

const requestOf = (name: string, cseqNumber: number) => ({
  name,
  ids: { branch: `z9hG4bK${name}`, callIdToken: `call-${name}`, fromTag: `tag-${name}`, cseqNumber },
});
const one = requestOf('one', 111_111_111);
const two = requestOf('two', 222_222_222);

type Echoed = {
  readonly branch?: string;
  readonly callId?: string;
  readonly cseq?: string;
  readonly status?: string;
};

const replyText = ({
  branch = 'z9hG4bKone',
  callId = 'call-one@192.168.1.10',
  cseq = '111111111 OPTIONS',
  status = '200 OK',
}: Echoed = {}): string =>
  [
    `SIP/2.0 ${status}`,
    `Via: SIP/2.0/UDP 192.168.1.10:40000;branch=${branch};received=203.0.113.2;rport=40000`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq}`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

const matched = (text: string, requests: readonly ReturnType<typeof requestOf>[] = [one, two]) => {
  const match = matchReply(latin1ToBytes(text), requests);
  return match.kind === 'match' ? [match.request.name, ...match.matchedBy] : match.reason;
};

describe('a reply belongs to the request', () => {
  const edited = { branch: 'z9hG4bKedited', callId: 'edited@203.0.113.2', cseq: '5 OPTIONS' };
  it.each([
    ['with the same branch, Call-ID and CSeq', {}, ['one', 'branch', 'call-id', 'cseq']],
    ['with the same branch alone', { ...edited, branch: 'z9hG4bKone' }, ['one', 'branch']],
    ['with the same Call-ID alone', { ...edited, callId: 'call-one@192.168.1.10' }, ['one', 'call-id']],
    [
      'whose Call-ID was edited after the @',
      { callId: 'call-one@203.0.113.2' },
      ['one', 'branch', 'call-id', 'cseq'],
    ],
    ['whose Call-ID lost its host', { callId: 'call-one' }, ['one', 'branch', 'call-id', 'cseq']],
    ['never by CSeq alone', { ...edited, cseq: '111111111 OPTIONS' }, 'no-such-request'],
    ['not at all when nothing is the same', edited, 'no-such-request'],
    [
      'not when only a part of the Call-ID is the same',
      { ...edited, callId: 'call-on@x' },
      'no-such-request',
    ],
  ] as const)('%s', (_what, echoed, expected) => {
    expect(matched(replyText(echoed))).toEqual(expected);
  });

  it('that its CSeq names, when branch and Call-ID name different ones', () => {
    const torn = { branch: 'z9hG4bKone', callId: 'call-two@x' };
    expect(matched(replyText({ ...torn, cseq: '222222222 OPTIONS' }))).toEqual(['two', 'call-id', 'cseq']);
    expect(matched(replyText({ ...torn, cseq: '111111111 OPTIONS' }))).toEqual(['one', 'branch', 'cseq']);
  });

  it('and to none when there are no requests', () => {
    expect(matched(replyText(), [])).toBe('no-such-request');
  });

  it('by the topmost Via, and without one by the Call-ID', () => {
    const twoVias = replyText().replace(
      'Via: ',
      'Via: SIP/2.0/UDP 198.51.100.1;branch=z9hG4bKother\r\nVia: ',
    );
    expect(matched(twoVias)).toEqual(['one', 'call-id', 'cseq']);
    expect(matched(replyText().replace(/^Via.*\r\n/m, ''))).toEqual(['one', 'call-id', 'cseq']);
  });

  it.each([100, 180, 200, 302, 404, 503, 699])('with status %i, which it reports', (statusCode) => {
    expect(matchReply(latin1ToBytes(replyText({ status: `${statusCode} X` })), [one])).toMatchObject({
      kind: 'match',
      statusCode,
    });
  });
});

describe('a datagram that answers nothing', () => {
  it.each([
    ['a request of somebody else', 'OPTIONS sip:me SIP/2.0\r\nCall-ID: call-one@x\r\n\r\n', 'is-a-request'],
    ['nothing', '', 'not-sip'],
    ['a keep-alive', '\r\n\r\n', 'not-sip'],
    ['noise', '\u0000\u0001\u00ff', 'not-sip'],
    ['another protocol', 'HTTP/1.1 200 OK\r\n\r\n', 'not-sip'],
    [
      'more header lines than are read',
      replyText().replace('Via', `${'X: 1\r\n'.repeat(300)}Via`),
      'not-sip',
    ],
    ['more bytes than UDP can carry', replyText() + 'x'.repeat(65_536), 'too-large'],
  ])('is a stray: %s', (_what, text, reason) => {
    expect(matched(text)).toBe(reason);
  });

  it('still matches with as many bytes as UDP can carry', () => {
    const text = replyText();
    expect(matched(text + 'x'.repeat(65_535 - text.length))).toEqual(['one', 'branch', 'call-id', 'cseq']);
  });

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(matchReply(bytes, [one, two]).kind).toBe('stray');
      }),
    );
  });

  it('never throws when a good reply is damaged anywhere', () => {
    fc.assert(
      fc.property(fc.nat(replyText().length - 1), fc.nat(255), (at, byte) => {
        const bytes = latin1ToBytes(replyText());
        bytes[at] = byte;
        expect(['match', 'stray']).toContain(matchReply(bytes, [one]).kind);
      }),
    );
  });

  it('is kept with its first 512 bytes', () => {
    expect(strayExcerpt(latin1ToBytes('\u00ff'.repeat(600)))).toBe('\u00ff'.repeat(512));
    expect(strayExcerpt(new Uint8Array(0))).toBe('');
  });
});
