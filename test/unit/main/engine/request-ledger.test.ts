// Ages of ledger entries: whatever happens to the clocks, no send may look older than it is.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryLedger } from '../../../../main/engine/memory-ledger.ts';
import { agesOf, recentRequests, rememberedAnswers } from '../../../../main/engine/request-ledger.ts';
import { ageMs } from '../../../../shared/base/age.ts';
import { createFakeClock } from '../../../fakes/network/fake-clock.ts';
import { createFakeLedger } from '../../../fakes/network/fake-ledger.ts';
import { serverAddress } from '../../../fakes/network/fake-network.ts';
import { entryAt } from './guard-bench.ts';

const hourMs = 3_600_000;

describe('the age of an entry', () => {
  it.each([
    ['no clock was touched', 0, 60_000],
    ['the wall clock went a day forward', 24 * hourMs, 60_000],
    ['the wall clock went back beyond the entry', -hourMs, 60_000],
    ['the wall clock went back a little: younger is safe', -20_000, 40_000],
  ])('after a minute when %s', (_what, byMs, expected) => {
    const clock = createFakeClock();
    const entry = entryAt(clock, 'request', 0);
    clock.pass(60_000);
    clock.jumpWall(byMs);
    expect(ageMs(entry, clock)).toBe(expected);
  });

  it('follows the wall clock over a restart of the machine', () => {
    const clock = createFakeClock();
    const entry = entryAt(clock, 'request', 0);
    clock.restartMachine(120_000);
    clock.pass(30_000);
    expect(ageMs(entry, clock)).toBe(150_000);
  });

  it('is the time since the restart when the wall clock is of no use', () => {
    const clock = createFakeClock();
    const entry = entryAt(clock, 'request', 0);
    clock.restartMachine(120_000);
    clock.jumpWall(-24 * hourMs);
    clock.pass(30_000);
    expect(ageMs(entry, clock)).toBe(30_000);
  });

  it('is never below zero and never above the truth, unless the clock is set while the machine is off', () => {
    const events = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('pass' as const), forMs: fc.nat(2 * hourMs) }),
        fc.record({
          kind: fc.constant('jump' as const),
          byMs: fc.integer({ min: -2 * hourMs, max: hourMs }),
        }),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(events, (course) => {
        const clock = createFakeClock();
        const entry = entryAt(clock, 'request', 0);
        let truthMs = 0;
        for (const event of course) {
          if (event.kind === 'pass') {
            clock.pass(event.forMs);
            truthMs += event.forMs;
          } else clock.jumpWall(event.byMs);
        }
        expect(ageMs(entry, clock)).toBeGreaterThanOrEqual(0);
        expect(ageMs(entry, clock)).toBeLessThanOrEqual(truthMs);
      }),
    );
  });

  it('is never above the truth over restarts, however long the machine was off or on', () => {
    fc.assert(
      fc.property(fc.nat(3 * hourMs), fc.nat(3 * hourMs), fc.nat(3 * hourMs), (before, off, after) => {
        const clock = createFakeClock();
        const entry = entryAt(clock, 'request', 0);
        clock.pass(before);
        clock.restartMachine(off);
        clock.pass(after);
        expect(ageMs(entry, clock)).toBeGreaterThanOrEqual(0);
        expect(ageMs(entry, clock)).toBeLessThanOrEqual(before + off + after);
      }),
    );
  });
});

describe('what the ledger tells about a server', () => {
  const clock = createFakeClock();
  const ledger = createFakeLedger({
    entries: [
      entryAt(clock, 'request', 700_000),
      entryAt(clock, 'request', 600_000),
      entryAt(clock, 'request', 599_999),
      entryAt(clock, 'request', 5, '203.0.113.11'),
      entryAt(clock, 'flow', 10),
    ],
  });

  it('are ages by kind and address', () => {
    expect(agesOf(ledger, clock, serverAddress, 'request')).toEqual([700_000, 600_000, 599_999]);
    expect(agesOf(ledger, clock, serverAddress, 'flow')).toEqual([10]);
    expect(agesOf(ledger, clock, '203.0.113.11', 'flow')).toEqual([]);
  });

  it('are its requests of the last ten minutes', () => {
    expect(recentRequests(ledger, clock, serverAddress)).toBe(1);
    expect(recentRequests(ledger, clock, '203.0.113.11')).toBe(1);
    expect(recentRequests(ledger, clock, '203.0.113.12')).toBe(0);
  });

  it.each([
    [[], 'unknown'],
    [[['no-strike-answer', 10]], 'no-strike'],
    [
      [
        ['strike-answer', 599_999],
        ['no-strike-answer', 10],
      ],
      'strike-risk',
    ],
    [
      [
        ['strike-answer', 600_000],
        ['no-strike-answer', 10],
      ],
      'no-strike',
    ],
    [[['no-strike-answer', 600_000]], 'unknown'],
  ] as const)('is, from answers %j, %s', (answers, expected) => {
    const entries = answers.map(([kind, age]) => entryAt(clock, kind, age));
    expect(rememberedAnswers(createFakeLedger({ entries }), clock, serverAddress)).toBe(expected);
  });
});

describe('the ledger of the demo', () => {
  it('keeps entries as long as the process lives', async () => {
    const memory = createMemoryLedger();
    expect(await memory.append(entryAt(createFakeClock(), 'request', 0))).toBe(true);
    expect(memory.entries).toHaveLength(1);
    expect(memory.state).toBe('kept');
    await memory.close();
  });
});
