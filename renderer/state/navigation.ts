// Which screen is open, and which steps can be reached: back always, forward only to what exists.
import type { ShownComparison } from '../../shared/ipc/compare.ts';
import type { RunState } from '../../shared/ipc/contract.ts';
import type { Report } from '../../shared/report/report.ts';
import type { SealFinding } from '../../shared/report/seal.ts';
import type { AppStore } from './store.ts';

export const steps = ['start', 'symptoms', 'testing', 'result', 'fix', 'share'] as const;
export type Step = (typeof steps)[number];
export type Screen = Step | 'monitor' | 'history' | 'workspace' | 'report' | 'settings' | 'profile' | 'about';

export const isStep = (screen: Screen): screen is Step => (steps as readonly Screen[]).includes(screen);

/** A report that was opened to be read, from a file or from the history. */
export type OpenReport = {
  readonly report: Report;
  /** Null where the report holds no run before. */
  readonly comparison: ShownComparison | null;
  readonly replays: boolean;
  /** What the seal of its file says. */
  readonly seal: SealFinding;
  /** Null for a report of the history. */
  readonly fileName: string | null;
};

export type NavigationSlice = {
  readonly screen: Screen;
  readonly openReport: OpenReport | null;
};

export const initialNavigation: NavigationSlice = { screen: 'start', openReport: null };

const beforeResult: readonly Screen[] = ['start', 'symptoms', 'testing'];
const afterStart: readonly Screen[] = ['testing', 'result', 'fix', 'share'];

/** The screen after news about the run. Who reads the settings or the history is not torn away. */
export function screenAfter(screen: Screen, before: RunState | null, now: RunState): Screen {
  if (before?.phase === now.phase) return screen;
  switch (now.phase) {
    case 'running':
      return isStep(screen) ? 'testing' : screen;
    case 'done':
      return beforeResult.includes(screen) ? 'result' : screen;
    case 'failed':
      return beforeResult.includes(screen) ? 'testing' : screen;
    case 'idle':
      return afterStart.includes(screen) ? 'start' : screen;
  }
}

/** True when the step can be opened from the rail now. */
export function isOpenStep(step: Step, screen: Screen, run: RunState | null): boolean {
  switch (step) {
    case 'start':
      return true;
    case 'symptoms':
      return isStep(screen) && steps.indexOf(screen) > steps.indexOf(step) && run?.phase !== 'running';
    case 'testing':
      return run?.phase === 'running' || run?.phase === 'failed';
    case 'result':
    case 'fix':
    case 'share':
      return run?.phase === 'done';
  }
}

/** The step the rail marks: the open one, or the furthest that exists while another page is open. */
export function currentStep(screen: Screen, run: RunState | null): Step {
  if (isStep(screen)) return screen;
  if (run?.phase === 'running' || run?.phase === 'failed') return 'testing';
  return run?.phase === 'done' ? 'result' : 'start';
}

export const goTo = (store: AppStore, screen: Screen): void => store.setState({ screen });
