// The differences of two checks as rows of a table, message by message.

import { groupBy } from '../../../shared/base/group-by.ts';
import type { ShownComparison } from '../../../shared/ipc/compare.ts';
import { pathKey } from '../../../shared/reading/path-key.ts';

type Difference = ShownComparison['differences'][number];
type Side = 'before' | 'after';

/** A value in words below `value` of the compare texts, or as it stands in the message. */
export type Cell =
  | { readonly key: string; readonly text: null }
  | { readonly key: null; readonly text: string };

export type DifferenceRow = { readonly field: string; readonly before: Cell; readonly after: Cell };

export type MessageRows = Pick<Difference, 'probe' | 'path'> & {
  readonly key: string;
  readonly rows: readonly DifferenceRow[];
};

/** What compare.ts says in words; anything else is a value out of a message. */
const valueKeys: Readonly<Record<string, string>> = {
  yes: 'came',
  none: 'none',
  unusable: 'unusable',
  edited: 'edited',
  'own-pair': 'own-pair',
  'own-address-only': 'own-address-only',
  translated: 'translated',
  'not-stated': 'not-stated',
  'sending port': 'sending-port',
  'port in the text': 'other-port',
};

/** One group for each message; those that both checks sent come first. */
export function messageRows(differences: ShownComparison['differences']): readonly MessageRows[] {
  const groups = groupBy(differences, ({ probe, path }) => `${probe} ${pathKey(path)}`);
  const messages = [...groups].flatMap(([key, group]): (MessageRows & { isShared: boolean })[] => {
    const [first] = group;
    if (first === undefined) return [];
    const answer = group.find(({ field }) => field === 'answer') ?? null;
    const isShared = answer === null || (answer.before !== null && answer.after !== null);
    // A message that only one check sent differs in everything: one row says so.
    const shown = isShared || answer === null ? group : [answer];
    const rows = shown.map((row) => ({
      field: row.field,
      before: cellOf(row, 'before', answer),
      after: cellOf(row, 'after', answer),
    }));
    return [{ key, probe: first.probe, path: first.path, rows, isShared }];
  });
  return messages
    .toSorted((a, b) => Number(b.isShared) - Number(a.isShared))
    .map(({ isShared: _isShared, ...message }) => message);
}

function cellOf(row: Difference, side: Side, answer: Difference | null): Cell {
  const value = row[side];
  if (value !== null) {
    const key = Object.hasOwn(valueKeys, value) ? valueKeys[value] : undefined;
    return key === undefined ? { key: null, text: value } : { key, text: null };
  }
  if (row.field === 'answer') return { key: 'not-sent', text: null };
  // Without an answer nothing could be compared; with one, the field came back as it left.
  return { key: answer === null || answer[side] === 'yes' ? 'unchanged' : 'none', text: null };
}
