// One report of the list: the page of an opened report, what to tell the customer, and the way to its place.
import { Button } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { Fold } from '../../components/fold.tsx';
import { useApp } from '../../state/app-context.tsx';
import { backToGrid, setWorkspace } from '../../state/workspace.ts';
import { ReportScreen } from '../report/report-screen.tsx';
import { Explain } from './explain.tsx';

export function OneView({ row, report, comparison, replays, seal }: ResponseOf<'workspace.open'>) {
  const { t } = useTranslation('workspace');
  const { store } = useApp();
  const { site } = row;
  return (
    <ReportScreen
      report={report}
      comparison={comparison}
      replays={replays}
      seal={seal}
      levelToday={row.levelToday}
      fileName={row.fileName}
      backText={t('back')}
      onBack={() => backToGrid(store)}
      actions={
        site !== null && (
          <Button onClick={() => setWorkspace(store, { view: { kind: 'site', site } })}>{t('site')}</Button>
        )
      }
    >
      <Fold title={t('explain.title')}>
        <Explain report={report} />
      </Fold>
    </ReportScreen>
  );
}
