// A line of a message as runs of text, some of them changed. Pure: what is drawn and what is copied come from it.
import { latin1ToBytes } from '../base/bytes.ts';
import { diffBytes } from '../sip/message-diff.ts';

export type Run = { readonly text: string; readonly isChanged: boolean };

/** A stretch of a line, from `start` up to but without `end`. */
export type Span = { readonly start: number; readonly end: number };

/** Changed words this close together are one change: the numbers of an address belong together. */
const mostBetween = 2;

/** Cuts `text` at the spans; overlapping spans become one. */
export function cutRuns(text: string, spans: readonly Span[]): readonly Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { start, end } of joinSpans(spans, 0)) {
    if (start > at) runs.push({ text: text.slice(at, start), isChanged: false });
    runs.push({ text: text.slice(start, end), isChanged: true });
    at = end;
  }
  if (at < text.length) runs.push({ text: text.slice(at), isChanged: false });
  return runs;
}

/** The part of each of two values that differs, as spans from the start of the value. */
export function differingSpans(sent: string, got: string): { sent: readonly Span[]; got: readonly Span[] } {
  const changed = diffBytes(latin1ToBytes(sent), latin1ToBytes(got)).filter((run) => run.kind === 'changed');
  const spansOf = (side: 'sent' | 'got'): readonly Span[] =>
    changed.map((run) => ({ start: run[side].offset, end: run[side].offset + run[side].length }));
  return {
    sent: joinSpans(spansOf('sent'), mostBetween).filter(isFilled),
    got: joinSpans(spansOf('got'), mostBetween).filter(isFilled),
  };
}

const isFilled = ({ start, end }: Span): boolean => end > start;

export const shiftSpan = (span: Span, by: number): Span => ({ start: span.start + by, end: span.end + by });

function joinSpans(spans: readonly Span[], gap: number): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && span.start <= last.end + gap)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
}

/** Unchanged text kept at each side of a change when a line is long, characters. */
const contextChars = 60;
/** Lines up to this length are shown whole. */
const wholeChars = 240;

/** A run as it is shown: `skipped` characters were left out in its middle. */
export type ShownRun = Run & { readonly skipped: number; readonly tail: string };

/** Leaves out the middle of long runs; hostile lines can hold thousands of characters. */
export function collapse(runs: readonly Run[]): readonly ShownRun[] {
  const length = runs.reduce((sum, run) => sum + run.text.length, 0);
  return runs.map((run) => {
    const skipped = run.text.length - 2 * contextChars;
    if (length <= wholeChars || skipped <= contextChars) return { ...run, skipped: 0, tail: '' };
    return {
      text: run.text.slice(0, contextChars),
      tail: run.text.slice(-contextChars),
      isChanged: run.isChanged,
      skipped,
    };
  });
}
