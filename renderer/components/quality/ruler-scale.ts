// Where a value stands on a ruler. A ruler of classes gives every class the same width, so that the rulers of all rows
// share their ticks and the needle furthest to the right is the row that decides.

/** A place on a ruler, 0..1 from the good end; `isBeyond`: the value lies outside and is drawn at the end. */
export type Place = { readonly ratio: number; readonly isBeyond: boolean };

/** Place between anchors of equal distance, best first; they rise or fall. */
export function placeAmong(anchors: readonly number[], value: number): Place {
  const isFalling = (anchors.at(-1) ?? 0) < (anchors[0] ?? 0);
  const at = (anchor: number): number => (isFalling ? -anchor : anchor);
  const wanted = at(value);
  const last = anchors.length - 1;
  if (wanted > at(anchors[last] ?? 0)) return { ratio: 1, isBeyond: true };
  for (let i = 0; i < last; i++) {
    const from = at(anchors[i] ?? 0);
    const to = at(anchors[i + 1] ?? 0);
    if (wanted <= to)
      return { ratio: (i + Math.max(0, wanted - from) / (to - from)) / last, isBeyond: false };
  }
  return { ratio: 1, isBeyond: false };
}

/** The first of 1, 2, 5, 10, 20 ... that holds a value. */
export function rulerEnd(value: number): number {
  for (let step = 1; ; step *= 10) for (const end of [step, 2 * step, 5 * step]) if (end >= value) return end;
}
