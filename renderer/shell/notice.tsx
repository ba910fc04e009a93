// Says why something the person asked for did not happen, then goes away when told to.
import { Box, IconButton, Snackbar } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../state/app-context.tsx';
import { Icon } from './icons.tsx';

const bottom = { vertical: 'bottom', horizontal: 'center' } as const;

export function Notice() {
  const { t } = useTranslation('errors');
  const { store } = useApp();
  const notice = useAppState((state) => state.notice);
  const close = () => store.setState({ notice: null });
  return (
    <Snackbar
      anchorOrigin={bottom}
      open={notice !== null}
      onClose={(_event, reason) => reason === 'escapeKeyDown' && close()}
    >
      <Box
        role="alert"
        sx={{
          display: 'flex',
          gap: 2,
          alignItems: 'flex-start',
          maxWidth: 480,
          padding: 2,
          paddingInlineEnd: 1,
          borderRadius: '10px',
          border: '1px solid',
          borderColor: 'lineStrong',
          bgcolor: 'surface',
        }}
      >
        <Box sx={{ paddingBlock: 0.5 }}>{notice !== null && t(`call.${notice}`)}</Box>
        <IconButton aria-label={t('close')} onClick={close}>
          <Icon name="close" />
        </IconButton>
      </Box>
    </Snackbar>
  );
}
