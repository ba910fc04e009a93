// The line in a report and in its text: kept as a trace, computed again, said with units.
import { describe, expect, it } from 'vitest';
import { keptOf, qualityOf, traceOf } from '../../../../shared/measure/recorded-stream.ts';
import { emptyTrace, type StreamTrace } from '../../../../shared/measure/trace.ts';
import { type Observation, observationSchema } from '../../../../shared/observation/observation.ts';
import { readEchoColumn, readSentColumn } from '../../../../shared/observation/stream.ts';
import { lineText } from '../../../../shared/report/text/line-text.ts';
import { call } from '../../../fakes/account-steps.ts';
import { buildRun } from '../../../fakes/run-script.ts';
import { quietNoise } from '../../../fakes/self-noise.ts';

const endpoints = {
  local: { address: '192.168.1.10', port: 40_000 },
  remote: { address: '203.0.113.10', port: 12_000 },
};

/** A stream whose echoes take 20 ms, but for the lost ones. */
function traceWith(slots: number, lost: readonly number[] = []): StreamTrace {
  const trace = emptyTrace(slots, 20);
  let arrivals = 0;
  for (let slot = 0; slot < slots; slot++) {
    trace.wasSent[slot] = 1;
    trace.sentAtMs[slot] = 20 * slot + 0.0123;
    if (lost.includes(slot)) continue;
    trace.arrivalNumber[arrivals] = slot;
    trace.arrivalAtMs[arrivals++] = 20 * slot + 20.0123;
  }
  return { ...trace, arrivalCount: arrivals, closedAtMs: 20 * slots + 1000 };
}

const streamOf = (trace: StreamTrace): Observation =>
  observationSchema.parse({
    id: 1,
    atMs: 0,
    kind: 'stream',
    ...endpoints,
    ...keptOf(trace),
    early: 0,
    foreign: { otherSource: 0, otherSsrc: 0, notOurs: 0 },
    pacing: 'ticker',
  });

const noise = quietNoise(2);

describe('a kept stream', () => {
  it('is the trace it was, to the microsecond', () => {
    const trace = traceWith(50, [7]);
    const stream = streamOf(trace);
    if (stream.kind !== 'stream') throw new Error('no stream');
    const again = traceOf(stream);
    expect(again.arrivalCount).toBe(49);
    expect([...again.wasSent]).toEqual([...trace.wasSent]);
    expect(again.sentAtMs[3]).toBeCloseTo(60.012, 9);
    expect(keptOf(again)).toEqual(keptOf(trace));
  });

  it('gives the quality of the last stream, and none without one', () => {
    expect(qualityOf([noise])).toBeNull();
    expect(qualityOf([noise, streamOf(traceWith(500, [100, 200]))])).toMatchObject({
      stream: { sent: 500, received: 498, lost: 2 },
    });
  });

  it.each([
    ['a cell too few', { sentUs: '0 20000' }],
    ['a word in it', { sentUs: '0 20000 x 1' }],
    ['an echo of no slot of it', { echoesUs: '50@1' }],
    ['no number', { echoesUs: '1@' }],
    ['a column that ends with a blank', { echoesUs: '1@2 ' }],
  ])('is refused with %s', (_name, change) => {
    const kept = { ...streamOf(traceWith(50)), ...change };
    expect(observationSchema.safeParse(kept).success).toBe(false);
  });

  it('reads its columns strictly, and quickly whatever they hold', () => {
    expect(readSentColumn('')).toEqual([]);
    expect(readSentColumn('0 - -12')).toEqual([0, null, -12]);
    expect(readSentColumn('0  1')).toBeNull();
    expect(readEchoColumn('0@5 0@6')).toEqual([
      [0, 5],
      [0, 6],
    ]);
    expect(readEchoColumn(`${'1@2 '.repeat(20_000)}x`)).toBeNull();
  });
});

const text = (observations: readonly Observation[]): string =>
  lineText({ quality: qualityOf(observations), selfNoise: null, observations }).join('\n');

describe('the text of a line', () => {
  it('says class, deciding rows, counts and units', () => {
    const lines = text([streamOf(traceWith(1500, [100, 200, 300]))]);
    expect(lines).toMatch(/^EXCELLENT, decided by /);
    expect(lines).toContain('1500 sent every 20 ms, 1497 came back');
    expect(lines).toContain('3 of 1499');
    expect(lines).toContain('Delay there and back: 20 ms middle');
    expect(lines).toMatch(/R 9\d\.\d, MOS 4\.\d\d/);
  });

  it('does not count what the server needed to learn', () => {
    expect(text([streamOf(traceWith(500, [0, 1, 2, 3]))])).toContain('The first 4 do not count');
  });

  it('says why there is no class', () => {
    expect(text([])).toBe('Not measured: that needs an account and an echo extension.');
    const silent = text([streamOf(traceWith(500, [...Array(500).keys()]))]);
    expect(silent).toContain('No sound came back.');
    expect(silent).not.toContain('learning');
    expect(text([streamOf(traceWith(60))])).toContain('Too few packets');
  });

  it('does not ask for an extension that was called in vain', () => {
    const observations = buildRun([call()], { mode: 'probe-user' });
    expect(text(observations)).toContain('Not measured: no call with sound came about.');
  });

  it('judges a stream that there is, whatever failed beside it', () => {
    const failed = { id: 9, atMs: 0, kind: 'sound-failed', step: 'aim', code: 'refused' } as const;
    expect(text([failed])).toContain('could not be opened');
    const graded = text([streamOf(traceWith(500)), failed]);
    expect(graded).toMatch(/^EXCELLENT/);
    expect(graded).not.toContain('Cause');
  });

  it('that somebody ended does not say who', () => {
    const cut = { ...traceWith(100), endedBy: 'cancel' } as const;
    expect(text([streamOf(cut)])).toContain('The measurement ended before it could be graded.');
  });
});
