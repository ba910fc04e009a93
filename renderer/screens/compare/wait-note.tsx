// Says before a new check that it would come too soon, and when it would not.
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report/report.ts';
import { useLedger } from '../../components/use-ledger.ts';
import { useApp } from '../../state/app-context.tsx';
import { Note } from '../result/report-head.tsx';
import { waitMinutes } from './wait-minutes.ts';

export function WaitNote({ report }: { readonly report: Report }) {
  const { t: verdict } = useTranslation('verdict');
  const count = waitMinutes(report, useLedger(useApp()) ?? []);
  return count === null ? null : <Note>{verdict('advice.check-again-in-minutes', { count })}</Note>;
}
