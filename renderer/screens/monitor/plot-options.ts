// How the two plots look: hairline grid, one accent series, units on the axes, one cursor over both.
import type uPlot from 'uplot';
import { darkColours, lightColours } from '../../../shared/reading/colours.ts';
import { formatTimeOfDay, formatUnit } from '../../language/format.ts';
import { lonelyIndexes, type PlotPicture } from './plot-data.ts';
import { drawBusy, drawLosses } from './plot-drawing.ts';
import type { MakeOptions, PlotOptions } from './time-plot.tsx';

export type PlotLook = {
  readonly isDark: boolean;
  readonly language: string;
  /** Index of the window under the cursor; null when it left. */
  readonly onCursor: (index: number | null) => void;
};

/** The picture that is drawn now; asked for while drawing. */
type Picture = () => PlotPicture;

export const plotHeightsPx = { delay: 240, jitter: 128 } as const;

/** Below this much time the axis shows seconds, s. */
const secondsBelow = 300;
const yAxisPx = 64;
const font = '12px "Inter Variable", system-ui, sans-serif';

const coloursOf = ({ isDark }: PlotLook) => (isDark ? darkColours : lightColours);

function axes(look: PlotLook, picture: Picture, hasTimes: boolean): uPlot.Axis[] {
  const { quiet, line } = coloursOf(look);
  const base = { stroke: quiet, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
  const times = (_plot: uPlot, splits: number[]): string[] => {
    const { from, to } = picture().time;
    return splits.map((at) => formatTimeOfDay(at * 1000, look.language, to - from < secondsBelow));
  };
  return [
    hasTimes
      ? { ...base, values: times, space: 80, gap: 8 }
      : { ...base, values: (_plot, splits) => splits.map(() => ''), size: 8, space: 80 },
    {
      ...base,
      values: (_plot, splits) => splits.map((ms) => formatUnit(ms, 'millisecond', look.language)),
      size: yAxisPx,
      space: 32,
    },
  ];
}

function common(
  picture: Picture,
  end: () => number,
): Pick<PlotOptions, 'scales' | 'legend' | 'cursor' | 'padding'> {
  const range = (): [number, number] => {
    const { from, to } = picture().time;
    return [from, to];
  };
  return {
    padding: [8, 40, 0, 0],
    legend: { show: false },
    scales: { x: { time: true, range }, y: { range: () => [0, end()] } },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { show: false },
      sync: { key: 'monitor' },
    },
  };
}

/** The band's own edges, so that it is seen on every ground: alpha of a hex colour. */
const edgeAlpha = '66';

const noPoints = { points: { show: false } };

/** Delay: a band from the shortest to the longest, the middle value as a line, losses on the baseline. */
export const delayOptions =
  (look: PlotLook): MakeOptions =>
  (picture) => {
    const colours = coloursOf(look);
    const edge = `${colours.accent}${edgeAlpha}`;
    return {
      height: plotHeightsPx.delay,
      ...common(picture, () => picture().delayEndMs),
      axes: axes(look, picture, false),
      series: [
        {},
        { stroke: edge, width: 1, ...noPoints },
        { stroke: edge, width: 1, ...noPoints },
        { stroke: colours.accent, width: 2, points: lonelyPoints(5, colours.accent) },
      ],
      bands: [{ series: [2, 1], fill: colours.accentSoft }],
      hooks: {
        drawClear: [(plot) => drawBusy(plot, picture().busy, colours.line)],
        draw: [(plot) => drawLosses(plot, picture().losses, colours.lineProblem)],
        setCursor: [(plot) => look.onCursor(plot.cursor.idx ?? null)],
      },
    };
  };

/** Jitter, on the same time axis. */
export const jitterOptions =
  (look: PlotLook): MakeOptions =>
  (picture) => {
    const colours = coloursOf(look);
    return {
      height: plotHeightsPx.jitter,
      ...common(picture, () => picture().jitterEndMs),
      axes: axes(look, picture, true),
      series: [{}, { stroke: colours.quiet, width: 1.5, points: lonelyPoints(4, colours.quiet) }],
      hooks: { drawClear: [(plot) => drawBusy(plot, picture().busy, colours.line)] },
    };
  };

/** A line needs two points: a value between gaps is drawn as a dot. */
const lonelyPoints = (size: number, fill: string): uPlot.Series.Points => ({
  show: true,
  size,
  fill,
  stroke: fill,
  filter: (plot, series) => lonelyIndexes(Array.from(plot.data[series] ?? [])),
});
