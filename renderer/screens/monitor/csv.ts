// The course of a measurement as comma-separated text.
import type { MonitorReading, MonitorWindow } from '../../../shared/ipc/monitor.ts';
import { type Cell, csvText } from '../../components/csv-text.ts';

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
