// Why a check or a measurement did not take place: what happened, what it means, what to try, and one button.
import { Box, Button, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../shared/base/safe-text.ts';
import type { RunState } from '../../shared/ipc/contract.ts';
import { Screen } from '../shell/screen.tsx';

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

type FailedRunProps = {
  readonly code: Failed['code'];
  readonly request: { readonly server: string; readonly port: number | null };
  /** A measurement has words of its own where a check would be named. */
  readonly words: 'run' | 'monitor';
  readonly onChange: () => void;
  readonly onAgain: () => void;
};

export function FailedRun({ code, request, words, onChange, onAgain }: FailedRunProps) {
  const { t } = useTranslation('errors');
  const say = (part: 'title' | 'meaning' | 'try') => t([`${words}.${code}.${part}`, `run.${code}.${part}`]);
  return (
    <Screen
      title={say('title')}
      lead={say('meaning')}
      quietActions={!leadsToForm[code] && <Button onClick={onChange}>{t('toStart')}</Button>}
      action={
        <Button variant="contained" size="large" onClick={leadsToForm[code] ? onChange : onAgain}>
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
        <Typography sx={{ textWrap: 'pretty' }}>{say('try')}</Typography>
        <Typography variant="body2" sx={{ marginBlockStart: 2, color: 'quiet' }}>
          {t('asked')}{' '}
          <Typography component="span" variant="mono" sx={{ overflowWrap: 'anywhere' }}>
            {safeText(request.server)}
            {request.port === null ? '' : `:${request.port}`}
          </Typography>
        </Typography>
      </Box>
    </Screen>
  );
}
