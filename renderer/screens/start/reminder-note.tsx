// One calm line on the first page once the day to check again has come.
import { Box, Button, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../language/format.ts';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { editDraft } from '../../state/draft.ts';
import { goTo } from '../../state/navigation.ts';
import { forgetReminder } from '../../state/reminder.ts';

export function ReminderNote() {
  const { t, i18n } = useTranslation('aftercare');
  const app = useApp();
  const reminder = useAppState((state) => state.reminder);
  if (reminder === null || !reminder.isDue) return null;
  const { server, port, checkedAt } = reminder;
  const check = () => {
    editDraft(app.store, { server, port: port === null ? '' : String(port) });
    goTo(app.store, 'symptoms');
  };
  return (
    <Box component="section" sx={noteStyles}>
      <Box sx={{ flex: '1 1 280px', minWidth: 0 }}>
        <Typography component="h2" sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>
          {t('reminder.due', { server })}
        </Typography>
        <Typography sx={{ color: 'quiet' }}>
          {t('reminder.dueText', { date: formatDate(checkedAt, i18n.language) })}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" onClick={check} sx={{ overflowWrap: 'anywhere' }}>
          {t('reminder.check', { server })}
        </Button>
        <Button onClick={() => void forgetReminder(app)}>{t('reminder.forget')}</Button>
      </Box>
    </Box>
  );
}

const noteStyles = (theme: Theme) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 3,
  rowGap: 1.5,
  marginBlockEnd: 4,
  padding: 2,
  borderRadius: '10px',
  border: `1px solid ${theme.vars.palette.line}`,
  backgroundColor: theme.vars.palette.surface,
});
