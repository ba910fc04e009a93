import { describe, expect, it } from 'vitest';
import { callSchema, readbackSchema } from '../../../../shared/observation/account.ts';
import {
  answerHeaders,
  calling,
  challenge,
  header,
  sdp,
  serverContact,
  staleChallenge,
  standing,
} from './bench.ts';

const media = { sentPackets: 50, echoedPackets: 46, leadingLostPackets: 4, earlyPackets: 0 };

const branch = (text: string): string => /branch=(\S+)/.exec(text)?.[1] ?? '';

describe('a call', () => {
  it('goes through: challenge, answer, goodbye', () => {
    const bench = standing();
    expect(bench.said).toEqual(['INVITE', 'ACK', 'INVITE', 'ACK']);
    expect(bench.effects).toContainEqual({
      kind: 'answered',
      answer: {
        media: { address: '203.0.113.10', port: 10_000 },
        rtcp: { address: '203.0.113.10', port: 10_001 },
        codec: 'PCMU',
        payloadType: 0,
        direction: 'sendrecv',
        isElsewhere: false,
      },
    });
    bench.after(5000).feed({ kind: 'hang-up', media });
    expect(bench.said.at(-1)).toBe('BYE');
    expect(bench.hasEnded).toBe(false);
    expect(bench.answer('BYE', '200 OK').outcome).toBe('answered');
    const [fact] = bench.facts;
    expect(fact).toMatchObject({ endedBy: 'us', upMs: 5000, statusCode: 200, media });
    expect(callSchema.safeParse({ id: 1, atMs: 0, ...fact }).success).toBe(true);
  });

  it('keeps the rules of sequence numbers, branches and tags', () => {
    const bench = standing().feed({ kind: 'hang-up', media });
    const [first = '', refusalAck = '', second = '', ack = '', bye = ''] = bench.sent;
    expect([first, refusalAck, second, ack, bye].map((text) => header(text, 'CSeq'))).toEqual([
      'CSeq: 101 INVITE',
      'CSeq: 101 ACK',
      'CSeq: 102 INVITE',
      'CSeq: 102 ACK',
      'CSeq: 103 BYE',
    ]);
    expect(branch(refusalAck)).toBe(branch(first));
    expect(new Set([first, second, ack, bye].map(branch)).size).toBe(4);
    expect(header(refusalAck, 'To')).toContain('tag=server1');
    expect(header(second, 'To')).not.toContain('tag=');
    expect(header(bye, 'To')).toContain('tag=server1');
    expect(header(ack, 'Authorization')).toBe(header(second, 'Authorization'));
    expect(ack.split(' ')[1]).toBe('sip:203.0.113.10:5060');
  });

  it.each([
    ['486 Busy Here', 'busy'],
    ['600 Busy Everywhere', 'busy'],
    ['404 Not Found', 'not-found'],
    ['480 Temporarily Unavailable', 'unavailable'],
    ['503 Service Unavailable', 'unavailable'],
    ['603 Decline', 'declined'],
    ['403 Forbidden', 'forbidden'],
    ['302 Moved Temporarily', 'redirected'],
    ['500 Server Internal Error', 'server-error'],
    ['488 Not Acceptable Here', 'refused'],
  ])('%s: %s, with its ACK', (status, outcome) => {
    const bench = calling().answer('INVITE', status);
    expect(bench.outcome).toBe(outcome);
    expect(bench.said).toEqual(['INVITE', 'ACK']);
    // The ACK was lost: the refusal comes again.
    expect(bench.answer('INVITE', status).said).toEqual(['INVITE', 'ACK', 'ACK']);
  });

  it.each([
    ['another password', challenge, 'credential-refused', 2],
    ['an old nonce, again and again', staleChallenge, 'credential-refused', 3],
  ])('stops at %s', (_name, again, outcome, invites) => {
    const bench = calling().answer('INVITE', '401 Unauthorized', { headers: [challenge] });
    for (let i = 0; i < 5; i++) bench.answer('INVITE', '401 Unauthorized', { headers: [again] });
    expect(bench.outcome).toBe(outcome);
    expect(bench.said.filter((word) => word === 'INVITE')).toHaveLength(invites);
  });

  it.each([
    ['no description', { headers: [serverContact] }, 'no-sdp'],
    [
      'a stream that is turned off',
      { headers: [serverContact], body: sdp({ m: 'audio 0 RTP/AVP 0' }) },
      'port-zero',
    ],
    ['another codec', { headers: [serverContact], body: sdp({ m: 'audio 10000 RTP/AVP 9' }) }, 'other-codec'],
    ['a multicast address', { headers: [serverContact], body: sdp({ c: '224.1.1.1' }) }, 'unsafe-address'],
  ])('an answer with %s is ended at once', (_name, options, detail) => {
    const bench = calling().answer('INVITE', '200 OK', options);
    expect(bench.said).toEqual(['INVITE', 'ACK', 'BYE']);
    expect(bench.answer('BYE', '200 OK').outcome).toBe(`bad-answer ${detail}`);
  });

  it('sends the INVITE again until somebody shows that it came', () => {
    const bench = calling();
    bench.after(500).feed({ kind: 'timer', timer: 'retransmit' });
    bench.answer('INVITE', '100 Trying', { toTag: null });
    bench.after(1000).feed({ kind: 'timer', timer: 'retransmit' }).feed({ kind: 'timer', timer: 'give-up' });
    expect(bench.said).toEqual(['INVITE', 'INVITE']);
    expect(bench.hasEnded).toBe(false);
  });

  it('gives up when nobody answers', () => {
    expect(calling().after(4000).feed({ kind: 'timer', timer: 'give-up' }).outcome).toBe('no-answer');
  });

  it('stops what rings for ever', () => {
    const bench = calling().answer('INVITE', '180 Ringing');
    expect(bench.effects).toContainEqual({ kind: 'arm', timer: 'ring-limit', atMs: 20_000 });
    bench.after(20_000).feed({ kind: 'timer', timer: 'ring-limit' });
    bench.answer('CANCEL', '200 OK').answer('INVITE', '487 Request Terminated');
    expect(bench.said).toEqual(['INVITE', 'CANCEL', 'ACK']);
    expect(bench.outcome).toBe('rings-for-ever');
  });
});

describe('a cancel', () => {
  it('waits for a sign of life, then takes the INVITE back with its own branch', () => {
    const bench = calling().feed({ kind: 'cancel' });
    expect(bench.said).toEqual(['INVITE']);
    bench.answer('INVITE', '100 Trying', { toTag: null });
    expect(bench.said).toEqual(['INVITE', 'CANCEL']);
    expect(header(bench.last('CANCEL'), 'Via')).toBe(header(bench.last('INVITE'), 'Via'));
    expect(header(bench.last('CANCEL'), 'CSeq')).toBe('CSeq: 101 CANCEL');
    expect(bench.answer('INVITE', '487 Request Terminated').outcome).toBe('cancelled');
  });

  it('does not answer a challenge any more', () => {
    const bench = calling().feed({ kind: 'cancel' });
    bench.answer('INVITE', '401 Unauthorized', { headers: [challenge] });
    expect(bench.said).toEqual(['INVITE', 'ACK']);
    expect(bench.outcome).toBe('cancelled');
  });

  it('that crosses the answer ends the call with ACK and BYE', () => {
    const bench = calling().answer('INVITE', '180 Ringing').feed({ kind: 'cancel' });
    bench.answer('INVITE', '200 OK', answerHeaders);
    expect(bench.said).toEqual(['INVITE', 'CANCEL', 'ACK', 'BYE']);
    expect(bench.answer('BYE', '200 OK').outcome).toBe('cancelled');
  });

  it('gives up on a server that says nothing, and still ends a call that it answers later', () => {
    const bench = calling()
      .feed({ kind: 'cancel' })
      .after(4000)
      .feed({ kind: 'timer', timer: 'cancel-limit' });
    expect(bench.outcome).toBe('cancelled');
    bench.answer('INVITE', '200 OK', answerHeaders);
    expect(bench.said).toEqual(['INVITE', 'ACK', 'BYE']);
  });

  it('takes back what begins to ring after nobody answered', () => {
    const bench = calling().feed({ kind: 'timer', timer: 'give-up' }).answer('INVITE', '180 Ringing');
    expect(bench.said).toEqual(['INVITE', 'CANCEL']);
  });

  it('during the call says goodbye, and waits for the count of the sound', () => {
    const bench = standing().feed({ kind: 'cancel' });
    expect(bench.effects).toContainEqual({ kind: 'silence' });
    bench.answer('BYE', '200 OK');
    expect(bench.hasEnded).toBe(false);
    bench.feed({ kind: 'hang-up', media });
    expect(bench.facts[0]).toMatchObject({ outcome: 'answered', media });
  });
});

describe('legs', () => {
  it('that answered again get their ACK again', () => {
    const bench = standing().answer('INVITE', '200 OK', answerHeaders);
    expect(bench.said.slice(-2)).toEqual(['ACK', 'ACK']);
    expect(bench.sent.at(-1)).toBe(bench.sent.at(-2));
  });

  it('too many are ended, each by its own tag', () => {
    const bench = standing().answer('INVITE', '200 OK', { ...answerHeaders, toTag: 'fork' });
    expect(bench.said.slice(-2)).toEqual(['ACK', 'BYE']);
    expect(header(bench.last('BYE'), 'To')).toContain('tag=fork');
    bench.answer('BYE', '200 OK').feed({ kind: 'hang-up', media });
    expect(header(bench.last('BYE'), 'To')).toContain('tag=server1');
  });

  it('without end are not all answered', () => {
    const bench = standing();
    for (let i = 0; i < 100; i++) bench.answer('INVITE', '200 OK', { ...answerHeaders, toTag: `fork${i}` });
    expect(bench.said.filter((word) => word === 'BYE')).toHaveLength(8);
  });

  it('are reached by the recorded route, in reverse; a strict router becomes the target', () => {
    const routes = ['Record-Route: <sip:one.example;lr>', 'Record-Route: <sip:two.example;lr>'];
    const loose = standing({ headers: [...routes, serverContact], body: sdp() }).feed({
      kind: 'hang-up',
      media,
    });
    const bye = loose.last('BYE');
    expect(bye.match(/^Route: .*$/gm)?.map((text) => text.trimEnd())).toEqual([
      'Route: <sip:two.example;lr>',
      'Route: <sip:one.example;lr>',
    ]);
    expect(bye).toMatch(/^BYE sip:203\.0\.113\.10:5060 /);
    const strict = standing({ headers: ['Record-Route: <sip:old.example>', serverContact], body: sdp() });
    strict.feed({ kind: 'hang-up', media });
    expect(strict.last('BYE')).toMatch(/^BYE sip:old\.example /);
    expect(header(strict.last('BYE'), 'Route')).toBe('Route: <sip:203.0.113.10:5060>');
  });

  it.each([
    ['no Contact', []],
    ['a Contact of another kind', ['Contact: <tel:600>']],
    ['a Contact that firewalls ban', ['Contact: <sip:sipvicious@203.0.113.10>']],
    ['a Contact of any length', [`Contact: <sip:${'a'.repeat(3000)}@203.0.113.10>`]],
    [
      'a route of any length',
      [
        serverContact.replace('203', '600@203'),
        ...Array.from({ length: 40 }, (_, i) => `Record-Route: <sip:p${i}.example;lr>`),
      ],
    ],
  ])('with %s are ended all the same', (_name, headers) => {
    const bench = standing({ headers, body: sdp() }).feed({ kind: 'hang-up', media });
    expect(bench.last('BYE')).toMatch(/^BYE sip:600@/);
    expect(bench.last('BYE').length).toBeLessThan(1300);
  });
});

describe('a goodbye', () => {
  it('is repeated, and then left', () => {
    const bench = standing().feed({ kind: 'hang-up', media });
    bench.feed({ kind: 'timer', timer: 'bye-retransmit' });
    expect(bench.said.slice(-2)).toEqual(['BYE', 'BYE']);
    expect(bench.feed({ kind: 'timer', timer: 'bye-limit' }).outcome).toBe('answered');
  });

  it('that is challenged is said once more with credentials, and never again', () => {
    const bench = standing().feed({ kind: 'hang-up', media });
    bench.answer('BYE', '401 Unauthorized', { headers: [challenge] });
    expect(bench.last('BYE')).toMatch(/^Authorization: /m);
    expect(bench.answer('BYE', '401 Unauthorized', { headers: [challenge] }).outcome).toBe('answered');
  });

  it('of a connection that failed is only counted', () => {
    const bench = standing().feed({ kind: 'flow-failed', code: 'port-unreachable' });
    expect(bench.effects).toContainEqual({ kind: 'silence' });
    expect(bench.feed({ kind: 'hang-up', media }).facts[0]).toMatchObject({
      outcome: 'answered',
      endedBy: null,
    });
  });
});

describe('a readback', () => {
  const fields = ['203.0.113.2:61000', 'SIP/2.0/UDP 192.168.1.10:40000;branch=b', '<sip:a@b>', '<sip:a@b>'];
  const told = [
    'v1',
    ...[...fields, 'x@y', '146', ''].map((text) => Buffer.from(text).toString('base64')),
  ].join('.');

  it('reads what the server saw out of the redirect', () => {
    const contact = `Contact: <sip:${told}@readback.invalid>`;
    const bench = calling({ purpose: 'readback' }).answer('INVITE', '302 Moved Temporarily', {
      headers: [contact],
    });
    expect(bench.outcome).toBe('read');
    expect(bench.facts[0]).toMatchObject({
      kind: 'readback',
      seen: { source: '203.0.113.2:61000', callId: 'x@y', contentLengthBytes: 146, media: null },
    });
    expect(readbackSchema.safeParse({ id: 1, atMs: 0, ...bench.facts[0] }).success).toBe(true);
  });

  it.each([
    ['another Contact', 'Contact: <sip:601@pbx.example>', 'unreadable other-format'],
    ['none', 'X-None: 1', 'unreadable no-contact'],
  ])('says so when the redirect holds %s', (_name, line, outcome) => {
    const bench = calling({ purpose: 'readback' }).answer('INVITE', '302 Moved', { headers: [line] });
    expect(bench.outcome).toBe(outcome);
  });

  it('ends an extension that answers instead', () => {
    const bench = calling({ purpose: 'readback' }).answer('INVITE', '200 OK', answerHeaders);
    expect(bench.said).toEqual(['INVITE', 'ACK', 'BYE']);
    expect(bench.answer('BYE', '200 OK').outcome).toBe('answered-instead');
  });
});
