// A server that counts strangers lets them ask seldom: until it does again, a new check would show nothing.
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report/report.ts';
import { useLedger } from '../../components/use-ledger.ts';
import { useApp } from '../../state/app-context.tsx';
import { Note } from '../result/report-head.tsx';

/** Shorter waits the check itself keeps, and shows. */
const longestQuietSeconds = 60;

export function WaitNote({ report }: { readonly report: Report }) {
  const { mode } = report.target;
  const isCounted = mode === 'anonymous' && report.environment?.isSimulated !== true;
  return isCounted ? <Wait addresses={report.target.addresses} /> : null;
}

function Wait({ addresses }: { readonly addresses: readonly string[] }) {
  const { t: verdict } = useTranslation('verdict');
  const ledger = useLedger(useApp()) ?? [];
  const waits = ledger
    .filter(({ serverAddress }) => addresses.includes(serverAddress))
    .map(({ secondsUntilFree }) => secondsUntilFree);
  const seconds = Math.max(0, ...waits);
  if (seconds <= longestQuietSeconds) return null;
  return <Note>{verdict('advice.check-again-in-minutes', { count: Math.ceil(seconds / 60) })}</Note>;
}
