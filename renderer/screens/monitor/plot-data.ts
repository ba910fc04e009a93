// From the windows of a reading to what a plot draws: columns over time, spans, and the ends of its axes.
import type { MonitorReading, MonitorWindow } from '../../../shared/ipc/monitor.ts';

type Column = (number | null)[];

export type PlotColumns = {
  /** Middle of each window, s since 1970, as uPlot wants its times. */
  readonly x: number[];
  readonly min: Column;
  readonly p50: Column;
  readonly max: Column;
  readonly jitter: Column;
};

/** A stretch of the time axis, s since 1970. */
export type Span = { readonly from: number; readonly to: number };
/** `ratio`: lost of what was sent then, 0..1. */
export type LossMark = Span & { readonly ratio: number };

export type PlotPicture = {
  readonly columns: PlotColumns;
  readonly losses: readonly LossMark[];
  readonly busy: readonly Span[];
  readonly time: Span;
  /** Ends of the axes, ms; both start at 0. */
  readonly delayEndMs: number;
  readonly jitterEndMs: number;
};

/** Least time that the axis shows, ms: a plot does not begin as a single dot. */
const leastTimeMs = 10_000;
const leastDelayEndMs = 20;
const leastJitterEndMs = 5;

export function pictureOf({ startedAt, elapsedMs, windows }: MonitorReading): PlotPicture {
  const startedMs = Date.parse(startedAt);
  const seconds = (ms: number): number => (startedMs + ms) / 1000;
  const spanOf = ({ startMs, lengthMs }: MonitorWindow): Span => ({
    from: seconds(startMs),
    to: seconds(Math.min(startMs + lengthMs, Math.max(elapsedMs, startMs))),
  });
  const column = (pick: (window: MonitorWindow) => number | null | undefined): Column =>
    windows.map((window) => pick(window) ?? null);
  const columns = {
    x: windows.map(({ startMs, lengthMs }) => seconds(startMs + lengthMs / 2)),
    min: column(({ delayMs }) => delayMs?.min),
    p50: column(({ delayMs }) => delayMs?.p50),
    max: column(({ delayMs }) => delayMs?.max),
    jitter: column(({ jitterMs }) => jitterMs),
  };
  return {
    columns,
    losses: windows
      .filter(({ lost }) => lost > 0)
      .map((window) => ({ ...spanOf(window), ratio: Math.min(1, window.lost / Math.max(1, window.sent)) })),
    busy: windows.filter(({ wasBusy }) => wasBusy).map(spanOf),
    time: { from: seconds(0), to: seconds(Math.max(elapsedMs, leastTimeMs)) },
    delayEndMs: axisEnd(highest(columns.max, leastDelayEndMs)),
    jitterEndMs: axisEnd(highest(columns.jitter, leastJitterEndMs)),
  };
}

/** Where a value has none beside it. */
export const lonelyIndexes = (column: readonly (number | null | undefined)[]): number[] =>
  column.flatMap((value, i) => {
    const hasNeighbour = column[i - 1] != null || column[i + 1] != null;
    return value == null || hasNeighbour ? [] : [i];
  });

const highest = (column: Column, least: number): number =>
  column.reduce<number>((top, value) => Math.max(top, value ?? 0), least);

const steps = [1, 1.5, 2, 3, 4, 6, 8];

/** The first round number that leaves some air above a value. */
export function axisEnd(value: number): number {
  const wanted = value * 1.05;
  for (let power = 1; ; power *= 10)
    for (const step of steps) if (step * power >= wanted) return step * power;
}
