// Builds what a stream recorded from a readable list: one entry a slot, a round trip in ms, or what else became of it.
import { emptyTrace, type StreamTrace } from '../../shared/measure/trace.ts';

/** A round trip, ms; null: the echo never came; `skipped`: nothing was sent in this slot. */
export type Slot = number | null | 'skipped';

export type TraceChange = Partial<
  Pick<StreamTrace, 'rtcp' | 'endedBy' | 'closedAtMs'> & {
    readonly intervalMs: number;
    /** Echoes beside those of the list: slot and instant. */
    readonly extra: readonly (readonly [number, number])[];
  }
>;

/** A trace whose slot k left at k intervals; echoes stand in the order of their instants. */
export function traceOf(slots: readonly Slot[], change: TraceChange = {}): StreamTrace {
  const intervalMs = change.intervalMs ?? 20;
  const echoes = [
    ...slots.flatMap((slot, k) => (typeof slot === 'number' ? [[k, k * intervalMs + slot] as const] : [])),
    ...(change.extra ?? []),
  ].toSorted(([, a], [, b]) => a - b);
  const trace = emptyTrace(slots.length, intervalMs, echoes.length);
  slots.forEach((slot, k) => {
    trace.wasSent[k] = slot === 'skipped' ? 0 : 1;
    trace.sentAtMs[k] = k * intervalMs;
  });
  echoes.forEach(([number, atMs], i) => {
    trace.arrivalNumber[i] = number;
    trace.arrivalAtMs[i] = atMs;
  });
  return {
    ...trace,
    arrivalCount: echoes.length,
    skippedSlots: slots.filter((slot) => slot === 'skipped').length,
    rtcp: change.rtcp ?? [],
    endedBy: change.endedBy ?? 'plan',
    closedAtMs: change.closedAtMs ?? slots.length * intervalMs + 4000,
  };
}

/** `count` times the same slot. */
export const repeat = (count: number, slot: Slot): readonly Slot[] =>
  Array.from({ length: count }, () => slot);
