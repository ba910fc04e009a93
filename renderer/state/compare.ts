// Checking again after a change: which run the new check is compared with, and what is asked again.
import type { WindowCheckRequest } from '../../shared/ipc/contract.ts';
import type { Report } from '../../shared/report/report.ts';
import { startCheck } from './run.ts';
import type { App, AppState, AppStore } from './store.ts';

export type CompareSlice = {
  /** The person wants the next check compared with the latest one, not with where it began. */
  readonly isLatestBase: boolean;
  /** The switch of the demo's router. */
  readonly isDemoSwitchedOff: boolean;
  /** A check that was asked for and lacks the password of its account. */
  readonly waitingCheck: WindowCheckRequest | null;
};

export const initialCompare: CompareSlice = {
  isLatestBase: false,
  isDemoSwitchedOff: false,
  waitingCheck: null,
};

const isAccused = ({ alg }: Pick<Report, 'alg'>): boolean =>
  alg.level === 'confirmed' || alg.level === 'likely';

/**
 * The run that the next check is compared with; null for none. The finding that began the chain stays the question:
 * after "set it back" the answer to "did the change help?" needs the state before any change. A run that accuses
 * takes over from one that does not, and a whole one from one that nothing can be compared with.
 */
export function baseOf(
  report: Report,
  isComparable: boolean,
  isLatestBase: boolean,
): Pick<Report, 'id' | 'createdAt'> | null {
  const { before } = report;
  const latest = report.partial ? null : report;
  if (before === null || isLatestBase) return latest;
  if (!isComparable) return latest ?? before;
  return !isAccused(before) && isAccused(report) ? (latest ?? before) : before;
}

export const chooseBase = (store: AppStore, isLatestBase: boolean): void => store.setState({ isLatestBase });

export const switchDemo = (store: AppStore, isDemoSwitchedOff: boolean): void =>
  store.setState({ isDemoSwitchedOff });

/** The same check once more, after something was changed at the router. */
export async function checkAfterChange(app: App): Promise<void> {
  const { run, isLatestBase } = app.store.getState();
  if (run?.phase !== 'done') return;
  const isComparable = run.comparison?.outcome !== 'not-comparable';
  const compareWith = baseOf(run.report, isComparable, isLatestBase)?.id ?? null;
  const demo = demoAfterChange(app.store);
  app.store.setState({ isLatestBase: false, isDemoSwitchedOff: false });
  await startCheck(app, { ...run.request, demo, compareWith });
}

/** The scenario that the demo's router becomes when its switch is off; null where it has none. */
export function switchedOffDemo({ run, info }: Pick<AppState, 'run' | 'info'>): string | null {
  const demo = run?.phase === 'done' ? run.request.demo : null;
  return info?.demoScenarios.find(({ name }) => name === demo)?.switchedOff ?? null;
}

function demoAfterChange(store: AppStore): string | null {
  const state = store.getState();
  const switchedOff = state.isDemoSwitchedOff ? switchedOffDemo(state) : null;
  return switchedOff ?? (state.run?.phase === 'done' ? state.run.request.demo : null);
}
