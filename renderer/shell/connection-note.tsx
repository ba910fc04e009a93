// Stands above the screen while the engine of the app cannot be reached.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../state/app-context.tsx';
import { Icon } from './icons.tsx';

export function ConnectionNote() {
  const { t } = useTranslation('errors');
  const connection = useAppState((state) => state.connection);
  if (connection === 'connected') return null;
  return (
    <Box
      role="alert"
      sx={{
        maxWidth: 720,
        boxSizing: 'border-box',
        marginBlockEnd: 4,
        padding: 2,
        borderRadius: '10px',
        border: '1px solid',
        display: 'flex',
        gap: 2,
        borderColor: 'lineProblem',
        bgcolor: 'lineProblemSoft',
      }}
    >
      <Icon name="unplugged" sx={{ color: 'lineProblem', marginBlockStart: 0.25 }} />
      <div>
        <Typography sx={{ fontWeight: 650 }}>{t(`connection.${connection}.title`)}</Typography>
        <Typography variant="body2">{t(`connection.${connection}.text`)}</Typography>
      </div>
    </Box>
  );
}
