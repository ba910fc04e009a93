// How many requests the guard lets through, by mode, by answers, over restarts and over clock changes.
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../fakes/network/fake-clock.ts';
import { createFakeLedger } from '../../../fakes/network/fake-ledger.ts';
import { serverAddress } from '../../../fakes/network/fake-network.ts';
import { burst, createBench, entryAt, openSender, request, target, times, trySend } from './guard-bench.ts';

const tenMinutesMs = 600_000;

describe('an anonymous check', () => {
  it('sends two requests in ten minutes, retransmissions included', async () => {
    const bench = createBench();
    const sender = await openSender(bench);
    expect(await trySend(sender)).toBe('sent');
    expect(await trySend(sender, false)).toBe('sent');
    expect(await trySend(sender)).toBe('request-budget');
    expect(await trySend(sender, false)).toBe('request-budget');
    expect(bench.network.sent).toHaveLength(2);
    expect(bench.pauses).toEqual([]);
  });

  it('keeps a quarter of a second from when a request left, however long ago it was booked', async () => {
    const bench = createBench();
    const sender = await openSender(bench);
    const first = await sender.admit(request(), true);
    // A busy computer comes to the sending only now.
    bench.clock.pass(40);
    if (first.ok) await first.value.send();
    const sentAtMs = bench.clock.monotonicMs();
    expect(await trySend(sender)).toBe('sent');
    expect(bench.clock.monotonicMs() - sentAtMs).toBe(250);
  });

  it('may send again when the first of them is ten minutes old, and not a moment earlier', async () => {
    const bench = createBench();
    const sender = await openSender(bench);
    expect(await trySend(sender)).toBe('sent');
    bench.clock.pass(1000);
    expect(await trySend(sender)).toBe('sent');
    bench.clock.pass(tenMinutesMs - 1001);
    expect(await trySend(sender, false)).toBe('request-budget');
    bench.clock.pass(1);
    expect(await burst(sender, 2)).toEqual(['sent', 'request-budget']);
  });

  it('does not get more by starting the program again', async () => {
    const first = createBench();
    expect(await burst(await openSender(first), 2)).toEqual(['sent', 'sent']);
    const second = createBench({ clock: first.clock, ledger: first.ledger });
    expect(await trySend(await openSender(second))).toBe('request-budget');
    expect(second.network.sent).toEqual([]);
  });

  it('counts each server address by itself', async () => {
    const bench = createBench();
    expect(await burst(await openSender(bench), 3)).toEqual(['sent', 'sent', 'request-budget']);
    const other = target({ remote: { address: '203.0.113.11', port: 5060 } });
    expect(await burst(await openSender(bench, other), 3)).toEqual(['sent', 'sent', 'request-budget']);
  });

  it('counts all ports and transports of one address together', async () => {
    const bench = createBench();
    const alt = target({ remote: { address: serverAddress, port: 5160 } });
    expect(await trySend(await openSender(bench))).toBe('sent');
    expect(await trySend(await openSender(bench, alt))).toBe('sent');
    expect(await trySend(await openSender(bench, target({ transport: 'tcp' })))).toBe('request-budget');
  });
});

describe('an anonymous check after an answer', () => {
  it.each([200, 404, 405, 501])('of %i may send four in 5 s and ten in ten minutes', async (status) => {
    const bench = createBench();
    const sender = await openSender(bench);
    await trySend(sender);
    await bench.guard.noteAnswer(serverAddress, status);
    expect(await burst(sender, 4)).toEqual(['sent', 'sent', 'sent', 'request-budget']);
    for (let sent = 4; sent < 10; sent++) expect(await trySend(sender)).toBe('sent');
    bench.clock.pass(5000);
    expect(await trySend(sender)).toBe('request-budget');
    expect(bench.network.sent).toHaveLength(10);
  });

  it.each([401, 403, 407])('of %i stops at two requests and says why', async (status) => {
    const bench = createBench();
    const sender = await openSender(bench);
    await trySend(sender);
    await bench.guard.noteAnswer(serverAddress, status);
    expect(await burst(sender, 2)).toEqual(['sent', 'strike-risk']);
  });

  it.each([100, 180, 302, 400, 408, 483, 500, 503, 603])('of %i knows nothing new', async (status) => {
    const bench = createBench();
    const sender = await openSender(bench);
    await trySend(sender);
    await bench.guard.noteAnswer(serverAddress, status);
    expect(await burst(sender, 2)).toEqual(['sent', 'request-budget']);
  });

  it('stops for good once a refusal was seen, whatever else is answered', async () => {
    const bench = createBench();
    const sender = await openSender(bench);
    for (const status of [200, 401, 200]) await bench.guard.noteAnswer(serverAddress, status);
    expect(await burst(sender, 3)).toEqual(['sent', 'sent', 'strike-risk']);
  });

  it('from another address gets nothing for this one', async () => {
    const bench = createBench();
    await bench.guard.noteAnswer('203.0.113.11', 200);
    expect(await burst(await openSender(bench), 3)).toEqual(['sent', 'sent', 'request-budget']);
  });

  it.each([
    ['harmless', 200, ['sent', 'sent', 'sent', 'sent', 'request-budget']],
    ['a refusal', 403, ['sent', 'sent', 'strike-risk', 'strike-risk', 'strike-risk']],
  ] as const)('remembers over a restart that it was %s', async (_what, status, expected) => {
    const first = createBench();
    await first.guard.noteAnswer(serverAddress, status);
    const second = createBench({ clock: first.clock, ledger: first.ledger });
    expect(await burst(await openSender(second), 5)).toEqual(expected);
  });

  it('forgets it after ten minutes', async () => {
    const first = createBench();
    await first.guard.noteAnswer(serverAddress, 200);
    first.clock.pass(tenMinutesMs);
    const second = createBench({ clock: first.clock, ledger: first.ledger });
    expect(await burst(await openSender(second), 3)).toEqual(['sent', 'sent', 'request-budget']);
  });
});

describe('a check with a provisioned user', () => {
  it('sends at most four in 5 s and thirty in ten minutes', async () => {
    const bench = createBench({ mode: 'probe-user' });
    const sender = await openSender(bench);
    expect(await burst(sender, 5)).toEqual([...times(4, 'sent'), 'request-budget']);
    for (let sent = 4; sent < 30; sent++) expect(await trySend(sender)).toBe('sent');
    bench.clock.pass(5000);
    expect(await trySend(sender)).toBe('request-budget');
    expect(bench.network.sent).toHaveLength(30);
  });

  it.each([401, 407])('is not stopped by a challenge (%i)', async (status) => {
    const bench = createBench({ mode: 'probe-user' });
    await bench.guard.noteAnswer(serverAddress, status);
    expect(await burst(await openSender(bench), 4)).toEqual(times(4, 'sent'));
  });

  it('is stopped by a 403', async () => {
    const bench = createBench({ mode: 'probe-user' });
    await bench.guard.noteAnswer(serverAddress, 403);
    expect(await burst(await openSender(bench), 3)).toEqual(['sent', 'sent', 'strike-risk']);
  });
});

describe('a ledger that cannot be trusted', () => {
  it.each(
    (['unreadable', 'not-writable'] as const).flatMap((state) =>
      (['anonymous', 'probe-user'] as const).map((mode) => [state, mode] as const),
    ),
  )('(%s) means the strictest limit for %s', async (state, mode) => {
    const bench = createBench({ mode, ledger: createFakeLedger({ state }) });
    const sender = await openSender(bench);
    await bench.guard.noteAnswer(serverAddress, 200);
    expect(await burst(sender, 3)).toEqual(['sent', 'sent', expect.stringMatching(/^ledger-/)]);
    expect(bench.network.sent).toHaveLength(2);
  });

  it('tightens the limit from the moment it cannot be written any more', async () => {
    const bench = createBench({ mode: 'probe-user' });
    const sender = await openSender(bench);
    expect(await burst(sender, 2)).toEqual(['sent', 'sent']);
    bench.ledger.state = 'not-writable';
    expect(await burst(sender, 1)).not.toEqual(['sent']);
  });

  it('is named as what it is when nothing can be written', async () => {
    const bench = createBench({ ledger: createFakeLedger({ state: 'not-writable' }) });
    expect(await burst(await openSender(bench), 3)).toEqual(['sent', 'sent', 'ledger-not-writable']);
  });
});

const used = () => {
  const clock = createFakeClock();
  return { clock, ledger: createFakeLedger({ entries: times(2, entryAt(clock, 'request', 0)) }) };
};

describe('a clock that is set', () => {
  it.each([
    ['a day forward', 86_400_000],
    ['ten minutes forward', tenMinutesMs],
    ['an hour back', -3_600_000],
    ['five minutes back', -300_000],
    ['to 1970', -1_800_000_000_000],
  ])('%s gives no request more', async (_what, byMs) => {
    const { clock, ledger } = used();
    clock.pass(60_000);
    clock.jumpWall(byMs);
    const bench = createBench({ clock, ledger });
    expect(await burst(await openSender(bench), 1)).toEqual(['request-budget']);
    clock.pass(tenMinutesMs - 60_001);
    expect(await burst(await openSender(bench), 1)).toEqual(['request-budget']);
  });

  it('never locks the budget for longer than twice its time', async () => {
    for (const byMs of [-300_000, -599_999, -3_600_000]) {
      const { clock, ledger } = used();
      clock.jumpWall(byMs);
      clock.pass(2 * tenMinutesMs);
      expect(await burst(await openSender(createBench({ clock, ledger })), 1)).toEqual(['sent']);
    }
  });

  it('a restart of the machine gives no request more', async () => {
    const { clock, ledger } = used();
    clock.restartMachine(60_000);
    clock.pass(60_000);
    expect(await burst(await openSender(createBench({ clock, ledger })), 1)).toEqual(['request-budget']);
  });
});
