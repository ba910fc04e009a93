// A monitor's reading from pieces of streams, also across calls.
import { describe, expect, it } from 'vitest';
import { createMonitorMeter } from '../../../../main/engine/monitor/meter.ts';
import type { StreamPiece } from '../../../../main/engine/stream/trace.ts';
import { monitorReadingSchema } from '../../../../shared/ipc/monitor.ts';
import { createFakeClock } from '../../../fakes/network/fake-clock.ts';

/** A piece with one packet every 100 ms whose echoes take `tookMs`; null: lost. */
function piece(firstAtMs: number, tookMs: readonly (number | null)[], skippedSlots = 0): StreamPiece {
  const sentAtMs = Float64Array.from(tookMs, (_took, slot) => firstAtMs + 100 * slot);
  const echoes = tookMs.flatMap((took, slot) =>
    took === null ? [] : [{ slot, atMs: (sentAtMs[slot] ?? 0) + took }],
  );
  echoes.sort((a, b) => a.atMs - b.atMs);
  return {
    intervalMs: 100,
    slotCount: tookMs.length,
    skippedSlots,
    wasSent: new Uint8Array(tookMs.length).fill(1),
    sentAtMs,
    arrivalNumber: Uint32Array.from(echoes, ({ slot }) => slot),
    arrivalAtMs: Float64Array.from(echoes, ({ atMs }) => atMs),
    arrivalCount: echoes.length,
    rtcp: [],
    foreign: { otherSource: 0, otherSsrc: 0, notOurs: 0 },
    earlyBeforeFirstSend: 0,
    hasSlept: false,
  };
}

const tenth = Array<number | null>(50).fill(20);

function bench() {
  const clock = createFakeClock();
  return { clock, meter: createMonitorMeter('echo-call', 100, clock) };
}

describe('a meter', () => {
  it('counts the pieces of one stream, and a loss once its wait is over', () => {
    const { clock, meter } = bench();
    meter.beginStream(0);
    meter.notePiece(0, piece(0, tenth.with(20, null)));
    meter.notePiece(50, piece(5000, tenth));
    clock.pass(20_000);
    const { totals, windows } = meter.reading();
    expect(totals).toMatchObject({ sent: 100, received: 99, lost: 1, duplicates: 0, reordered: 0 });
    expect(totals.rttMs).toMatchObject({ samples: 99 });
    expect(totals.rttMs?.min).toBeCloseTo(20, 6);
    expect(windows.reduce((sum, { sent }) => sum + sent, 0)).toBe(100);
    expect(windows.find(({ lost }) => lost === 1)?.startMs).toBe(2000);
  });

  it('counts nothing as lost that was under way when the computer went to sleep', () => {
    const { clock, meter } = bench();
    const cut = piece(0, tenth.with(20, null).fill(null, 45));
    meter.beginStream(0);
    meter.notePiece(0, { ...cut, hasSlept: true });
    clock.pass(20_000);
    expect(meter.reading().totals).toMatchObject({ sent: 45, received: 44, lost: 1 });
    const { meter: other, clock: later } = bench();
    other.beginStream(0);
    other.notePiece(0, cut);
    later.pass(20_000);
    expect(other.reading().totals).toMatchObject({ sent: 50, received: 44, lost: 6 });
  });

  it('goes on counting when a second call begins', () => {
    const { clock, meter } = bench();
    meter.beginStream(0);
    meter.notePiece(0, piece(0, tenth));
    meter.beginStream(90_000);
    meter.notePiece(0, piece(0, tenth));
    clock.pass(100_000);
    const { totals, windows } = meter.reading();
    expect(totals).toMatchObject({ sent: 100, received: 100, lost: 0 });
    expect(windows.filter(({ sent }) => sent > 0).map(({ startMs }) => startMs >= 90_000)).toContain(true);
  });

  it('marks the time in which this computer was late', () => {
    const { clock, meter } = bench();
    meter.beginStream(0);
    meter.notePiece(0, piece(0, tenth, 2));
    clock.pass(10_000);
    expect(meter.reading().windows.some(({ wasBusy }) => wasBusy)).toBe(true);
  });

  it('gives readings that the contract takes, however long it runs', () => {
    const { clock, meter } = bench();
    meter.beginStream(0);
    for (let i = 0; i < 720; i++) meter.notePiece(50 * i, piece(5000 * i, tenth));
    clock.pass(3_600_000);
    const reading = monitorReadingSchema.parse(meter.reading());
    expect(reading.windows.length).toBeLessThanOrEqual(240);
    expect(reading.totals).toMatchObject({ sent: 36_000, received: 36_000, lost: 0 });
  });

  it('takes questions too', () => {
    const { clock, meter } = bench();
    for (let i = 0; i < 4; i++) meter.noteQuestion(20_000 * i, i === 2 ? null : 15);
    clock.pass(90_000);
    expect(meter.reading().totals).toMatchObject({ sent: 4, received: 3, lost: 1 });
  });
});
