// Which router the person has, and what was done at it since the last check. It stays in this window.
import type { Report } from '../../shared/report/report.ts';
import type { AppStore } from './store.ts';

/** What has to be done at the router and the phones before a new check can show a change. */
export const afterChanges = ['saved', 'router-restarted', 'phones-restarted', 'vpn-off'] as const;
export type AfterChange = (typeof afterChanges)[number];

export type RouterSlice = {
  /** Id of an entry of the catalogue, the one for any router among them; null until something is chosen. */
  readonly routerId: string | null;
  /** Who said so: the person now, the person some time before, or the router itself. */
  readonly routerBy: 'person' | 'memory' | 'router' | null;
  readonly doneChanges: readonly AfterChange[];
};

export const initialRouter: RouterSlice = { routerId: null, routerBy: null, doneChanges: [] };

/** Chooses a router or takes the choice back. What was ticked belonged to the router before. */
export function chooseRouter(store: AppStore, routerId: string | null): void {
  store.setState({ routerId, routerBy: routerId === null ? null : 'person', doneChanges: [] });
}

/** What the router said about itself stands for a choice until the person makes one; a maker alone does not. */
export function takeGuess(store: AppStore, { router }: Report): void {
  const [best] = router?.guesses ?? [];
  if (best === undefined || best.level === 'vendor' || store.getState().routerId !== null) return;
  store.setState({ routerId: best.id, routerBy: 'router', doneChanges: [] });
}

/** Marks one thing as done, or as not done after all. */
export function markChange(store: AppStore, change: AfterChange, isDone: boolean): void {
  const others = store.getState().doneChanges.filter((done) => done !== change);
  store.setState({ doneChanges: isDone ? [...others, change] : others });
}

/** A new check begins a new round of changes. */
export const forgetChanges = (store: AppStore): void => store.setState({ doneChanges: [] });
