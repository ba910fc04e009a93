// What was tested and what was not, each told once.
import { groupBy } from '../base/group-by.ts';
import type { AlgVerdict } from '../verdict/alg-verdict.ts';
import { pathKey } from './path-key.ts';
import type { Say } from './say.ts';
import { wayName } from './ways.ts';

export type CoverageRow = { readonly key: string; readonly name: string; readonly value: string };

const groupsOf = <T>(items: readonly T[], keyOf: (item: T) => string) =>
  [...groupBy(items, keyOf)].flatMap(([key, group]) => {
    const [first] = group;
    return first === undefined ? [] : [{ key, first, times: group.length }];
  });

/** Messages that were sent, with how they came back; `say` knows the namespace `verdict`. */
export const messageRows = ({ coverage }: Pick<AlgVerdict, 'coverage'>, say: Say): readonly CoverageRow[] =>
  groupsOf(coverage, ({ probe, path, result }) => `${probe} ${pathKey(path)} ${result}`).map(
    ({ key, first, times }) => ({
      key,
      name: `${say(`probe.${first.probe}`)} (${wayName(say, first.path)})`,
      value: `${say(`outcome.${first.result}`)}${times > 1 ? ` (${times}×)` : ''}`,
    }),
  );

/** Messages that were planned and not sent, with the reason. */
export const skippedRows = ({ notTested }: Pick<AlgVerdict, 'notTested'>, say: Say): readonly CoverageRow[] =>
  groupsOf(
    notTested.filter((entry) => 'probe' in entry),
    ({ probe, path, reason }) => `${probe} ${pathKey(path)} ${reason}`,
  ).map(({ key, first }) => ({
    key,
    name: `${say(`probe.${first.probe}`)} (${wayName(say, first.path)})`,
    value: say(`notSent.${first.reason}`),
  }));

/** Parts of a call that test messages cannot see. */
export const untestedParts = ({ notTested }: Pick<AlgVerdict, 'notTested'>, say: Say): readonly string[] => [
  ...new Set(notTested.flatMap((entry) => ('part' in entry ? [say(`part.${entry.part}`)] : []))),
];
