// A block as plain text: the same rows, the changed bytes in [brackets].
import { safeBytes } from '../base/safe-text.ts';
import type { DiffBlock, RowName } from './findings.ts';

/** Rows with their names in one column, then what they mean. */
export function blockAsText(
  block: DiffBlock,
  nameOf: (name: RowName) => string,
  captions: readonly string[],
): string {
  const width = Math.max(...block.rows.map(({ name }) => nameOf(name).length));
  const rows = block.rows.map(({ name, runs }) => {
    const text = runs
      .map((run) => (run.isChanged ? `[${safeBytes(run.text)}]` : safeBytes(run.text)))
      .join('');
    return `${nameOf(name).padEnd(width)}  ${text}`;
  });
  return [...rows, ...captions, ''].join('\n');
}
