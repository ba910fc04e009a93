// What a measurement over time needs: a server, an account where there is one, how often, how long. What it will send
// stands beside the choices.
import { Box, Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountFields } from '../../components/account/account-fields.tsx';
import { soundOf } from '../../components/account/sound-size.ts';
import { Choice } from '../../components/choice.tsx';
import { ServerField } from '../../components/server-field.tsx';
import { formatCount, formatUnit } from '../../language/format.ts';
import { Screen } from '../../shell/screen.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { draftFields } from '../../state/draft.ts';
import {
  durationChoicesSeconds,
  editPace,
  paceChoicesMs,
  readMonitorDraft,
  startMonitor,
} from '../../state/monitor.ts';
import { isDraftRemembered } from '../../state/secrets.ts';
import { durationText } from './duration-text.ts';

const formId = 'monitor-form';

export function MonitorForm() {
  const { t } = useTranslation('monitor');
  const app = useApp();
  const draft = useAppState((state) => state.draft);
  const pace = useAppState((state) => state.monitorPace);
  const profile = useAppState((state) => state.info?.profile?.name ?? null);
  const [hasTried, setHasTried] = useState(false);
  const result = readMonitorDraft(draft, pace, useAppState(isDraftRemembered));
  const faults = hasTried && !result.ok ? result.faults : {};
  const submit = () => {
    setHasTried(true);
    if (result.ok) return void startMonitor(app, result.request);
    const first = draftFields.find((field) => field in result.faults);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${first}`)?.focus());
  };
  return (
    <Screen
      title={t('form.title')}
      lead={t('form.lead')}
      action={
        <Button type="submit" form={formId} variant="contained" size="large" sx={{ minWidth: 160 }}>
          {t('form.start')}
        </Button>
      }
    >
      <Stack
        component="form"
        id={formId}
        noValidate
        sx={{ gap: 4 }}
        onSubmit={(event: React.FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        <ServerField fault={faults.server} profileName={profile} />
        <PaceFields />
        <Box sx={{ paddingBlockStart: 3, borderBlockStart: '1px solid', borderColor: 'line' }}>
          <AccountFields faults={faults} lead={t('form.account')} hasReadback={false} />
        </Box>
      </Stack>
    </Screen>
  );
}

function PaceFields() {
  const { t, i18n } = useTranslation('monitor');
  const { store } = useApp();
  const { intervalMs, durationSeconds } = useAppState((state) => state.monitorPace);
  return (
    <Stack sx={{ gap: 3 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 5, rowGap: 3 }}>
        <Choice
          label={t('form.interval')}
          choices={paceChoicesMs}
          value={intervalMs}
          nameOf={(ms) =>
            ms < 1000
              ? formatUnit(ms, 'millisecond', i18n.language)
              : formatUnit(ms / 1000, 'second', i18n.language)
          }
          onChoose={(next) => editPace(store, { intervalMs: next })}
        />
        <Choice
          label={t('form.duration')}
          choices={durationChoicesSeconds}
          value={durationSeconds}
          nameOf={(seconds) => durationText(seconds, i18n.language)}
          onChoose={(next) => editPace(store, { durationSeconds: next })}
        />
      </Box>
      <Cost />
    </Stack>
  );
}

/** What the choices mean for the line, or that the server decides. */
function Cost() {
  const { t, i18n } = useTranslation('monitor');
  const hasCall = useAppState(
    ({ draft }) => draft.username.trim() !== '' && draft.echoExtension.trim() !== '',
  );
  const { intervalMs, durationSeconds } = useAppState((state) => state.monitorPace);
  const { packets, bytes } = soundOf(durationSeconds, intervalMs);
  const isSmall = bytes < 1_000_000;
  const size = formatUnit(
    bytes / (isSmall ? 1000 : 1_000_000),
    isSmall ? 'kilobyte' : 'megabyte',
    i18n.language,
  );
  return (
    <Typography variant="body2" sx={{ color: 'quiet', maxWidth: '62ch', minHeight: 42 }}>
      {hasCall
        ? t('form.costCall', { packets: formatCount(packets, i18n.language), size })
        : t('form.costRequests')}
    </Typography>
  );
}
