// Evidence that says the same is shown once: one group for each rule, way and set of changed fields.

import { groupBy } from '../../../shared/base/group-by.ts';
import type { Path } from '../../../shared/observation/path.ts';
import type { Evidence } from '../../../shared/verdict/evidence.ts';
import { pathKey } from '../path-key.ts';

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
