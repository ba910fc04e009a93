// What the guard does around a send: books first, waits aloud, and lets nothing else through.
import { describe, expect, it } from 'vitest';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { createFakeClock } from '../../../fakes/network/fake-clock.ts';
import { createFakeLedger } from '../../../fakes/network/fake-ledger.ts';
import { serverAddress } from '../../../fakes/network/fake-network.ts';
import {
  burst,
  createBench,
  deaf,
  entryAt,
  openSender,
  request,
  target,
  times,
  trySend,
} from './guard-bench.ts';

const probeUser = { mode: 'probe-user' } as const;

/** A disk that takes its time. */
async function slowly(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

describe('the order of things', () => {
  it('on UDP is: write the flow, write the request, then send', async () => {
    const journal: string[] = [];
    const bench = createBench({ ledger: createFakeLedger({ journal, delay: slowly }), script: { journal } });
    await burst(await openSender(bench), 2);
    expect(journal).toEqual([
      'open',
      'writing flow',
      'wrote flow',
      'writing request',
      'wrote request',
      'send',
      'writing request',
      'wrote request',
      'send',
    ]);
  });

  it.each(['tcp', 'tls'] as const)('on %s is: write the flow before connecting', async (transport) => {
    const journal: string[] = [];
    const bench = createBench({ ledger: createFakeLedger({ journal, delay: slowly }), script: { journal } });
    await burst(await openSender(bench, target({ transport })), 1);
    expect(journal).toEqual([
      'writing flow',
      'wrote flow',
      'open',
      'writing request',
      'wrote request',
      'send',
    ]);
  });

  it('notes address, kind and both times', async () => {
    const bench = createBench();
    await burst(await openSender(bench), 1);
    expect(bench.ledger.entries).toEqual([
      entryAt(bench.clock, 'flow', 0),
      entryAt(bench.clock, 'request', 0),
    ]);
  });

  it('keeps 250 ms between two requests, without a word', async () => {
    const bench = createBench(probeUser);
    await burst(await openSender(bench), 3);
    expect(bench.slept).toEqual([250, 250]);
    expect(bench.pauses).toEqual([]);
  });
});

describe('an admission', () => {
  it('is good for one datagram, the one it was given for', async () => {
    const bench = createBench(probeUser);
    const sender = await openSender(bench);
    const bytes = request();
    const admitted = await sender.admit(bytes, true);
    if (!admitted.ok) throw new Error('refused');
    await admitted.value.send();
    expect(() => admitted.value.send()).toThrow(/one datagram/);
    expect(bench.network.sent.map((sent) => sent.bytes)).toEqual([bytes]);
  });

  it('is the only way out: a sender shows no send of its own', async () => {
    const bench = createBench();
    const sender = await openSender(bench);
    expect(Object.keys(sender).toSorted()).toEqual(['admit', 'flow', 'follow']);
    await trySend(sender);
    // Only an account has something on the server that may have to be ended.
    const goodbye = latin1ToBytes(
      'BYE sip:a@pbx.example SIP/2.0\r\nTo: <sip:a@b>;tag=1\r\nMax-Forwards: 70\r\nUser-Agent: ALGCheck/1\r\n\r\n',
    );
    expect(await sender.follow(goodbye)).toEqual({ ok: false, error: { refused: 'target-refused' } });
    expect(bench.network.sent).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['a keep-alive', '\r\n\r\n'],
    ['a REGISTER', 'REGISTER sip:pbx.example SIP/2.0\r\n\r\n'],
    ['a scanner name', 'OPTIONS sip:pbx.example SIP/2.0\r\nUser-Agent: friendly-scanner\r\n\r\n'],
  ])('is never given to %s: that is a bug, and costs nothing', async (_what, text) => {
    const bench = createBench();
    const sender = await openSender(bench);
    await expect(sender.admit(latin1ToBytes(text), true)).rejects.toThrow(/wire contract/);
    expect(bench.network.sent).toEqual([]);
    expect(bench.ledger.entries).toEqual([]);
  });

  it('is never given to a request for another server', async () => {
    const sender = await openSender(createBench());
    await expect(sender.admit(request('other.example'), true)).rejects.toThrow(/other-server-name/);
  });
});

describe('a listener', () => {
  it('can send nothing but a prime of two line ends', async () => {
    const bench = createBench();
    const opened = await bench.guard.openListener(target(), deaf);
    if (!opened.ok) throw new Error('not opened');
    expect(Object.keys(opened.value).toSorted()).toEqual(['flow', 'prime']);
    await opened.value.prime();
    expect(bench.network.primes).toEqual([{ localPort: 40_000, text: '\r\n\r\n' }]);
    expect(bench.network.sent).toEqual([]);
  });

  it('costs neither a flow nor a request: the server never hears of it', async () => {
    const bench = createBench();
    for (let i = 0; i < 10; i++) await bench.guard.openListener(target(), deaf);
    expect(bench.ledger.entries).toEqual([]);
  });
});

describe('a target that is refused', () => {
  it.each([
    ['224.0.1.75', 5060],
    ['255.255.255.255', 5060],
    ['0.0.0.0', 5060],
    ['ff02::1', 5060],
    ['pbx.example', 5060],
    [serverAddress, 22],
    [serverAddress, 3306],
  ])('gets no socket at all: %s port %i', async (address, port) => {
    const bench = createBench(probeUser);
    const what = target({ remote: { address, port } });
    const refused = { ok: false, error: { refused: 'target-refused' } };
    expect(await bench.guard.openSender(what, deaf)).toEqual(refused);
    expect(await bench.guard.openSender({ ...what, transport: 'tcp' }, deaf)).toEqual(refused);
    expect(await bench.guard.openListener(what, deaf)).toEqual(refused);
    expect(bench.network.flows).toEqual([]);
    expect(bench.ledger.entries).toEqual([]);
  });
});

describe('new flows', () => {
  it('are three in 30 s; for the fourth there is a pause that the user is told of', async () => {
    const bench = createBench(probeUser);
    for (let i = 0; i < 3; i++) expect(await trySend(await openSender(bench))).toBe('sent');
    const elapsedMs = bench.slept.reduce((sum, forMs) => sum + forMs, 0);
    expect(await trySend(await openSender(bench))).toBe('sent');
    expect(bench.pauses).toEqual([{ reason: 'flow-budget', forMs: 30_000 - elapsedMs }]);
  });

  it('are six in 60 s', async () => {
    const clock = createFakeClock();
    const entries = [31, 32, 33, 34, 35, 45].map((ageS) => entryAt(clock, 'flow', ageS * 1000));
    const bench = createBench({ ...probeUser, clock, ledger: createFakeLedger({ entries }) });
    expect(await trySend(await openSender(bench))).toBe('sent');
    expect(bench.pauses).toEqual([{ reason: 'flow-budget', forMs: 15_000 }]);
  });

  it('count over restarts of the program', async () => {
    const first = createBench(probeUser);
    for (let i = 0; i < 3; i++) await trySend(await openSender(first));
    const second = createBench({ ...probeUser, clock: first.clock, ledger: first.ledger });
    expect(await trySend(await openSender(second), false)).toBe('flow-budget');
  });

  it('cost nothing while one flow is used again, nor when a UDP socket is only opened', async () => {
    const bench = createBench(probeUser);
    await burst(await openSender(bench), 4);
    for (let i = 0; i < 9; i++) await openSender(bench);
    expect(bench.ledger.entries.filter(({ kind }) => kind === 'flow')).toHaveLength(1);
  });

  it('to a stream wait before they connect, or are refused', async () => {
    const clock = createFakeClock();
    const entries = times(3, entryAt(clock, 'flow', 20_000));
    const bench = createBench({ ...probeUser, clock, ledger: createFakeLedger({ entries }) });
    await openSender(bench, target({ transport: 'tcp' }));
    expect(bench.pauses).toEqual([{ reason: 'flow-budget', forMs: 10_000 }]);
    expect(bench.network.flows).toHaveLength(1);
  });

  it('that cannot be opened report the fault', async () => {
    const bench = createBench({ script: { openFault: () => 'no-socket' } });
    expect(await bench.guard.openSender(target(), deaf)).toMatchObject({ error: { code: 'no-socket' } });
    expect(await bench.guard.openListener(target(), deaf)).toMatchObject({ error: { code: 'no-socket' } });
  });
});

const full = (kind: 'request' | 'flow', count: number, ageMs: number) => {
  const clock = createFakeClock();
  return { clock, ledger: createFakeLedger({ entries: times(count, entryAt(clock, kind, ageMs)) }) };
};

describe('a pause', () => {
  it('for the request rate is announced before it begins', async () => {
    const bench = createBench(probeUser);
    const sender = await openSender(bench);
    for (let i = 0; i < 5; i++) expect(await trySend(sender)).toBe('sent');
    expect(bench.pauses).toEqual([{ reason: 'request-rate', forMs: 4250 }]);
    expect(bench.slept.reduce((sum, forMs) => sum + forMs, 0)).toBeGreaterThanOrEqual(5000);
  });

  it('is never made for a retransmission', async () => {
    const bench = createBench(probeUser);
    const sender = await openSender(bench);
    expect(await burst(sender, 5)).toEqual([...times(4, 'sent'), 'request-budget']);
    expect(bench.pauses).toEqual([]);
  });

  it.each([
    [34_999, 'sent'],
    [35_000, 'sent'],
    [35_001, 'request-budget'],
  ])('of %i ms ends with %s', async (forMs, outcome) => {
    const clock = createFakeClock();
    const entries = times(2, entryAt(clock, 'request', 600_000 - forMs));
    const bench = createBench({ clock, ledger: createFakeLedger({ entries }) });
    expect(await trySend(await openSender(bench))).toBe(outcome);
    expect(bench.pauses).toHaveLength(outcome === 'sent' ? 1 : 0);
  });

  it.each([
    ['the request rate', full('request', 4, 100)],
    ['the flow budget', full('flow', 3, 100)],
    ['the gap between requests', full('request', 1, 100)],
  ])('for %s that is cancelled ends at once, sends nothing and books no request', async (_what, given) => {
    let isCancelled = false;
    const bench = createBench({ ...probeUser, ...given, isCancelled: () => isCancelled });
    const sender = await openSender(bench);
    isCancelled = true;
    expect(await trySend(sender)).toBe('cancelled');
    expect(bench.network.sent).toEqual([]);
    const news = bench.ledger.entries.filter((entry) => entry.atWallMs === bench.clock.wallMs());
    expect(news.map(({ kind }) => kind)).not.toContain('request');
  });
});
