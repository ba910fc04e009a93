// The pure parts of the course: what is plotted, and what the file holds.
import { assert, constantFrom, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../../renderer/components/csv-text.ts';
import { readingCsv } from '../../../renderer/screens/monitor/csv.ts';
import { clockText } from '../../../renderer/screens/monitor/duration-text.ts';
import { axisEnd, lonelyIndexes, pictureOf } from '../../../renderer/screens/monitor/plot-data.ts';
import { reading } from './run-states.ts';

const startedSeconds = Date.parse(reading.startedAt) / 1000;

const at = (span: { from: number; to: number }) => [span.from - startedSeconds, span.to - startedSeconds];

describe('the picture', () => {
  const picture = pictureOf(reading);

  it('puts each window at its middle and leaves a gap where nothing came back', () => {
    expect(picture.columns.x.map((x) => x - startedSeconds)).toEqual([0.5, 1.5, 2.5, 3.5]);
    expect(picture.columns.p50).toEqual([23.4, 23.4, null, 23.4]);
    expect(picture.columns.jitter).toEqual([1.5, 1.5, null, 1.5]);
  });

  it('marks losses by their share, and busy spans no further than the time that has passed', () => {
    expect(picture.losses.map((loss) => [...at(loss), loss.ratio])).toEqual([
      [1, 2, 0.1],
      [2, 3, 1],
    ]);
    expect(picture.busy.map(at)).toEqual([[3, 3.5]]);
  });

  it('begins at zero and shows at least ten seconds', () => {
    expect(picture.time).toEqual({ from: startedSeconds, to: startedSeconds + 10 });
    expect(pictureOf({ ...reading, windows: [] })).toMatchObject({ delayEndMs: 30, jitterEndMs: 6 });
    expect(pictureOf({ ...reading, elapsedMs: 60_000 }).time.to).toBe(startedSeconds + 60);
  });

  it('ends each axis at a round number with air above the highest value', () => {
    expect([1, 20, 41, 95, 96, 3000].map(axisEnd)).toEqual([1.5, 30, 60, 100, 150, 4000]);
    assert(
      property(double({ min: 0.01, max: 86_400_000, noNaN: true }), (value) => {
        expect(axisEnd(value)).toBeGreaterThan(value);
        expect(axisEnd(value)).toBeLessThanOrEqual(Math.max(1, value * 2.2));
      }),
    );
  });

  it('draws a value without neighbours as a dot', () => {
    expect(lonelyIndexes([1, null, 2, null, 3, 4])).toEqual([0, 2]);
    expect(lonelyIndexes([])).toEqual([]);
  });
});

describe('the file', () => {
  it('has a head and one line for each window, ended by CR LF, with nothing where nothing is known', () => {
    const lines = readingCsv(reading, 'pbx.example').split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]?.split(',')).toHaveLength(12);
    expect(lines[1]).toBe('2026-11-20T14:05:00.000Z,1000,50,50,0,20,23.4,41,1.5,no,echo-call,pbx.example');
    expect(lines[3]).toBe('2026-11-20T14:05:02.000Z,1000,50,0,50,,,,,no,echo-call,pbx.example');
    expect(lines[4]).toContain(',yes,echo-call,');
    expect(lines[5]).toBe('');
  });

  it('quotes as RFC 4180 says', () => {
    expect(csvText([['a,b', 'say "hi"', 'two\r\nlines', 'plain', -1.5, null]])).toBe(
      '"a,b","say ""hi""","two\r\nlines",plain,-1.5,\r\n',
    );
  });

  it('lets no cell of text start a formula', () => {
    assert(
      property(constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'), (start) => {
        expect(csvText([[`${start}cmd|' /C calc'!A0`]])).toMatch(/^"?'/);
      }),
    );
    expect(readingCsv(reading, '=HYPERLINK("http://x")')).toContain(`"'=HYPERLINK(""http://x"")"`);
  });
});

it('tells times as a clock does', () => {
  expect([0, 59_999, 60_000, 3_599_999, 3_600_000, 36_061_000].map(clockText)).toEqual([
    '0:00',
    '0:59',
    '1:00',
    '59:59',
    '1:00:00',
    '10:01:01',
  ]);
});
