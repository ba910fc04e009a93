// Finds for each line that was sent the line that came back for it.
import type { HeadPart } from './head-part.ts';

/** A sent line and what became of it; `isReordered` when it changed places with lines that stayed. */
type HeadPair = { readonly sent: HeadPart; readonly got: HeadPart; readonly isReordered: boolean };

/** Every sent line is in `pairs` or `removed`, every received one in `pairs` or `added`. */
export type HeadPairing = {
  readonly pairs: readonly HeadPair[];
  readonly removed: readonly HeadPart[];
  readonly added: readonly HeadPart[];
};

/** Pairs lines of one field: equal values first, in order, then the others in order, so that a Via on top counts as added. */
export function pairParts(sent: readonly HeadPart[], got: readonly HeadPart[]): HeadPairing {
  const gotIndexOf = new Map<number, number>();
  const free = new Set(got.keys());
  const pairWhere = (isPair: (sent: HeadPart, got: HeadPart) => boolean): void => {
    for (const [i, part] of sent.entries()) {
      if (gotIndexOf.has(i)) continue;
      const match = [...free].find((j) => isPair(part, got[j] ?? part) && got[j]?.field === part.field);
      if (match === undefined) continue;
      gotIndexOf.set(i, match);
      free.delete(match);
    }
  };
  pairWhere((a, b) => a.rawValue === b.rawValue);
  pairWhere(() => true);
  const stayed = longestRising([...sent.keys()].flatMap((i) => gotIndexOf.get(i) ?? []));
  const pairs: HeadPair[] = [];
  for (const [i, part] of sent.entries()) {
    const j = gotIndexOf.get(i);
    const match = j === undefined ? undefined : got[j];
    if (j !== undefined && match !== undefined) {
      pairs.push({ sent: part, got: match, isReordered: !stayed.has(j) });
    }
  }
  return {
    pairs,
    removed: sent.filter((_, i) => !gotIndexOf.has(i)),
    added: got.filter((_, j) => free.has(j)),
  };
}

/** Members of a longest rising subsequence of different numbers; at most 257 of them, so squares are cheap. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const best: { readonly length: number; readonly previous: number | null }[] = [];
  let last: number | null = null;
  for (const [i, number] of numbers.entries()) {
    let entry: { length: number; previous: number | null } = { length: 1, previous: null };
    for (let j = 0; j < i; j++) {
      const length = (best[j]?.length ?? 0) + 1;
      if ((numbers[j] ?? number) < number && length > entry.length) entry = { length, previous: j };
    }
    best.push(entry);
    if (last === null || entry.length > (best[last]?.length ?? 0)) last = i;
  }
  const members = new Set<number>();
  for (let i = last; i !== null; i = best[i]?.previous ?? null) members.add(numbers[i] ?? 0);
  return members;
}
