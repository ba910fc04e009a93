// Why no check took place: what happened, what it means, what to try, and one button.
import { Box, Button, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../../../shared/ipc/contract.ts';
import { Screen } from '../../shell/screen.tsx';
import { useApp } from '../../state/app-context.tsx';
import { checkAgain, clearRun } from '../../state/run.ts';

type Failed = Extract<RunState, { phase: 'failed' }>;

/** Faults of what was asked for lead back to the form; the others are worth another try as they are. */
const leadsToForm: Readonly<Record<Failed['code'], boolean>> = {
  'unknown-name': true,
  'no-address': true,
  unreachable: false,
  'refused-target': true,
  'banned-word': true,
  'trap-port': true,
  'another-check-runs': false,
  'engine-stopped': false,
  internal: false,
};

export function FailedRun({ run }: { readonly run: Failed }) {
  const { t } = useTranslation('errors');
  const app = useApp();
  const { code, request } = run;
  const port = request.port ?? 5060;
  const change = () => void clearRun(app);
  const again = () => void checkAgain(app);
  return (
    <Screen
      title={t(`run.${code}.title`)}
      lead={t(`run.${code}.meaning`)}
      quietActions={!leadsToForm[code] && <Button onClick={change}>{t('toStart')}</Button>}
      action={
        <Button variant="contained" size="large" onClick={leadsToForm[code] ? change : again}>
          {leadsToForm[code] ? t('changeServer') : t('tryAgain')}
        </Button>
      }
    >
      <Box
        sx={{
          padding: 3,
          borderRadius: '10px',
          border: '1px solid',
          borderColor: 'line',
          bgcolor: 'surface',
        }}
      >
        <Typography variant="h3" component="h2" sx={{ marginBlockEnd: 1 }}>
          {t('whatToTry')}
        </Typography>
        <Typography sx={{ textWrap: 'pretty' }}>{t(`run.${code}.try`)}</Typography>
        <Typography variant="body2" sx={{ marginBlockStart: 2, color: 'quiet' }}>
          {t('asked')}{' '}
          <Typography component="span" variant="mono" sx={{ overflowWrap: 'anywhere' }}>
            {request.server}
            {request.port === null ? '' : `:${port}`}
          </Typography>
        </Typography>
      </Box>
    </Screen>
  );
}
