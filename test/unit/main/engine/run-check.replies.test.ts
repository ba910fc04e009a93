// What may come back, and what never should: each kind of reply on its way into the observations.
import { describe, expect, it } from 'vitest';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { groupExchanges } from '../../../../shared/exchange/exchange.ts';
import { maxObservations } from '../../../../shared/observation/observation.ts';
import { nextWish } from '../../../../shared/probe/plan.ts';
import type { Reaction, Sent } from '../../../fakes/network/fake-network.ts';
import { replyTo } from '../../../fakes/network/reply.ts';
import { context } from '../../shared/probe/plan-bench.ts';
import { answering, check, endings, leaked, ofKind, useFakeTime } from './check-bench.ts';

useFakeTime();

/** Reactions to the first request only; later ones are answered plainly. */
const first =
  (reactions: (sent: Sent) => readonly Reaction[]) =>
  (sent: Sent): readonly Reaction[] =>
    sent.index === 0 ? reactions(sent) : answering()(sent);

const good = (sent: Sent, afterMs = 20): Reaction => ({ afterMs, bytes: replyTo(sent.bytes) });
const stranger = { address: '198.51.100.66', port: 5060 };

describe('a reply', () => {
  it('that comes after the wait is kept as late and still counts as the answer', async () => {
    const of = context({ altPath: { transport: 'udp', port: 5160 } });
    const giveUpMs = nextWish(of, { exchanges: [], notSent: [] })?.timers.giveUpAtMs ?? 0;
    const checked = await check({
      request: { altPort: 5160 },
      script: { onSend: first((sent) => [good(sent, giveUpMs + 10)]) },
    });
    const late = ofKind(checked, 'reply-received').filter((o) => o.isLate);
    expect(late).toMatchObject([{ probe: 'truthful', sinceRequestMs: giveUpMs + 10 }]);
    expect(endings(checked).slice(0, 3)).toEqual([
      'truthful silent',
      'alternative-port answered',
      'diverted answered',
    ]);
  });

  it('that comes twice is one answer and one copy', async () => {
    const checked = await check({ script: { onSend: first((sent) => [good(sent), good(sent, 21)]) } });
    const copies = ofKind(checked, 'reply-received').filter((o) => o.probe === 'truthful');
    expect(copies.map((o) => o.isDuplicate)).toEqual([false, true]);
    expect(groupExchanges(checked.observations)[0]?.isContradicted).toBe(false);
  });

  it('that contradicts the one before is kept beside it, and neither is the answer', async () => {
    const onSend = first((sent) => [
      good(sent),
      { afterMs: 20, bytes: replyTo(sent.bytes, { received: '192.168.1.10' }) },
    ]);
    const checked = await check({ script: { onSend } });
    const [truthful] = groupExchanges(checked.observations);
    expect(truthful?.replies).toHaveLength(2);
    expect(truthful?.isContradicted).toBe(true);
    expect(truthful?.answer).toBeNull();
  });

  it('to the last request that contradicts within 300 ms is still seen', async () => {
    const checked = await check({
      script: {
        onSend: (sent: Sent): readonly Reaction[] => [
          good(sent),
          ...(sent.index === 3
            ? [{ afterMs: 300, bytes: replyTo(sent.bytes, { status: '404 Not Found' }) }]
            : []),
        ],
      },
    });
    expect(groupExchanges(checked.observations).at(-1)?.isContradicted).toBe(true);
  });

  it('forged from another address changes nothing: not the wait, not the limit', async () => {
    const checked = await check({
      script: {
        onSend: (sent: Sent): readonly Reaction[] => [
          { afterMs: 5, bytes: replyTo(sent.bytes), from: stranger },
          { afterMs: 20, bytes: replyTo(sent.bytes, { status: '403 Forbidden' }) },
        ],
      },
    });
    expect(checked.network.sent).toHaveLength(2);
    expect(checked.ledger.entries.map((e) => e.kind)).not.toContain('no-strike-answer');
    expect(ofKind(checked, 'reply-received').map((o) => o.from.address)).toContain(stranger.address);
    expect(groupExchanges(checked.observations)[0]?.answer?.echo.statusCode).toBe(403);
  });

  it('from another port of the server does not end the wait either', async () => {
    const onSend = first((sent) => [
      { afterMs: 5, bytes: replyTo(sent.bytes), from: { address: '203.0.113.10', port: 6060 } },
      good(sent, 50),
    ]);
    const checked = await check({ script: { onSend } });
    expect(ofKind(checked, 'exchange-ended')[0]).toMatchObject({ outcome: 'answered', waitedMs: 50 });
  });

  it('that is provisional does not end the wait', async () => {
    const onSend = first((sent) => [
      { afterMs: 5, bytes: replyTo(sent.bytes, { status: '100 Trying' }) },
      good(sent, 50),
    ]);
    const checked = await check({ script: { onSend } });
    expect(ofKind(checked, 'exchange-ended')[0]).toMatchObject({ outcome: 'answered', waitedMs: 50 });
  });

  it('to diverted on the second socket is noted there, and the probe is repeated', async () => {
    const checked = await check({
      script: {
        onSend: (sent: Sent): readonly Reaction[] => {
          const viaPort = Number(/^Via: \S+ [^:]+:(\d+)/m.exec(sent.text)?.[1]);
          return [{ afterMs: 20, bytes: replyTo(sent.bytes), toPort: viaPort }];
        },
      },
    });
    const diverted = ofKind(checked, 'reply-received').filter((o) => o.probe === 'diverted');
    expect(diverted.map((o) => o.socket)).toEqual(['b', 'b']);
    expect(leaked(checked)).toEqual([]);
  });
});

describe('what is no reply of ours', () => {
  it.each([
    ['a reply to somebody else', 'SIP/2.0 200 OK\r\nCall-ID: other@x\r\n\r\n', 'no-such-request'],
    ['a request', 'OPTIONS sip:me SIP/2.0\r\n\r\n', 'is-a-request'],
    ['noise', '\u0000\u00ff', 'not-sip'],
  ])('is kept as a stray and the wait goes on: %s', async (_what, text, reason) => {
    const onSend = first((sent) => [{ afterMs: 5, bytes: latin1ToBytes(text) }, good(sent)]);
    const checked = await check({ script: { onSend } });
    expect(ofKind(checked, 'stray-received')).toMatchObject([
      { reason, sizeBytes: text.length, bytes: text },
    ]);
    expect(endings(checked)[0]).toBe('truthful answered');
  });

  it('cannot fill the report beyond its limit, nor make more be sent', async () => {
    const checked = await check({
      script: {
        onSend: (): readonly Reaction[] =>
          Array.from({ length: maxObservations + 500 }, () => ({ afterMs: 5, bytes: latin1ToBytes('x') })),
      },
    });
    expect(checked.observations).toHaveLength(maxObservations);
    expect(checked.network.sent).toHaveLength(2);
    expect(leaked(checked)).toEqual([]);
  });
});

describe('a fault', () => {
  it('that the network reports (ICMP) ends the exchange at once', async () => {
    const checked = await check({
      script: { onSend: (): readonly Reaction[] => [{ afterMs: 5, fault: 'port-unreachable' }] },
    });
    expect(ofKind(checked, 'flow-failed')).toMatchObject([{ phase: 'receive', code: 'port-unreachable' }]);
    expect(ofKind(checked, 'exchange-ended')).toMatchObject([{ outcome: 'failed', waitedMs: 5 }]);
    expect(checked.network.sent).toHaveLength(1);
  });

  it('of sending is recorded as such', async () => {
    const checked = await check({ script: { sendFault: () => 'network-unreachable' } });
    expect(ofKind(checked, 'flow-failed')).toMatchObject([{ phase: 'send', code: 'network-unreachable' }]);
  });

  it('of opening is recorded as such, and nothing was sent', async () => {
    const checked = await check({ script: { openFault: () => 'permission-denied' } });
    expect(ofKind(checked, 'flow-failed')).toMatchObject([{ phase: 'open', code: 'permission-denied' }]);
    expect(checked.network.sent).toEqual([]);
    expect(ofKind(checked, 'exchange-ended')).toMatchObject([{ outcome: 'failed', transmissions: 0 }]);
  });

  it('on the primed socket is the word of the router and fails nothing', async () => {
    const checked = await check({
      script: {
        onSend: (sent: Sent): readonly Reaction[] => [
          ...(sent.flow.localPort === 40_002
            ? [{ afterMs: 1, fault: 'host-unreachable', toPort: 40_001 } as const]
            : []),
          good(sent),
        ],
      },
    });
    expect(checked.network.primes).toMatchObject([{ localPort: 40_001 }]);
    expect(ofKind(checked, 'flow-failed')).toEqual([]);
  });
});

const onStream = (reactions: (sent: Sent) => readonly Reaction[]) => (sent: Sent) =>
  sent.flow.what.transport === 'tcp' ? reactions(sent) : answering()(sent);

const outcomeOfTcp = (checked: Awaited<ReturnType<typeof check>>) =>
  ofKind(checked, 'exchange-ended').find((o) => o.probe === 'tcp')?.outcome;

describe('a stream', () => {
  const request = { probeUser: 'probe', transports: ['udp', 'tcp'] as const };

  it('may bring a reply in any pieces, with keep-alives between', async () => {
    const onSend = onStream(({ bytes }) => {
      const reply = replyTo(bytes, { body: 'v=0' });
      return [
        { afterMs: 5, bytes: latin1ToBytes('\r\n\r\n') },
        ...Array.from(reply, (byte, i) => ({ afterMs: 10 + i, bytes: Uint8Array.of(byte) })),
      ];
    });
    const checked = await check({ request, script: { onSend } });
    expect(outcomeOfTcp(checked)).toBe('answered');
    expect(ofKind(checked, 'connected')).toMatchObject([{ probe: 'tcp', isVerified: null }]);
  });

  const endless = Array.from({ length: 80 }, (_, i) => ({
    afterMs: 5 + i,
    bytes: latin1ToBytes(i === 0 ? 'SIP/2.0 200 OK\r\nX: ' : 'x'.repeat(1000)),
  }));
  it.each([
    ['that never ends', endless],
    ['without a Content-Length', [{ afterMs: 5, bytes: latin1ToBytes('SIP/2.0 200 OK\r\nX: 1\r\n\r\n') }]],
    ['that is no SIP', [{ afterMs: 5, bytes: latin1ToBytes('HTTP/1.1 400 Bad Request\r\n\r\n') }]],
  ] as const)('%s is given up, kept as a stray, and harms nothing else', async (_what, reactions) => {
    const checked = await check({ request, script: { onSend: onStream(() => reactions) } });
    expect(ofKind(checked, 'stray-received').map((o) => o.reason)).toEqual(['broken-stream']);
    expect(outcomeOfTcp(checked)).toBe('failed');
    expect(endings(checked)).toContain('decoy answered');
    expect(leaked(checked)).toEqual([]);
  });

  it.each([
    ['open', { openFault: (w: { transport: string }) => (w.transport === 'tcp' ? 'timed-out' : null) }],
    ['receive', { onSend: onStream(() => [{ afterMs: 5, fault: 'timed-out' }]) }],
  ] as const)('that fails to %s fails alone', async (phase, script) => {
    const checked = await check({ request, script: { onSend: answering(), ...script } });
    expect(ofKind(checked, 'flow-failed')).toMatchObject([{ probe: 'tcp', phase, code: 'timed-out' }]);
    expect(endings(checked)).toContain('decoy answered');
  });

  it('is never sent to twice', async () => {
    const checked = await check({ request, script: { onSend: onStream(() => []) } });
    expect(checked.network.sent.filter((s) => s.flow.what.transport === 'tcp')).toHaveLength(1);
    expect(outcomeOfTcp(checked)).toBe('silent');
  });
});
