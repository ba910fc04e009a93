// How long a new check is better put off: a server that counts strangers lets them ask seldom.
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import type { Report } from '../../../shared/report/report.ts';

/** Shorter waits the check itself keeps, and shows. */
const longestQuietSeconds = 60;

/** Until a new check would show something, min; null where it need not wait, as with a user that the server knows. */
export function waitMinutes(
  { target, environment }: Pick<Report, 'target' | 'environment'>,
  ledger: ResponseOf<'ledger.read'>,
): number | null {
  if (target.mode !== 'anonymous' || environment?.isSimulated === true) return null;
  const waits = ledger
    .filter(({ serverAddress }) => target.addresses.includes(serverAddress))
    .map(({ secondsUntilFree }) => secondsUntilFree);
  const seconds = Math.max(0, ...waits);
  return seconds <= longestQuietSeconds ? null : Math.ceil(seconds / 60);
}
