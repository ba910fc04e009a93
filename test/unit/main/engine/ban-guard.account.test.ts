// What the guard lets an account do: counted like anybody's requests, stopped for good by a refused password, and
// never kept from ending what stands.
import { describe, expect, it } from 'vitest';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { createFakeLedger } from '../../../fakes/network/fake-ledger.ts';
import { serverAddress } from '../../../fakes/network/fake-network.ts';
import { type Bench, type BenchOptions, createBench, entryAt, openSender } from './guard-bench.ts';

const account = (options: BenchOptions = {}): Bench => createBench({ ...options, mode: 'account' });

const message = (startLine: string, headers: readonly string[] = []): Uint8Array =>
  latin1ToBytes(
    [
      startLine,
      'Via: SIP/2.0/UDP 192.168.1.10:40000;rport;branch=z9hG4bK1',
      'Max-Forwards: 70',
      'From: <sip:probe@pbx.example>;tag=1',
      ...headers,
      'Call-ID: a@b',
      'User-Agent: ALGCheck/1',
      '',
      '',
    ].join('\r\n'),
  );

const register = message('REGISTER sip:pbx.example SIP/2.0', ['To: <sip:probe@pbx.example>']);
const invite = message('INVITE sip:600@pbx.example SIP/2.0', ['To: <sip:600@pbx.example>']);
const within = (method: string): Uint8Array =>
  message(`${method} sip:600@203.0.113.10 SIP/2.0`, ['To: <sip:600@pbx.example>;tag=theirs']);
const release = message('REGISTER sip:pbx.example SIP/2.0', [
  'To: <sip:probe@pbx.example>',
  'Contact: <sip:algcheck-1@192.168.1.10:40000>',
  'Expires: 0',
]);

const requestsIn = (bench: Bench): number =>
  bench.ledger.entries.filter(({ kind }) => kind === 'request').length;

async function spend(bench: Bench, count: number) {
  const sender = await openSender(bench);
  const outcomes: string[] = [];
  for (let i = 0; i < count; i++) {
    const admitted = await sender.admit(i % 2 === 0 ? register : invite, false);
    outcomes.push(admitted.ok ? 'sent' : admitted.error.refused);
    if (admitted.ok) await admitted.value.send();
  }
  return { sender, outcomes };
}

describe('an account', () => {
  it('has four requests in five seconds', async () => {
    const bench = account();
    const { outcomes } = await spend(bench, 5);
    expect(outcomes).toEqual(['sent', 'sent', 'sent', 'sent', 'request-budget']);
  });

  it('has thirty in ten minutes, those of other checks included', async () => {
    const clock = createBench().clock;
    const entries = Array.from({ length: 29 }, () => entryAt(clock, 'request', 60_000));
    const { outcomes } = await spend(account({ clock, ledger: createFakeLedger({ entries }) }), 2);
    expect(outcomes).toEqual(['sent', 'request-budget']);
  });

  it.each([
    ['ACK', within('ACK'), 1],
    ['BYE', within('BYE'), 2],
    ['CANCEL', message('CANCEL sip:600@pbx.example SIP/2.0', ['To: <sip:600@pbx.example>']), 2],
    ['a refresh', within('INVITE'), 2],
    ['the removal of its Contact', release, 2],
    ['a response', latin1ToBytes('SIP/2.0 200 OK\r\nUser-Agent: ALGCheck/1\r\n\r\n'), 1],
  ] as const)('may always send %s', async (_name, bytes, counted) => {
    const clock = createBench().clock;
    const entries = [entryAt(clock, 'strike-answer', 1000)];
    const bench = account({ clock, ledger: createFakeLedger({ entries }) });
    const { sender, outcomes } = await spend(bench, 3);
    expect(outcomes).toEqual(['sent', 'sent', 'strike-risk']);
    expect(await sender.follow(bytes)).toEqual({ ok: true, value: undefined });
    expect(requestsIn(bench)).toBe(1 + counted);
  });

  it.each([
    ['an INVITE that opens a call', invite],
    ['a REGISTER that stores something', register],
    ['a BYE of no call', message('BYE sip:600@pbx.example SIP/2.0', ['To: <sip:600@pbx.example>'])],
    ['OPTIONS', within('OPTIONS')],
    ['what is no SIP', latin1ToBytes('hello')],
    ['too much', within(`BYE sip:x ${'x'.repeat(1400)}`)],
    ['a banned word', message('BYE sip:sipvicious@x SIP/2.0', ['To: <sip:a@b>;tag=1'])],
  ])('may not slip %s past the count', async (_name, bytes) => {
    const bench = account();
    const { sender } = await spend(bench, 1);
    expect((await sender.follow(bytes)).ok).toBe(false);
    expect(bench.network.sent).toHaveLength(1);
  });

  it('may not follow up on a flow that never asked for anything', async () => {
    const bench = account();
    const sender = await openSender(bench);
    expect((await sender.follow(within('BYE'))).ok).toBe(false);
  });

  it.each([
    ['an OPTIONS', message('OPTIONS sip:pbx.example SIP/2.0', ['To: <sip:pbx.example>'])],
    ['another server', message('INVITE sip:600@other.example SIP/2.0', ['To: <sip:a@b>'])],
    [
      'every Contact',
      message('REGISTER sip:pbx.example SIP/2.0', ['To: <sip:a@b>', 'Contact: *', 'Expires: 0']),
    ],
  ])('is never admitted with %s: that is a bug', async (_name, bytes) => {
    const sender = await openSender(account());
    await expect(sender.admit(bytes, false)).rejects.toThrow('breaks the wire contract');
  });

  it('is stopped by a refused password, in this run and in the next', async () => {
    const bench = account();
    await spend(bench, 2);
    await bench.guard.noteStrike(serverAddress, true);
    expect((await spend(bench, 1)).outcomes).toEqual(['strike-risk']);
    const next = account({ clock: bench.clock, ledger: bench.ledger });
    expect((await spend(next, 1)).outcomes).toEqual(['strike-risk']);
  });

  it('may go on after one extension that does not exist, not after two', async () => {
    const bench = account();
    await spend(bench, 2);
    await bench.guard.noteStrike(serverAddress, false);
    expect((await spend(bench, 1)).outcomes).toEqual(['sent']);
    await bench.guard.noteStrike(serverAddress, false);
    expect((await spend(bench, 1)).outcomes).toEqual(['strike-risk']);
  });
});
