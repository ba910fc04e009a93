import { describe, expect, it } from 'vitest';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { answerOutside } from '../../../../shared/dialog/responses.ts';
import { readMessage } from '../../../../shared/sip/message-reader.ts';
import { answerHeaders, calling, header, sdp, serverContact, standing, theirRequest } from './bench.ts';

const media = { sentPackets: 1, echoedPackets: 1, leadingLostPackets: 0, earlyPackets: 0 };

describe('requests within the call', () => {
  it('ends with their BYE, once the sound is counted', () => {
    const bench = standing().receive(theirRequest('BYE'));
    expect(bench.said.at(-1)).toBe('200');
    expect(bench.effects).toContainEqual({ kind: 'silence' });
    bench.feed({ kind: 'hang-up', media });
    expect(bench.facts[0]).toMatchObject({ outcome: 'answered', endedBy: 'them', media });
    expect(bench.said).not.toContain('BYE');
  });

  it('needs no answer to its own BYE when theirs crosses it', () => {
    const bench = standing().feed({ kind: 'hang-up', media }).receive(theirRequest('BYE'));
    expect(bench.facts[0]).toMatchObject({ endedBy: 'us' });
  });

  it('answers a copy as it answered the first', () => {
    const bench = standing().receive(theirRequest('OPTIONS')).receive(theirRequest('OPTIONS'));
    expect(bench.said.slice(-2)).toEqual(['200', '200']);
    expect(bench.sent.at(-1)).toBe(bench.sent.at(-2));
  });

  it.each([
    ['OPTIONS', theirRequest('OPTIONS'), '200'],
    ['INFO', theirRequest('INFO'), '405'],
    ['MESSAGE', theirRequest('MESSAGE'), '405'],
    ['UPDATE without sound', theirRequest('UPDATE'), '200'],
    ['INVITE without an offer', theirRequest('INVITE'), '200'],
    ['INVITE that changes nothing', theirRequest('INVITE', { body: sdp() }), '200'],
    ['INVITE that moves the sound', theirRequest('INVITE', { body: sdp({ c: '203.0.113.77' }) }), '488'],
    ['INVITE that holds the call', theirRequest('INVITE', { body: sdp({ more: 'a=sendonly' }) }), '488'],
    [
      'INVITE with another codec',
      theirRequest('INVITE', { body: sdp({ m: 'audio 10000 RTP/AVP 9' }) }),
      '488',
    ],
    ['another tag of theirs', theirRequest('BYE', { fromTag: 'nobody' }), '481'],
    ['another tag of ours', theirRequest('BYE', { toTag: 'nobody' }), '481'],
    ['CANCEL of nothing', theirRequest('CANCEL'), '481'],
  ])('%s', (_name, request, status) => {
    expect(standing().receive(request).said.at(-1)).toBe(status);
  });

  it('refuses what comes out of order', () => {
    const bench = standing().receive(theirRequest('OPTIONS', { cseq: 500 }));
    expect(bench.receive(theirRequest('INFO', { cseq: 499 })).said.at(-1)).toBe('500');
  });

  it('finds nothing left to cancel in an INVITE that it answered', () => {
    const bench = standing().receive(theirRequest('INVITE', { branch: 'z9hG4bKsame' }));
    expect(bench.receive(theirRequest('CANCEL', { branch: 'z9hG4bKsame' })).said.at(-1)).toBe('200');
  });

  it('repeats its 200 until the ACK comes', () => {
    const again = { kind: 'timer', timer: 'answer-again' } as const;
    const bench = standing().receive(theirRequest('INVITE'));
    expect(bench.sent.at(-1)).toContain('m=audio 41000');
    bench.after(500).feed(again);
    expect(bench.said.filter((word) => word === '200')).toHaveLength(2);
    bench.receive(theirRequest('ACK')).after(1000).feed(again);
    expect(bench.said.filter((word) => word === '200')).toHaveLength(2);
  });

  it('says goodbye to a server that never confirms', () => {
    const bench = standing().receive(theirRequest('INVITE'));
    for (let i = 0; i < 4; i++) bench.feed({ kind: 'timer', timer: 'answer-again' });
    expect(bench.said.at(-1)).toBe('BYE');
  });
});

const withTimer = (value: string, more: readonly string[] = []) =>
  standing({ headers: [serverContact, `Session-Expires: ${value}`, ...more], body: sdp() });

describe('session timers', () => {
  it('are not kept where the server asks for none', () => {
    expect(standing(answerHeaders).effects.some((e) => e.kind === 'arm' && e.timer === 'refresh')).toBe(
      false,
    );
  });

  it.each([
    ['1800;refresher=uac', 'refresh', 900_000],
    ['1800;refresher=uas', 'session-end', 1_768_000],
    ['90;refresher=uas', 'session-end', 60_000],
    ['5;refresher=uac', 'refresh', 45_000],
  ])('%s: %s at %i', (value, timer, atMs) => {
    expect(withTimer(value).effects).toContainEqual({ kind: 'arm', timer, atMs });
  });

  it('are kept by UPDATE where the server knows it', () => {
    const bench = withTimer('1800;refresher=uac', ['Allow: INVITE, UPDATE']);
    bench.after(900_000).feed({ kind: 'timer', timer: 'refresh' });
    expect(header(bench.last('UPDATE'), 'Session-Expires')).toBe('Session-Expires: 1800;refresher=uac');
    bench.answer('UPDATE', '200 OK', { headers: ['Session-Expires: 1800;refresher=uac'] });
    expect(bench.effects.at(-1)).toEqual({ kind: 'arm', timer: 'refresh', atMs: 1_800_000 });
  });

  it('are kept by the same INVITE elsewhere, and its answer gets an ACK each time', () => {
    const bench = withTimer('1800;refresher=uac').after(900_000).feed({ kind: 'timer', timer: 'refresh' });
    const invite = bench.last('INVITE');
    expect(header(invite, 'To')).toContain('tag=server1');
    bench.answer('INVITE', '200 OK', answerHeaders).answer('INVITE', '200 OK', answerHeaders);
    expect(bench.said.slice(-3)).toEqual(['INVITE', 'ACK', 'ACK']);
    expect(bench.hasEnded).toBe(false);
  });

  it.each([
    ['481 Call/Transaction Does Not Exist', true],
    ['408 Request Timeout', true],
    ['491 Request Pending', false],
  ])('refused with %s, ends the call: %s', (status, isOver) => {
    const bench = withTimer('1800;refresher=uac', ['Allow: UPDATE']).feed({
      kind: 'timer',
      timer: 'refresh',
    });
    bench.answer('UPDATE', status);
    expect(bench.said.includes('BYE')).toBe(isOver);
    expect(
      bench.feed({ kind: 'timer', timer: 'refresh' }).said.filter((word) => word === 'UPDATE'),
    ).toHaveLength(1);
  });

  it('end a call that nobody kept alive', () => {
    const bench = withTimer('90;refresher=uas').feed({ kind: 'timer', timer: 'session-end' });
    expect(bench.said.at(-1)).toBe('BYE');
  });

  it('are answered when the server refreshes', () => {
    const headers = ['Session-Expires: 1800;refresher=uac'];
    const bench = withTimer('1800;refresher=uas').receive(theirRequest('UPDATE', { headers }));
    expect(header(bench.sent.at(-1) ?? '', 'Session-Expires')).toBe('Session-Expires: 1800;refresher=uac');
  });

  it('longer ones are asked for once after a 422', () => {
    const bench = calling().answer('INVITE', '422 Session Interval Too Small', { headers: ['Min-SE: 600'] });
    expect(header(bench.last('INVITE'), 'Session-Expires')).toBe('Session-Expires: 600');
    expect(header(bench.last('INVITE'), 'Min-SE')).toBe('Min-SE: 600');
    expect(bench.answer('INVITE', '422 Again', { headers: ['Min-SE: 900'] }).outcome).toBe('refused');
  });

  it.each(['Min-SE: forever', 'Min-SE: 999999999', 'X-None: 1'])('%s ends it', (line) => {
    expect(calling().answer('INVITE', '422 Too Small', { headers: [line] }).outcome).toBe('refused');
  });
});

const outside = (text: Uint8Array): string | null => {
  const message = readMessage(text);
  const answer = message.ok ? answerOutside(message.value, 'tag9') : null;
  return answer === null ? null : new TextDecoder('latin1').decode(answer).slice(8, 11);
};

describe('requests outside any call', () => {
  it.each([
    ['OPTIONS', '200'],
    ['INVITE', '480'],
    ['BYE', '481'],
    ['NOTIFY', '405'],
    ['ACK', null],
  ])('%s: %s', (method, status) => {
    expect(outside(theirRequest(method))).toBe(status);
  });

  it('without a Via gets none', () => {
    expect(outside(latin1ToBytes('OPTIONS sip:a@b SIP/2.0\r\n\r\n'))).toBeNull();
  });
});
