import { describe, expect, it } from 'vitest';
import { splitLoss } from '../../../../shared/measure/directions.ts';
import { lossOf } from '../../../../shared/measure/loss.ts';
import { followPackets } from '../../../../shared/measure/packet-fates.ts';
import type { ReceiverFact } from '../../../../shared/measure/trace.ts';
import { repeat, type Slot, type TraceChange, traceOf } from '../../../fakes/stream-trace.ts';

const report = (change: Partial<ReceiverFact>): ReceiverFact => ({
  arrivedAtMs: 10_000,
  cumulativeLost: 0,
  highestNumber: 499,
  senderPacketCount: 500,
  jitterMs: 1,
  ...change,
});

function split(slots: readonly Slot[], rtcp: readonly ReceiverFact[], change: TraceChange = {}) {
  const trace = traceOf(slots, { ...change, rtcp });
  const fates = followPackets(trace);
  return splitLoss(trace, fates, lossOf(fates).lost);
}

/** 500 packets, 14 lost on the way there and 26 on the way back, as Asterisk's Echo() showed it after 10 s. */
const measured = [...repeat(100, 30), ...repeat(40, null), ...repeat(360, 30)];

describe('splitLoss', () => {
  it('splits by what Asterisk reported', () => {
    expect(split(measured, [report({ cumulativeLost: 14, senderPacketCount: 486 })])).toEqual({
      lostUpstream: 14,
      upstreamBase: 500,
      lostDownstream: 26,
      downstreamBase: 486,
      lostUnknown: 0,
      upstreamJitterMs: 1,
    });
  });

  it('knows nothing without a report', () => {
    expect(split(measured, [])).toBeNull();
  });

  it('leaves losses after the last report unknown', () => {
    const later = [...measured, ...repeat(5, null), ...repeat(5, 30)];
    const said = report({ cumulativeLost: 14, senderPacketCount: 486 });
    expect(split(later, [said])).toMatchObject({ lostUpstream: 14, lostDownstream: 26, lostUnknown: 5 });
  });

  it('uses the last of several reports', () => {
    const early = report({ highestNumber: 99, senderPacketCount: 100 });
    const late = report({ cumulativeLost: 14, senderPacketCount: 486 });
    expect(split(measured, [early, late])).toMatchObject({ lostUpstream: 14 });
    expect(split(measured, [early])).toMatchObject({ lostUpstream: 0, upstreamBase: 100, lostUnknown: 40 });
  });

  it('counts echoes that came after the report but were sent before it', () => {
    const slow = [...repeat(499, 30), 900];
    expect(split(slow, [report({ arrivedAtMs: 9_985 })])).toMatchObject({
      lostDownstream: 0,
      lostUnknown: 0,
    });
  });

  it('knows only the way there from a receiver report', () => {
    expect(split(measured, [report({ cumulativeLost: 14, senderPacketCount: null })])).toEqual({
      lostUpstream: 14,
      upstreamBase: 500,
      lostDownstream: null,
      downstreamBase: null,
      lostUnknown: 26,
      upstreamJitterMs: 1,
    });
  });

  it('does not count what the far end sent beside echoes as lost', () => {
    expect(split(measured, [report({ cumulativeLost: 14, senderPacketCount: 900 })])).toMatchObject({
      lostDownstream: null,
    });
  });

  it('does not go below zero when copies came in', () => {
    const copies = { extra: [[0, 60] as const] };
    const said = report({ highestNumber: 1, cumulativeLost: -1, senderPacketCount: 3 });
    expect(split([30, 30], [said], copies)).toMatchObject({ lostUpstream: 0, lostDownstream: 0 });
  });

  it.each([
    { highestNumber: 4_000_000 },
    { highestNumber: -1 },
    { highestNumber: Number.NaN },
    { cumulativeLost: Number.NaN },
    { cumulativeLost: 8_000_000 },
  ])('does not believe %o', (lie) => expect(split(measured, [report(lie)])).toBeNull());

  it.each([Number.NaN, -1, 1e9])('does not pass on a jitter of %d', (jitterMs) => {
    expect(split(measured, [report({ jitterMs })])?.upstreamJitterMs).toBeNull();
  });

  it('knows nothing when nothing was sent', () => {
    expect(split([], [report({})])).toBeNull();
    expect(split(['skipped', 'skipped'], [report({ highestNumber: 1 })])).toBeNull();
  });
});
