// Earlier results, those of one place together, newest first. Removing one can be taken back for a while.
import { Box, Button, Typography } from '@mui/material';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { OpenFileButton } from '../../shell/file-drop.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { readHistory, visibleHistory } from '../../state/history.ts';
import { goTo } from '../../state/navigation.ts';
import { HistoryGroups } from './history-groups.tsx';
import { UndoRemove } from './undo-remove.tsx';

export function HistoryScreen() {
  const { t } = useTranslation('history');
  const app = useApp();
  const history = useAppState((state) => state.history);
  const leaving = useAppState((state) => state.leaving);
  const days = useAppState((state) => state.settings.keepHistoryDays);
  useEffect(() => void readHistory(app), [app]);
  const entries = visibleHistory({ history, leaving });
  return (
    <Screen
      title={t('title')}
      lead={entries !== null && entries.length > 0 && t('lead', { count: days })}
      quietActions={<OpenFileButton />}
    >
      {entries !== null && entries.length === 0 && <Empty />}
      {entries !== null && entries.length > 0 && <HistoryGroups entries={entries} />}
      <UndoRemove />
    </Screen>
  );
}

function Empty() {
  const { t } = useTranslation('history');
  const { store } = useApp();
  return (
    <Box sx={{ paddingBlock: 4, borderBlock: '1px solid', borderColor: 'line' }}>
      <Typography variant="h3" component="h2">
        {t('empty.title')}
      </Typography>
      <Typography sx={{ marginBlock: 1, marginBlockEnd: 3, color: 'quiet' }}>{t('empty.text')}</Typography>
      <Button variant="contained" onClick={() => goTo(store, 'start')}>
        {t('empty.action')}
      </Button>
    </Box>
  );
}
