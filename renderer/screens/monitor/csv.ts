// The course of a measurement as comma-separated text. RFC 4180; a cell of text can never start a formula.
import type { MonitorReading, MonitorWindow } from '../../../shared/ipc/monitor.ts';

/** What a spreadsheet may take for the start of a formula, full-width forms included. */
const formulaStart = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

type Cell = string | number | null;

/** One cell: numbers with a point, nothing for what is not known, text in quotes where it needs them. */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = formulaStart.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Lines end in CR LF, the last one too. */
export const csvText = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');

const head = [
  'start_utc',
  'length_ms',
  'sent',
  'received',
  'lost',
  'delay_min_ms',
  'delay_median_ms',
  'delay_max_ms',
  'jitter_ms',
  'computer_was_busy',
  'source',
  'server',
];

/** One line for each window, oldest first. Names are English in every language, so that any tool reads them. */
export function readingCsv({ startedAt, source, windows }: MonitorReading, server: string): string {
  const startedMs = Date.parse(startedAt);
  const rowOf = (window: MonitorWindow): readonly Cell[] => [
    new Date(startedMs + window.startMs).toISOString(),
    window.lengthMs,
    window.sent,
    window.received,
    window.lost,
    window.delayMs?.min ?? null,
    window.delayMs?.p50 ?? null,
    window.delayMs?.max ?? null,
    window.jitterMs,
    window.wasBusy ? 'yes' : 'no',
    source,
    server,
  ];
  return csvText([head, ...windows.map(rowOf)]);
}
