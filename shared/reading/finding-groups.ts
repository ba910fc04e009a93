// Evidence that says the same is shown once: one group for each rule, way and set of changed fields.

import { groupBy } from '../base/group-by.ts';
import type { Observation } from '../observation/observation.ts';
import type { Path } from '../observation/path.ts';
import type { Evidence } from '../verdict/evidence.ts';
import { blocksOf, type DiffBlock } from './findings.ts';
import { pathKey } from './path-key.ts';

export type FindingGroup = {
  readonly first: Evidence;
  readonly times: number;
  /** Every way it was seen on. */
  readonly paths: readonly Path[];
};

/** What accuses stands by its way, because its bytes are shown; the rest is told once for all ways. */
const keyOf = ({ rule, path, changes, direction }: Evidence): string =>
  direction === 'for' ? [rule, pathKey(path), ...changes.map(({ field }) => field)].join(' ') : rule;

/** Groups in the order their first evidence came. */
export const groupFindings = (evidence: readonly Evidence[]): readonly FindingGroup[] =>
  [...groupBy(evidence, keyOf).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const paths = [...groupBy(group, ({ path }) => pathKey(path)).values()].flatMap(
      ([item]) => item?.path ?? [],
    );
    return [{ first, times: group.length, paths }];
  });

/** A group with the bytes that stand below it. */
export type ShownFinding = { readonly group: FindingGroup; readonly blocks: readonly DiffBlock[] };

/** The bytes of what accuses, each only once: two rules can rest on the same pair of replies. */
export function shownFindings(
  groups: readonly FindingGroup[],
  observations: readonly Observation[],
): readonly ShownFinding[] {
  const seen = new Set<string>();
  return groups.map((group) => {
    const all = group.first.direction === 'for' ? blocksOf(group.first, observations) : [];
    const blocks = all.filter((block) => !seen.has(blockKey(block)));
    for (const block of all) seen.add(blockKey(block));
    return { group, blocks };
  });
}

/** Tells a block from others by what it shows. */
export const blockKey = ({ rows }: DiffBlock): string =>
  rows.map(({ runs }) => runs.map(({ text }) => text).join('')).join('\n');
