// What a press on a row or on the head of a column changes.
import type { AppStore } from '../../state/store.ts';
import { type SortColumn, setWorkspace } from '../../state/workspace.ts';

/** Chooses a row, or takes the choice back. */
export function toggleSelected(store: AppStore, key: string): void {
  const { selected } = store.getState().workspace;
  const others = selected.filter((other) => other !== key);
  setWorkspace(store, { selected: others.length < selected.length ? others : [...selected, key] });
}

/** Sorts by a column; once more turns the order round. */
export function orderBy(store: AppStore, column: SortColumn): void {
  const { order } = store.getState().workspace;
  const isAgain = order.column === column;
  // The newest first, everything else from the most urgent or from A.
  setWorkspace(store, {
    order: {
      column,
      isDescending: isAgain ? !order.isDescending : column === 'createdAt' || column === 'site',
    },
  });
}
