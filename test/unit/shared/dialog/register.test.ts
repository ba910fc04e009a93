import { describe, expect, it } from 'vitest';
import { registrationSchema } from '../../../../shared/observation/account.ts';
import { challenge, contact, header, registering, staleChallenge } from './bench.ts';

const ours = `Contact: <${contact}>;expires=60`;
const others = 'Contact: <sip:desk@192.168.1.77:5060>;expires=300';

describe('a registration', () => {
  it('stores our Contact for a minute, after one answer to the challenge', () => {
    const bench = registering().answer('REGISTER', '401 Unauthorized', { headers: [challenge] });
    bench.answer('REGISTER', '200 OK', { headers: [others, ours] });
    expect(bench.said).toEqual(['REGISTER', 'REGISTER']);
    expect(bench.sent[0]).not.toMatch(/^Authorization/m);
    expect(header(bench.sent[1] ?? '', 'CSeq')).toBe('CSeq: 101 REGISTER');
    expect(bench.sent[1]).toMatch(/^Expires: 60\r$/m);
    expect(bench.sent[1]).toMatch(/^Authorization: Digest username="probe", realm="asterisk"/m);
    expect(bench.outcome).toBe('done');
    expect(bench.facts[0]).toMatchObject({
      step: 'bind',
      contact,
      statusCode: 200,
      bindings: ['sip:desk@192.168.1.77:5060', contact],
    });
    expect(registrationSchema.safeParse({ id: 1, atMs: 0, ...bench.facts[0] }).success).toBe(true);
  });

  it.each([
    ['no credentials wanted', '200 OK', [ours], 'done'],
    ['our Contact is not listed', '200 OK', [others], 'binding-missing'],
    ['403 before any credentials', '403 Forbidden', [], 'forbidden'],
    ['404', '404 Not Found', [], 'not-found'],
    ['503', '503 Service Unavailable', [], 'server-error'],
    ['423', '423 Interval Too Brief', [], 'refused'],
    ['a challenge that is none', '401 Unauthorized', [], 'unanswerable-challenge'],
    ['Basic', '401 Unauthorized', ['WWW-Authenticate: Basic realm="x"'], 'unanswerable-challenge'],
    [
      'a nonce too long for a packet',
      '401 Unauthorized',
      [challenge.replace('n1', 'n'.repeat(2000))],
      'unanswerable-challenge',
    ],
    [
      'a realm that firewalls ban',
      '401 Unauthorized',
      [challenge.replace('asterisk', 'SIPvicious')],
      'unanswerable-challenge',
    ],
  ] as const)('%s', (_name, status, headers, outcome) => {
    expect(registering().answer('REGISTER', status, { headers }).outcome).toBe(outcome);
  });

  it('never tries refused credentials again', () => {
    const bench = registering().answer('REGISTER', '401 Unauthorized', { headers: [challenge] });
    bench.answer('REGISTER', '401 Unauthorized', { headers: [challenge.replace('n1', 'n2')] });
    expect(bench.outcome).toBe('credential-refused');
    expect(bench.said).toHaveLength(2);
    expect(bench.effects).toContainEqual({ kind: 'strike', cause: 'credential-refused' });
  });

  it('answers once more when the nonce was only old, and then no more', () => {
    const bench = registering().answer('REGISTER', '401 Unauthorized', { headers: [challenge] });
    bench.answer('REGISTER', '401 Unauthorized', { headers: [staleChallenge] });
    expect(bench.hasEnded).toBe(false);
    bench.answer('REGISTER', '401 Unauthorized', { headers: [staleChallenge] });
    expect(bench.outcome).toBe('credential-refused');
    expect(bench.said).toHaveLength(3);
  });

  it('takes 403 after credentials for a refused password, as chan_sip says it', () => {
    const bench = registering().answer('REGISTER', '407 Proxy Authentication Required', {
      headers: [challenge.replace('WWW', 'Proxy')],
    });
    expect(bench.sent[1]).toMatch(/^Proxy-Authorization: /m);
    expect(bench.answer('REGISTER', '403 Forbidden').outcome).toBe('credential-refused');
  });

  it('only looks: nothing is stored, and a phone of somebody is left alone', () => {
    const bench = registering({ step: 'look', contact: null });
    expect(bench.sent[0]).not.toMatch(/^(?:Contact|Expires)/m);
    expect(bench.answer('REGISTER', '200 OK', { headers: [others] }).outcome).toBe('in-use');
  });

  it('knows what an earlier run of ours left behind', () => {
    const left = 'Contact: <sip:algcheck-zzz@203.0.113.2:61000>;expires=20';
    const bench = registering({ step: 'look', contact: null });
    expect(bench.answer('REGISTER', '200 OK', { headers: [left] }).outcome).toBe('done');
  });

  it('removes our own Contact and no other, without asking for leave', () => {
    const bench = registering({ step: 'release' });
    expect(bench.effects[0]).toMatchObject({ kind: 'follow' });
    expect(bench.sent[0]).toMatch(/^Expires: 0\r$/m);
    expect(header(bench.sent[0] ?? '', 'Contact')).toBe(`Contact: <${contact}>`);
    bench.answer('REGISTER', '401 Unauthorized', { headers: [challenge] });
    expect(bench.answer('REGISTER', '200 OK', { headers: [others] }).outcome).toBe('done');
    expect(bench.sent.join()).not.toContain('Contact: *');
  });

  it('repeats what is not answered, and gives up', () => {
    const bench = registering();
    bench.after(500).feed({ kind: 'timer', timer: 'retransmit' });
    bench.after(1000).feed({ kind: 'timer', timer: 'retransmit' });
    expect(bench.said).toHaveLength(3);
    expect(new Set(bench.sent).size).toBe(1);
    expect(bench.feed({ kind: 'timer', timer: 'give-up' }).outcome).toBe('no-answer');
  });

  it.each([
    [{ kind: 'cancel' }, 'cancelled'],
    [{ kind: 'flow-failed', code: 'port-unreachable' }, 'flow-failed port-unreachable'],
  ] as const)('ends by %o', (input, outcome) => {
    expect(registering().feed(input).outcome).toBe(outcome);
  });

  it('is over when leave is refused before anything left, and only then', () => {
    const refused = { kind: 'refused', reason: 'request-budget' } as const;
    expect(registering().feed(refused).hasEnded).toBe(false);
  });

  it('takes no answer to another request for its own', () => {
    const bench = registering();
    const other = bench.sent[0]?.replace('branch=z9hG4bK', 'branch=z9hG4bKx').replace('call1', 'call2') ?? '';
    const saved = bench.sent.splice(0, 1, other);
    expect(bench.answer('REGISTER', '200 OK', { headers: [ours] }).hasEnded).toBe(false);
    bench.sent.splice(0, 1, ...saved);
    expect(bench.answer('REGISTER', '200 OK', { headers: [ours] }).outcome).toBe('done');
  });

  it('still knows an answer whose branch or Call-ID was edited on the way', () => {
    for (const [part, edited] of [
      ['z9hG4bKbranch', 'z9hG4bKother'],
      ['call1', 'call9'],
    ] as const) {
      const bench = registering();
      bench.sent[0] = bench.sent[0]?.replace(part, edited) ?? '';
      expect(bench.answer('REGISTER', '200 OK', { headers: [ours] }).outcome).toBe('done');
    }
  });
});
