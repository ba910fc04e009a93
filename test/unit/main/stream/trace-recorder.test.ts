import { describe, expect, it } from 'vitest';
import { createTraceRecorder } from '../../../../main/engine/stream/trace-recorder.ts';

const small = { intervalMs: 20, streams: 1, slotCount: 4, chapterSlots: 4 };

describe('a trace', () => {
  it('holds what was sent, skipped and came back, duplicates in their order', () => {
    const recorder = createTraceRecorder(small);
    for (const slot of [0, 1, 3]) recorder.noteSent(0, slot, slot * 20 + 0.5);
    recorder.noteSkipped(0, 2);
    const kinds = [1, 0, 1].map((slot, i) => recorder.noteArrival(0, slot, 100 + i));
    expect(kinds).toEqual(['first', 'first', 'duplicate']);
    expect(recorder.take(0)).toEqual([
      {
        intervalMs: 20,
        slotCount: 4,
        skippedSlots: 1,
        wasSent: Uint8Array.of(1, 1, 0, 1),
        sentAtMs: Float64Array.of(0.5, 20.5, 0, 60.5),
        arrivalNumber: Uint32Array.of(1, 0, 1),
        arrivalAtMs: Float64Array.of(100, 101, 102),
        arrivalCount: 3,
        rtcp: [],
        foreign: { otherSource: 0, otherSsrc: 0, notOurs: 0 },
        earlyBeforeFirstSend: 0,
        hasSlept: false,
      },
    ]);
  });

  it('takes no echo of what was never sent', () => {
    const recorder = createTraceRecorder(small);
    recorder.noteSent(0, 0, 0);
    recorder.noteSent(0, 1, 20);
    recorder.noteUnsent(0, 1);
    const kinds = [
      [0, 1],
      [0, 2],
      [0, 4],
      [0, 0xffff_ffff],
      [1, 0],
      [0xffff, 0],
    ].map(([stream, slot]) => recorder.noteArrival(stream ?? 0, slot ?? 0, 50));
    expect(new Set(kinds)).toEqual(new Set(['unknown']));
    expect(recorder.take(0)[0]).toMatchObject({ arrivalCount: 0, wasSent: Uint8Array.of(1, 0, 0, 0) });
  });

  it('stays within its arrays when somebody sends one echo for ever', () => {
    const recorder = createTraceRecorder(small);
    recorder.noteSent(0, 3, 60);
    for (let i = 0; i < 1000; i++) recorder.noteArrival(0, 3, 70 + i);
    expect(recorder.take(0)[0]?.arrivalCount).toBe(72);
  });

  it('keeps parallel streams apart and socket counts in the first', () => {
    const recorder = createTraceRecorder({ ...small, streams: 3 });
    recorder.noteSent(1, 2, 40);
    recorder.noteArrival(1, 2, 41);
    Object.assign(recorder.around, { early: 5, otherSource: 6, hasSlept: true });
    const [first, second, third] = recorder.take(0);
    expect(first).toMatchObject({ arrivalCount: 0, earlyBeforeFirstSend: 5, foreign: { otherSource: 6 } });
    expect(second).toMatchObject({ arrivalCount: 1, earlyBeforeFirstSend: 0, foreign: { otherSource: 0 } });
    expect([first, second, third].map((trace) => trace?.hasSlept)).toEqual([true, true, true]);
  });
});

describe('chapters of a long run', () => {
  const long = { intervalMs: 20, streams: 1, slotCount: 10, chapterSlots: 4 };

  it('reuse their room and count slots from their own start', () => {
    const recorder = createTraceRecorder(long);
    for (let slot = 0; slot < 8; slot++) recorder.noteSent(0, slot, slot);
    expect([3, 4, 7].map((slot) => recorder.noteArrival(0, slot, 9))).toEqual(['first', 'first', 'first']);
    expect(recorder.take(0)[0]?.arrivalNumber).toEqual(Uint32Array.of(3));
    recorder.noteSent(0, 8, 8);
    expect(recorder.noteArrival(0, 8, 10)).toBe('first');
    expect(recorder.take(1)[0]?.arrivalNumber).toEqual(Uint32Array.of(0, 3));
    expect(recorder.take(2)[0]).toMatchObject({ slotCount: 2, wasSent: Uint8Array.of(1, 0) });
  });

  it('take nothing for a chapter that is closed', () => {
    const recorder = createTraceRecorder(long);
    recorder.noteSent(0, 0, 0);
    recorder.take(0);
    expect(recorder.noteArrival(0, 0, 5)).toBe('unknown');
    recorder.noteSent(0, 0, 6);
    expect(recorder.noteArrival(0, 0, 7)).toBe('unknown');
    expect(recorder.take(0)).toEqual([]);
  });

  it('carry socket counts once', () => {
    const recorder = createTraceRecorder(long);
    recorder.around.notOurs = 2;
    const early = [recorder.take(0), recorder.take(1)].map(([trace]) => trace?.foreign.notOurs);
    expect(early).toEqual([2, 0]);
  });
});
