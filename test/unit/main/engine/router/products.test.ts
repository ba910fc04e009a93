import { describe, expect, it } from 'vitest';
import { products } from '../../../../fakes/gateway/products.ts';
import { kept, lookAt } from './gateway-bench.ts';

describe('a router that shows itself as', () => {
  // The certificate of these tests is one for all: what is told by its subject alone is tried in the lab.
  const told = products.filter(({ name }) => name !== 'FortiGate 60F');
  it.concurrent.each(told)('$name is recognised ($level)', async ({ behaviour, id, level }) => {
    const looked = await lookAt(behaviour);
    expect(looked.guesses[0]).toMatchObject({ id, level });
    expect(looked.tookMs).toBeLessThan(4000);
    expect(looked.requests.length).toBeLessThanOrEqual(8);
    expect(looked.datagrams).toBeLessThanOrEqual(4);
    expect(kept(looked)).not.toMatch(/SERIAL|00A0B0C0D0E0|AABBCCDDEEFF/i);
  });
});
