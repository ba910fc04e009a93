// What the person noticed. It stays in this window: the check does not depend on it.
import type { Symptom } from '../../shared/ipc/contract.ts';
import type { AppStore } from './store.ts';

/** The symptom clock: a call that drops after the same time every time names its own cause. */
export const dropTimes = [
  'seconds-6',
  'seconds-32',
  'minutes-10',
  'minutes-15',
  'minutes-30',
  'hour',
  'varies',
] as const;
export type DropTime = (typeof dropTimes)[number];

export type SymptomSlice = {
  readonly symptom: Symptom | null;
  /** Only with `call-drops`. */
  readonly dropTime: DropTime | null;
};

export const initialSymptom: SymptomSlice = { symptom: null, dropTime: null };

/** Chooses a symptom, or takes the choice back; the clock belongs to dropped calls only. */
export function chooseSymptom(store: AppStore, symptom: Symptom | null): void {
  const { dropTime } = store.getState();
  store.setState({ symptom, dropTime: symptom === 'call-drops' ? dropTime : null });
}

export const chooseDropTime = (store: AppStore, dropTime: DropTime): void => store.setState({ dropTime });
