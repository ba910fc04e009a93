// Rulers and figures of a line: where needles and whiskers stand, and that no figure claims more than was measured.
import { assert, double, property } from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { placeAmong, rulerEnd } from '../../../renderer/components/quality/ruler-scale.ts';
import { measureStream } from '../../../shared/measure/measure-stream.ts';
import type { Quality, StreamFigures } from '../../../shared/measure/quality.ts';
import type { SelfNoise } from '../../../shared/measure/self-noise.ts';
import { readingsOf } from '../../../shared/reading/class-readings.ts';
import { qualityLine, shortClass, whyNotMeasured } from '../../../shared/reading/class-text.ts';
import { figureText, limitText, valueText } from '../../../shared/reading/figure-text.ts';
import { figureGroups } from '../../../shared/reading/figures.ts';
import { repeat, traceOf } from '../../fakes/stream-trace.ts';

const noise: SelfNoise = {
  receiveP50Ms: 0.2,
  receiveP99Ms: 0.6,
  pacingP50Ms: 0.1,
  pacingP99Ms: 0.4,
  samples: 50,
};
/** The key and its values in place of words. */
const say = (key: string, values: object = {}) =>
  [key.replace('figure.', ''), ...Object.values(values)].join(' ') as never;
const words = say as never;

beforeAll(() => {
  vi.stubGlobal('navigator', { languages: ['en'] });
});

const streamOf = (quality: Quality): StreamFigures => {
  if (quality.stream === null) throw new Error('unexpected');
  return quality.stream;
};

/** 5 of 500 lost, none in a row. */
const onePercent = measureStream(
  traceOf(Array.from({ length: 500 }, (_, i) => (i % 100 === 50 ? null : 20))),
  noise,
);

describe('a place on a ruler', () => {
  const jitter = [0, 10, 30, 50, 100];

  it('gives each class the same width, whichever way its limits run', () => {
    expect([0, 5, 10, 30, 40, 100].map((value) => placeAmong(jitter, value).ratio)).toEqual([
      0, 0.125, 0.25, 0.5, 0.625, 1,
    ]);
    expect([100, 85, 75, 50].map((value) => placeAmong([100, 85, 80, 70, 50], value).ratio)).toEqual([
      0, 0.25, 0.625, 1,
    ]);
  });

  it('ends at the end, and says so', () => {
    expect(placeAmong(jitter, 101)).toEqual({ ratio: 1, isBeyond: true });
    expect(placeAmong(jitter, 100)).toEqual({ ratio: 1, isBeyond: false });
    expect(placeAmong([100, 85, 80, 70, 50], 49)).toEqual({ ratio: 1, isBeyond: true });
  });

  it('never leaves the ruler and never runs backwards', () => {
    const any = double({ min: -10, max: 1000, noNaN: true });
    assert(
      property(any, any, (a, b) => {
        const [low, high] = [placeAmong(jitter, Math.min(a, b)), placeAmong(jitter, Math.max(a, b))];
        expect(low.ratio).toBeGreaterThanOrEqual(0);
        expect(high.ratio).toBeLessThanOrEqual(1);
        expect(low.ratio).toBeLessThanOrEqual(high.ratio);
      }),
    );
  });

  it('has a round end for times without classes', () => {
    expect([0.2, 1, 1.1, 3, 21, 430].map(rulerEnd)).toEqual([1, 1, 2, 5, 50, 500]);
  });
});

describe('the readings of a stream', () => {
  const readings = readingsOf(streamOf(onePercent), noise);
  const row = (name: string) => readings.find((reading) => reading.row === name);

  it('are the four rows, each with the class of its own value', () => {
    expect(readings.map((reading) => [reading.row, reading.class])).toEqual([
      ['loss', 'fair'],
      ['jitter', 'excellent'],
      ['round-trip', 'excellent'],
      ['rating', 'excellent'],
    ]);
    expect(onePercent).toMatchObject({ class: 'fair', decidedBy: ['loss'] });
  });

  it('have the interval of the loss as whisker, and the rating at both of its ends', () => {
    const loss = row('loss')?.doubt.range;
    const rating = row('rating');
    expect(loss?.from).toBeLessThan(0.01);
    expect(loss?.to).toBeGreaterThan(0.01);
    expect(rating?.doubt.range?.from).toBeLessThan(rating?.value ?? 0);
    expect(rating?.doubt.range?.to).toBeGreaterThan(rating?.value ?? 0);
  });

  it('have the floor of the computer below a time, never above and never under zero', () => {
    expect(row('round-trip')?.doubt).toEqual({ source: 'computer', range: { from: 19.4, to: 20 } });
    expect(row('jitter')?.doubt.range).toEqual({ from: 0, to: 0 });
  });

  it('say that the part of the computer is not known where it was not measured', () => {
    const [, jitter] = readingsOf(streamOf(onePercent), null);
    expect(jitter?.doubt).toEqual({ source: 'unknown-computer', range: null });
  });

  it('leave out what nothing is known about', () => {
    const silent = measureStream(traceOf(repeat(500, null)), noise);
    expect(readingsOf(streamOf(silent), noise)).toEqual([]);
  });
});

describe('a figure', () => {
  it('has the digits that the computer allows, and none of its own', () => {
    const fine = figureText(say, noise, 'en');
    const coarse = figureText(say, null, 'en');
    expect([0.3, 23.44].map(fine.time)).toEqual(['below ms 0.6', 'ms 23.4']);
    expect([0, 0.3, 23.44].map(coarse.time)).toEqual(['ms 0', 'below ms 1', 'ms 23']);
    expect([0, 0.0081, 0.01, 0.4567].map(coarse.percent)).toEqual(['0%', '0.81%', '1%', '46%']);
  });

  it('is a percentage, a time or a score by its row', () => {
    const figure = figureText(say, noise, 'en');
    expect([valueText(figure, 'loss', 0.01), limitText(figure, 'loss', 0.003)]).toEqual(['1%', '0.3%']);
    expect([valueText(figure, 'jitter', 3.21), limitText(figure, 'jitter', 30)]).toEqual(['ms 3.2', 'ms 30']);
    expect([valueText(figure, 'rating', 84.96), limitText(figure, 'rating', 85)]).toEqual(['85.0', '85']);
  });
});

const rowsOf = (stream: StreamFigures) => {
  const figure = figureText(say, noise, 'en');
  const groups = figureGroups(stream, noise, { t: words, figure });
  return new Map(groups.flatMap(({ rows }) => rows.map(({ key, value }) => [key, value] as const)));
};

describe('the table of figures', () => {
  it('counts a loss among the packets whose fate is known', () => {
    const rows = rowsOf(streamOf(onePercent));
    expect(rows.get('sent')).toBe('500');
    expect(rows.get('lost')).toBe('ofPercent 5 499 1%');
    expect(rows.get('late-60')).toBe('of 0 499');
    expect(rows.get('floor')).toBe('pair ms 0.2 ms 0.6');
  });

  it('calls the direction of a loss not known where the far end told nothing', () => {
    const rows = rowsOf(streamOf(onePercent));
    expect([rows.get('out'), rows.get('back')]).toEqual(['unknown', 'unknown']);
    const told = rowsOf({
      ...streamOf(onePercent),
      lossUpRatio: 0.006,
      lossDownRatio: null,
      directions: {
        lostUpstream: 3,
        upstreamBase: 500,
        lostDownstream: null,
        downstreamBase: null,
        lostUnknown: 2,
        upstreamJitterMs: null,
      },
    });
    expect([told.get('out'), told.get('back'), told.get('unplaced')]).toEqual([
      'ofPercent 3 500 0.6%',
      'unknown',
      '2',
    ]);
  });

  it('has no estimate where nothing came back', () => {
    const rows = rowsOf(streamOf(measureStream(traceOf(repeat(500, null)), noise)));
    expect([rows.get('mos'), rows.get('pdv99')]).toEqual(['unknown', 'unknown']);
  });
});

describe('the class in a line', () => {
  it('names both ends of a borderline class', () => {
    expect(qualityLine(onePercent, words)).toBe('verdict.fair borderline class.good class.fair');
    expect(shortClass(onePercent, words)).toBe('short.fair');
  });

  it('says why there is none', () => {
    expect(qualityLine(measureStream(null, noise), words)).toBe('reason.no-stream');
    expect(qualityLine(null, words)).toBe('reason.no-account');
    expect(shortClass(null, words)).toBe('short.not-measured');
    expect(whyNotMeasured(null)).toBe('no-account');
  });
});
