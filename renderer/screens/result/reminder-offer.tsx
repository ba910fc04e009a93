// After a check that shows the editing gone: an offer to look again in a week, because updates bring it back.
import { Box, Button, Typography } from '@mui/material';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { wasTurnedOff } from '../../../shared/report/came-back.ts';
import type { Report } from '../../../shared/report/report.ts';
import { formatDate } from '../../language/format.ts';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { readHistory } from '../../state/history.ts';
import { forgetReminder, setReminder } from '../../state/reminder.ts';

export function ReminderOffer({ report }: { readonly report: Report }) {
  const app = useApp();
  const history = useAppState((state) => state.history);
  const isClean = report.alg.level === 'unlikely';
  useEffect(() => {
    if (isClean && history === null) void readHistory(app);
  }, [app, history, isClean]);
  return isClean && wasTurnedOff(history ?? [], report.id) ? <Offer server={report.target.server} /> : null;
}

function Offer({ server }: { readonly server: string }) {
  const { t, i18n } = useTranslation('aftercare');
  const app = useApp();
  const reminder = useAppState((state) => state.reminder);
  const isSet = reminder !== null && reminder.server === server && !reminder.isDue;
  return (
    <Box component="section" sx={{ maxWidth: '62ch' }}>
      <Typography component="h2" sx={{ fontWeight: 550 }}>
        {t('reminder.title')}
      </Typography>
      <Typography>{t('reminder.text')}</Typography>
      <Typography component="output" sx={{ display: 'block', color: 'quiet' }}>
        {isSet && t('reminder.kept', { date: formatDate(reminder.dueAt, i18n.language) })}
      </Typography>
      <Button
        size="small"
        onClick={() => void (isSet ? forgetReminder(app) : setReminder(app))}
        sx={{ marginInlineStart: -1.5 }}
      >
        {t(isSet ? 'reminder.forget' : 'reminder.set')}
      </Button>
    </Box>
  );
}
