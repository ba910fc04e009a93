// Cancelling: at once, whatever is going on, with what is known kept and nothing left open.
import { describe, expect, it, vi } from 'vitest';
import { createBanGuard } from '../../../../main/engine/ban-guard.ts';
import { createConversation } from '../../../../main/engine/conversation.ts';
import type { Fact } from '../../../../shared/observation/observation.ts';
import { createTimerClock } from '../../../fakes/network/fake-clock.ts';
import { createFakeLedger } from '../../../fakes/network/fake-ledger.ts';
import { createFakeNetwork, serverAddress } from '../../../fakes/network/fake-network.ts';
import { spec } from '../../shared/probe/exchange-bench.ts';
import { answering, check, endings, isPartial, leaked, notSent, ofKind, useFakeTime } from './check-bench.ts';

useFakeTime();

/** A disk that takes this long. */
const after = (forMs: number) => (): Promise<void> => new Promise((resolve) => setTimeout(resolve, forMs));

describe('a check that is cancelled', () => {
  it('before it began sends nothing and is partial', async () => {
    const checked = await check({ cancelAt: 'at-once' });
    expect(checked.network.opensAsked).toEqual([]);
    expect(isPartial(checked)).toBe(true);
    expect(checked.network.sent).toEqual([]);
  });

  it('while the name is looked up ends at once and asks the network nothing more', async () => {
    const checked = await check({ cancelAt: 10, script: { resolveMs: 2000 } });
    expect(checked.tookMs).toBe(10);
    expect(isPartial(checked)).toBe(true);
    expect(checked.network.opensAsked).toEqual([]);
  });

  it('while the name is looked up has a result that no longer changes', async () => {
    const checked = await check({ cancelAt: 10, script: { resolveMs: 2000 } });
    expect(checked.observations).toHaveLength(checked.observedAtEnd);
  });

  it.each([0, 1, 19, 21, 39])(
    'after %i ms ends within that tick, partial, with all flows closed',
    async (cancelAt) => {
      const checked = await check({ cancelAt });
      expect(checked.tookMs).toBe(cancelAt);
      expect(isPartial(checked)).toBe(true);
      expect(leaked(checked)).toEqual([]);
      expect(endings(checked).at(-1)).toMatch(/ cancelled$/);
      expect(ofKind(checked, 'server-resolved')).toHaveLength(1);
    },
  );

  it('sends nothing more, not even what was due', async () => {
    for (const cancelAt of [0, 10, 1499, 1500, 1501]) {
      const { network } = await check({ cancelAt, script: {} });
      const startMs = network.sent[0]?.atMs ?? 0;
      expect(network.sent.filter((sent) => sent.atMs - startMs > cancelAt)).toEqual([]);
    }
  });

  it('as the next probe is announced does not send it', async () => {
    const checked = await check({
      onProgress: (progress, cancel) => {
        if (progress.kind === 'probing' && progress.wish.probe === 'diverted') cancel();
      },
    });
    expect(checked.network.sent).toHaveLength(1);
    expect(checked.network.primes).toEqual([]);
    expect(notSent(checked)).toEqual(['diverted cancelled', 'translated cancelled', 'decoy cancelled']);
  });

  it('while it pauses ends the pause', async () => {
    const request = { probeUser: 'probe', altPort: 5160, transports: ['udp', 'tcp', 'tls'] as const };
    let pausedAtMs = 0;
    const checked = await check({
      request,
      onProgress: (progress, cancel) => {
        if (progress.kind !== 'paused' || progress.reason !== 'flow-budget') return;
        pausedAtMs = Date.now();
        setTimeout(cancel, 1000);
      },
    });
    expect(pausedAtMs).toBeGreaterThan(0);
    expect(checked.network.sent.filter((sent) => sent.atMs > pausedAtMs)).toEqual([]);
    expect(isPartial(checked)).toBe(true);
    expect(checked.tookMs).toBeLessThan(30_000);
  });

  it('keeps what came before', async () => {
    const checked = await check({ cancelAt: 21 });
    expect(endings(checked)).toContain('truthful answered');
    expect(ofKind(checked, 'reply-received')).toHaveLength(1);
  });

  it('while a flow opens closes that flow as soon as it is open', async () => {
    const checked = await check({ cancelAt: 10, script: { openMs: 50 } });
    expect(checked.tookMs).toBe(10);
    expect(leaked(checked)).toEqual([]);
  });

  it('while the ledger is written before a connection does not connect', async () => {
    let cancelledAtMs = Infinity;
    const connects: number[] = [];
    await check({
      request: { probeUser: 'probe', transports: ['udp', 'tcp'] },
      ledger: createFakeLedger({ delay: after(5) }),
      script: {
        onSend: answering(),
        openFault: ({ transport }) => {
          if (transport === 'tcp') connects.push(Date.now());
          return null;
        },
      },
      onProgress: (progress, cancel) => {
        if (progress.kind !== 'probing' || progress.wish.probe !== 'tcp') return;
        setTimeout(() => {
          cancelledAtMs = Date.now();
          cancel();
        }, 1);
      },
    });
    expect(cancelledAtMs).toBeLessThan(Infinity);
    expect(connects).toEqual([]);
  });

  it('while the ledger is written before a request does not send it', async () => {
    const checked = await check({ cancelAt: 60, ledger: createFakeLedger({ delay: after(50) }) });
    expect(checked.network.sent).toEqual([]);
    expect(leaked(checked)).toEqual([]);
  });
});

const start = () => {
  const network = createFakeNetwork();
  const clock = createTimerClock();
  const facts: Fact[] = [];
  const guard = createBanGuard({
    network,
    ledger: createFakeLedger(),
    clock,
    mode: 'anonymous',
    serverName: 'pbx.example',
    sleep: () => Promise.resolve(true),
    onPause: () => undefined,
  });
  const record = (fact: Fact): number => facts.push(fact);
  const conversation = createConversation({
    guard,
    clock,
    record,
    serverAddress,
    serverName: 'pbx.example',
  });
  return { network, facts, conversation };
};

describe('a conversation', () => {
  it('does nothing for an exchange that is cancelled before it begins', async () => {
    const { network, facts, conversation } = start();
    await conversation.run(spec(), AbortSignal.abort());
    expect(facts).toEqual([]);
    expect(network.opensAsked).toEqual([]);
  });

  it('ends an exchange that is cancelled in the tick it began', async () => {
    const { network, facts, conversation } = start();
    const cancel = new AbortController();
    const running = conversation.run(spec(), cancel.signal);
    cancel.abort();
    await running;
    expect(facts).toMatchObject([{ kind: 'exchange-ended', outcome: 'cancelled', transmissions: 0 }]);
    expect(network.sent).toEqual([]);
  });

  it('leaves no timer behind when an exchange ends', async () => {
    const { network, conversation } = start();
    const cancel = new AbortController();
    const running = conversation.run(spec(), cancel.signal);
    await vi.advanceTimersByTimeAsync(10);
    expect(network.sent).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(2);
    cancel.abort();
    await running;
    expect(vi.getTimerCount()).toBe(0);
  });
});
