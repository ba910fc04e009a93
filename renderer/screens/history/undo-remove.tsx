// The moment to take a removal back; after it, or when the page is left, the result is gone for good.
import { Box, Button, Snackbar } from '@mui/material';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { finishRemove, undoRemove } from '../../state/history.ts';

const bottom = { vertical: 'bottom', horizontal: 'center' } as const;
const undoMs = 10_000;

export function UndoRemove() {
  const { t } = useTranslation('history');
  const app = useApp();
  const leaving = useAppState((state) => state.leaving);
  useEffect(() => () => void finishRemove(app), [app]);
  return (
    <Snackbar
      anchorOrigin={bottom}
      key={leaving?.id ?? 'none'}
      open={leaving !== null}
      autoHideDuration={undoMs}
      onClose={(_event, reason) => reason === 'timeout' && void finishRemove(app)}
    >
      <Box
        component="output"
        sx={{
          display: 'flex',
          gap: 2,
          alignItems: 'center',
          paddingInline: 2,
          paddingBlock: 1,
          borderRadius: '10px',
          border: '1px solid',
          borderColor: 'lineStrong',
          bgcolor: 'surface',
        }}
      >
        {t('removed', { server: leaving?.server ?? '' })}
        <Button size="small" onClick={() => undoRemove(app)}>
          {t('undo')}
        </Button>
      </Box>
    </Snackbar>
  );
}
