// Two hundred calls in one process, many of them cancelled at any moment: nothing may pile up, here or on the server.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObservationOf } from '../../shared/observation/observation.ts';
import type { Asterisk } from './asterisk.ts';
import type { ClientBundle } from './client-bundle.ts';
import { pause } from './command.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import { buildLineClient, type LineCall, type LineRun, runLine } from './line-job.ts';

const calls = 200;
const atOnce = 5;
const seed = 20_240_601;

/** Numbers 0..1 that are the same in every run: a linear congruential generator (Numerical Recipes). */
function createChance(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Short calls to an echo, a phone that rings and one that says nothing; three of four are cancelled on the way. */
function planCalls(): readonly LineCall[] {
  const chance = createChance(seed);
  return Array.from({ length: calls }, () => {
    const isCancelled = chance() < 0.75;
    const cancelAfterMs = Math.floor(chance() * 1500);
    const extension = ['600', '600', '603', '604'][Math.floor(chance() * 4)] ?? '600';
    // What is never answered would ring for 20 s.
    return isCancelled ? { extension, seconds: 1, cancelAfterMs } : { extension: '600', seconds: 1 };
  });
}

/** Asterisk's word for a CANCEL that crossed the dialplan's own Answer() (RFC 3261 9.2); the call is ended all the same. */
const crossedByCancel = /chan_pjsip\.c: Session already DISCONNECTED \[reason=487 /;

const isCall = (o: { readonly kind: string }): o is ObservationOf<'call'> => o.kind === 'call';

describe.skipIf(skipLab())(`${calls} calls with cancels at random`, () => {
  let lab: Lab;
  let asterisk: Asterisk;
  let client: ClientBundle;
  let run: LineRun;
  const plan = planCalls();
  beforeAll(async () => {
    client = await buildLineClient();
    lab = await openLab({ layout: 'single' });
    asterisk = await lab.asterisk();
    run = await runLine(lab, client.file, plan, { atOnce, timeoutMs: 110_000 });
  });
  afterAll(async () => {
    await lab?.close();
    client?.remove();
  });

  test('each call that began is told once, and ended as it was meant to', () => {
    const outcomes = run.observations.map((facts) => facts.filter(isCall).map(({ outcome }) => outcome));
    expect(outcomes).toHaveLength(calls);
    expect(outcomes.filter((list) => list.length > 1)).toEqual([]);
    outcomes.forEach(([outcome = 'none'], i) => {
      // One that is cancelled before its port is bound makes no call; one that is never cancelled is answered.
      const allowed =
        plan[i]?.cancelAfterMs === undefined ? ['answered'] : ['none', 'not-sent', 'cancelled', 'answered'];
      expect(allowed).toContain(outcome);
    });
    const count = (wanted: string) => outcomes.flat().filter((outcome) => outcome === wanted).length;
    expect(count('answered')).toBeGreaterThan(calls / 4);
    expect(count('cancelled')).toBeGreaterThan(calls / 8);
  });

  test('the server has no call left', async () => {
    // A cancelled call's last answer may still be under way.
    await pause(500);
    expect(await asterisk.console('core show channels')).toContain('0 active channels');
    const errors = asterisk
      .logText()
      .split('\n')
      .filter((line) => /\bERROR\b/.test(line));
    expect(errors.filter((line) => !crossedByCancel.test(line))).toEqual([]);
  });

  test('the process holds no socket and no thread more than before', () => {
    expect(run.after).toEqual(run.before);
  });
});
