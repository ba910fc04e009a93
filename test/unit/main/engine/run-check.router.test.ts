// The look at the router beside the probes of a check.
import { describe, expect, it, vi } from 'vitest';
import type { RouterLook } from '../../../../main/engine/router/look-at-router.ts';
import { algVerdict } from '../../../../shared/verdict/alg-verdict.ts';
import { withRouter } from '../../../fakes/gateway/facts.ts';
import { localAddress, serverAddress } from '../../../fakes/network/fake-network.ts';
import { check, ofKind, useFakeTime } from './check-bench.ts';

useFakeTime();

const facts = withRouter([], { answers: { 'web-page': { title: 'EdgeOS' } } }).map(
  ({ id: _id, atMs: _atMs, ...fact }) => fact,
);
const lookFor =
  (afterMs: number): RouterLook =>
  async () => {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    return facts;
  };

describe('the look at the router', () => {
  it('asks about the way to the server, is announced, and is recorded', async () => {
    const look = vi.fn(lookFor(50));
    const checked = await check({ lookAtRouter: look });
    expect(look).toHaveBeenCalledExactlyOnceWith({ serverAddress, localAddress }, expect.any(AbortSignal));
    expect(checked.progress).toContainEqual({ kind: 'looking-at-router' });
    expect(ofKind(checked, 'gateway')).toHaveLength(1);
    expect(ofKind(checked, 'gateway-answer')).toMatchObject([{ fields: { title: 'EdgeOS' } }]);
  });

  it('runs beside the probes and changes nothing about them', async () => {
    const without = await check();
    const quick = await check({ lookAtRouter: lookFor(1) });
    expect(quick.network.sent.map(({ atMs }) => atMs)).toHaveLength(without.network.sent.length);
    expect(quick.tookMs).toBe(without.tookMs);
    expect(algVerdict(quick.observations).level).toBe(algVerdict(without.observations).level);
  });

  it('is waited for where it takes longer than the probes', async () => {
    const checked = await check({ lookAtRouter: lookFor(3500) });
    expect(checked.tookMs).toBeGreaterThanOrEqual(3500);
    expect(ofKind(checked, 'gateway')).toHaveLength(1);
  });

  it('is not waited for by whoever cancels', async () => {
    const checked = await check({ lookAtRouter: lookFor(60_000), cancelAt: 100 });
    expect(checked.tookMs).toBeLessThan(1000);
    expect(ofKind(checked, 'gateway')).toEqual([]);
  });

  it('is not made without being asked for', async () => {
    const checked = await check();
    expect(checked.progress.some(({ kind }) => kind === 'looking-at-router')).toBe(false);
  });
});
