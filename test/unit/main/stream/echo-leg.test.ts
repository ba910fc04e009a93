// The sound of an echo call on loopback: what is kept of it, and what is said where this computer cannot open it.
import { describe, expect, it } from 'vitest';
import { type EchoLegDeps, openEchoLeg } from '../../../../main/engine/call/echo-leg.ts';
import { secureIds } from '../../../../main/io/ids.ts';
import { qualityOf } from '../../../../shared/measure/recorded-stream.ts';
import {
  type Fact,
  type Observation,
  observationSchema,
} from '../../../../shared/observation/observation.ts';
import { lineText } from '../../../../shared/report/text/line-text.ts';
import { buildWorkers, echoPeer, workerFolder } from './stream-bench.ts';

buildWorkers();

const never = new AbortController().signal;

function makeDeps(parts: Partial<EchoLegDeps> = {}) {
  const facts: Fact[] = [];
  const deps: EchoLegDeps = {
    ids: secureIds,
    record: (fact) => facts.push(fact),
    onSnapshot: () => undefined,
    workerFolder: workerFolder(),
    signal: never,
    ...parts,
  };
  return { facts, deps };
}

async function opened(seconds: number, deps: EchoLegDeps) {
  const leg = await openEchoLeg('127.0.0.1', seconds, deps);
  if (!leg.ok) throw new Error(leg.error.detail);
  return leg.value;
}

const textOf = (facts: readonly Fact[]): string => {
  const observations = facts.map(
    (fact, i): Observation => observationSchema.parse({ id: i + 1, atMs: 0, ...fact }),
  );
  return lineText({ quality: qualityOf(observations), selfNoise: null, observations }).join('\n');
};

describe('the sound of an echo call', () => {
  it('is kept as a stream, and counted', async () => {
    const { facts, deps } = makeDeps();
    const leg = await opened(0.4, deps);
    const { address, port } = await echoPeer();
    leg.aim({ address, port });
    const media = await leg.run(never);
    await leg.close();
    expect(media?.sentPackets).toBeGreaterThan(0);
    expect(facts.map(({ kind }) => kind)).toEqual(['stream']);
  });

  it.each([
    ['an address that this computer does not have', '203.0.113.77', {}, 'no-socket', 'no port could be had'],
    [
      'no thread',
      '127.0.0.1',
      { workerFolder: new URL('file:///no/such/folder/') },
      'no-engine',
      'the thread',
    ],
  ])('that cannot be opened (%s) is a fact and a sentence', async (_name, address, parts, code, cause) => {
    const { facts, deps } = makeDeps(parts);
    expect((await openEchoLeg(address, 1, deps)).ok).toBe(false);
    expect(facts).toEqual([{ kind: 'sound-failed', step: 'open', code }]);
    const text = textOf(facts);
    expect(text).toContain('Not measured. The sound could not be opened or kept open on this computer.');
    expect(text).toContain(`Cause (open): ${cause}`);
  });

  it('that may not go where the answer wants it is a fact', async () => {
    const { facts, deps } = makeDeps();
    const leg = await opened(1, deps);
    leg.aim({ address: '224.0.0.1', port: 4000 });
    expect(await leg.run(never)).toBeNull();
    await leg.close();
    expect(facts).toEqual([{ kind: 'sound-failed', step: 'aim', code: 'refused' }]);
  });

  it('that was cancelled did not fail', async () => {
    const signal = AbortSignal.abort();
    const { facts, deps } = makeDeps({ signal });
    expect(await openEchoLeg('203.0.113.77', 1, deps)).toMatchObject({ error: { code: 'cancelled' } });
    expect(facts).toEqual([]);
  });

  it('that ended before it could begin is no failure', async () => {
    const { facts, deps } = makeDeps();
    const leg = await opened(1, deps);
    const { address, port } = await echoPeer();
    leg.aim({ address, port });
    expect(await leg.run(AbortSignal.abort())).toBeNull();
    await leg.close();
    expect(facts).toEqual([]);
  });
});
