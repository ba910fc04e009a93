// What must hold for the plan whatever the answers are.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { silentSendsForBlocked } from '../../../../shared/exchange/silence.ts';
import { stopReason } from '../../../../shared/probe/plan.ts';
import { allOutcomes, context, followPlan, nameOf, tcpPath, tlsPath, udp } from './plan-bench.ts';

describe('any course of events', () => {
  const contexts = fc
    .record({
      mode: fc.constantFrom('anonymous', 'probe-user'),
      altPath: fc.constantFrom(null, udp(5160)),
      streamPaths: fc.subarray([tcpPath, tlsPath]),
      isNearby: fc.boolean(),
    })
    .map((changes) => context(changes));
  const courses = fc.array(fc.constantFrom(...allOutcomes), { minLength: 41, maxLength: 41 });

  it('brings the plan to an end within 30 wishes, and asks nothing more often than it takes to call a path dead', () => {
    fc.assert(
      fc.property(contexts, courses, (of, course) => {
        let i = 0;
        const { wishes, isDone } = followPlan(of, () => course[i++] ?? 'silent-once');
        expect(isDone).toBe(true);
        expect(wishes.length).toBeLessThanOrEqual(30);
        for (const wish of wishes)
          expect(wishes.filter((other) => nameOf(other) === nameOf(wish)).length).toBeLessThanOrEqual(
            silentSendsForBlocked,
          );
      }),
      { numRuns: 1000 },
    );
  });

  it('asks nothing more once there is a reason to stop, and begins with truthful', () => {
    fc.assert(
      fc.property(contexts, courses, (of, course) => {
        let i = 0;
        const { wishes, seen } = followPlan(of, () => course[i++] ?? 'silent-once');
        expect(wishes[0]?.probe).toBe('truthful');
        for (let n = 1; n < seen.exchanges.length; n++)
          expect(stopReason(of, seen.exchanges.slice(0, n))).toBeNull();
      }),
    );
  });
});
