import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { type Echo, isReprint, readEcho } from '../../../../shared/exchange/echo.ts';
import { buildProbeRequest } from '../../../../shared/probe/probe-request.ts';
import { type ReplyParts, serverReply } from '../../../fakes/server-reply.ts';

const requestFrom = (address: string): Uint8Array =>
  buildProbeRequest({
    serverName: 'pbx.example',
    transport: 'udp',
    claimed: { address, port: 40_001 },
    fromUser: 'algcheck',
    ids: { branch: 'z9hG4bKb1', callIdToken: 'token1', fromTag: 'tag1', cseqNumber: 4711 },
  });
const request = requestFrom('192.168.1.10');
const asText = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const replyText = (parts: ReplyParts, to = request): string =>
  serverReply(asText(to), parts, { own: 40_001, mapped: 60_001 });

function echoOf(parts: ReplyParts, to = request): Echo {
  const echo = readEcho(to, latin1ToBytes(replyText(parts, to)));
  if (!echo.ok) throw new Error(echo.error);
  return echo.value;
}
const untouched = { fromPort: 40_001 };

describe('readEcho', () => {
  it('reads what the server saw and finds no change in a faithful reply', () => {
    expect(echoOf(untouched)).toEqual({
      statusCode: 401,
      received: '203.0.113.2',
      rport: 60_001,
      viaCount: 1,
      changes: [],
      server: {
        software: 'Asterisk PBX 22.10.1',
        realm: 'asterisk',
        hasRecordRoute: false,
        usesCompactNames: false,
      },
    });
  });

  it.each([
    ['via-host', '192.168.1.10', '203.0.113.2', { viaHost: '203.0.113.2' }],
    ['via-port', '40001', '5060', { viaPort: 5060 }],
    ['via-port', '40001', null, { viaPort: null }],
    ['via-branch', 'z9hG4bKb1', 'z9hG4bKb2', { branch: 'z9hG4bKb2' }],
    ['from-display', 'check 192.168.1.10', 'caller', { fromDisplay: 'caller' }],
    ['from-display', 'check 192.168.1.10', null, { fromDisplay: null }],
    ['from-user', 'algcheck', 'anonymous', { fromUser: 'anonymous' }],
    ['from-host', '192.168.1.10', 'sip.example', { fromHost: 'sip.example' }],
    ['from-port', '40001', null, { fromPort: null }],
    ['from-tag', 'tag1', 'tag2', { fromTag: 'tag2' }],
    ['to-host', 'pbx.example', '203.0.113.10', { toHost: '203.0.113.10' }],
    ['call-id', 'token1@192.168.1.10', 'token1', { callId: 'token1' }],
    ['cseq', '4711 OPTIONS', '4712 OPTIONS', { cseq: '4712 OPTIONS' }],
    ['cseq', '4711 OPTIONS', null, { cseq: 'odd' }],
  ] as const)('tells that %s changed from %s to %s', (field, sent, got, parts) => {
    expect(echoOf({ ...untouched, ...parts }).changes).toEqual([{ field, sent, got }]);
  });

  it('compares addresses by value and host names of To without case', () => {
    const to = requestFrom('2001:db8::10');
    const parts = {
      ...untouched,
      viaHost: '[2001:DB8:0:0::10]',
      fromHost: '[2001:0db8::10]',
      toHost: 'PBX.Example',
    };
    expect(echoOf(parts, to).changes).toEqual([]);
  });

  it('takes a display name without quotes for the same name', () => {
    const bytes = latin1ToBytes(replyText(untouched).replace('"check 192.168.1.10"', 'check 192.168.1.10'));
    expect(readEcho(request, bytes)).toMatchObject({ ok: true, value: { changes: [] } });
  });

  it.each([
    ['unfilled', { rport: null }, null],
    ['ours', { rport: 'own' }, 40_001],
    ['no port', { rport: 70_000 }, null],
  ] as const)('reads an rport that is %s', (_name, parts, expected) => {
    expect(echoOf(parts).rport).toBe(expected);
  });

  it('reads a received address in brackets, and none where there is none', () => {
    expect(echoOf({ received: '[2001:db8::5]' }).received).toBe('2001:db8::5');
    expect(echoOf({ received: null }).received).toBeNull();
  });

  it('counts Via lines and reads the topmost', () => {
    const echo = echoOf({ extraLines: ['Via: SIP/2.0/UDP 198.51.100.3;received=1.2.3.4'] });
    expect(echo).toMatchObject({ viaCount: 2, received: '203.0.113.2' });
  });

  it('notes what tells servers apart', () => {
    const lines = ['Record-Route: <sip:198.51.100.3;lr>', 'User-Agent: Backup/1'];
    expect(echoOf({ server: null, realm: null, usesCompactNames: true, extraLines: lines }).server).toEqual({
      software: 'Backup/1',
      realm: null,
      hasRecordRoute: true,
      usesCompactNames: true,
    });
    const proxy = latin1ToBytes(replyText({}).replace('WWW-Authenticate', 'Proxy-Authenticate'));
    expect(readEcho(request, proxy)).toMatchObject({ value: { server: { realm: 'asterisk' } } });
  });

  it.each([
    ['nothing', '', 'not-a-reply'],
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'not-a-reply'],
    ['a request', asText(request), 'not-a-reply'],
    ['a reply without Via', 'SIP/2.0 200 OK\r\nCall-ID: token1\r\n\r\n', 'no-via'],
    ['a reply with a broken Via', 'SIP/2.0 200 OK\r\nVia: nonsense\r\n\r\n', 'no-via'],
  ])('refuses %s', (_name, text, error) => {
    expect(readEcho(request, latin1ToBytes(text))).toEqual({ ok: false, error });
  });

  it('refuses to compare with a request that is none', () => {
    expect(readEcho(latin1ToBytes('x'), latin1ToBytes(replyText({})))).toEqual({
      ok: false,
      error: 'not-a-reply',
    });
  });

  it('reads a reply with fields missing as changes to nothing', () => {
    const text = 'SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.168.1.10:40001;branch=z9hG4bKb1\r\n\r\n';
    const echo = readEcho(request, latin1ToBytes(text));
    const fields = echo.ok ? echo.value.changes.map(({ field, got }) => `${field} ${got}`) : [];
    expect(fields).toEqual([
      'from-display null',
      'from-user null',
      'from-host null',
      'from-port null',
      'from-tag null',
      'to-host null',
      'call-id null',
      'cseq null',
    ]);
  });

  it('never throws, whatever the bytes', () => {
    const cut = fc.tuple(fc.nat({ max: 500 }), fc.uint8Array({ maxLength: 40 })).map(([at, bytes]) => {
      const text = replyText({});
      return latin1ToBytes(text.slice(0, at) + asText(bytes) + text.slice(at + bytes.length));
    });
    fc.assert(
      fc.property(fc.oneof(cut, fc.uint8Array({ maxLength: 300 })), (bytes) => {
        expect(typeof readEcho(request, bytes).ok).toBe('boolean');
        expect(typeof readEcho(bytes, request).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});

describe('isReprint', () => {
  it.each([
    ['from-display', 'other', true],
    ['from-display', null, true],
    ['from-port', null, true],
    ['from-host', null, true],
    ['from-port', '5060', false],
    ['from-host', 'x', false],
    ['from-tag', null, false],
    ['via-port', null, false],
    ['to-host', null, false],
    ['call-id', null, false],
  ] as const)('of %s that came back as %s is %s', (field, got, expected) => {
    expect(isReprint({ field, sent: 'sent', got })).toBe(expected);
  });
});
