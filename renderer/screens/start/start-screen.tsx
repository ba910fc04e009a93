// The first page: one field, one button, and plainly what the button will send.
import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PathPicture } from '../../components/path-picture/path-picture.tsx';
import { ServerField } from '../../components/server-field.tsx';
import { OpenFileButton } from '../../shell/file-drop.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { type DraftFaults, draftFields, readDraft, splitServer } from '../../state/draft.ts';
import { goTo } from '../../state/navigation.ts';
import { isDraftRemembered } from '../../state/secrets.ts';
import { AdvancedFold } from './advanced-fold.tsx';
import { DemoChoice } from './demo-choice.tsx';
import { ReminderNote } from './reminder-note.tsx';
import { SmallPrint } from './small-print.tsx';

const formId = 'start-form';

/** The field whose fault is told first gets the focus. */
function focusFirst(faults: DraftFaults): void {
  const first = draftFields.find((field) => field in faults);
  if (first !== undefined)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${first}`)?.focus());
}

export function StartScreen() {
  const { t } = useTranslation('start');
  const { store } = useApp();
  const draft = useAppState((state) => state.draft);
  const info = useAppState((state) => state.info);
  const [hasTried, setHasTried] = useState(false);
  const result = readDraft(draft, useAppState(isDraftRemembered));
  const faults = hasTried && !result.ok ? result.faults : {};
  const submit = () => {
    setHasTried(true);
    if (result.ok) goTo(store, 'symptoms');
    else focusFirst(result.faults);
  };
  const demo = info !== null && info.demoScenarios.length > 0 ? info : null;
  return (
    <Screen
      title={t('title')}
      lead={t('lead')}
      picture={<PathPicture state="resting" server={splitServer(draft.server).host} />}
      quietActions={
        <>
          {demo !== null && !demo.isDemo && <DemoChoice scenarios={demo.demoScenarios} />}
          <OpenFileButton />
        </>
      }
      action={<CheckButton isSecond={demo?.isDemo === true} />}
    >
      <ReminderNote />
      {demo?.isDemo === true && <DemoChoice scenarios={demo.demoScenarios} isFirst />}
      <Box
        component="form"
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ServerField fault={faults.server} profileName={info?.profile?.name ?? null} />
        <AdvancedFold faults={faults} />
      </Box>
      <SmallPrint />
    </Screen>
  );
}

function CheckButton({ isSecond }: { readonly isSecond: boolean }) {
  const { t } = useTranslation('start');
  const { store } = useApp();
  const isRunning = useAppState((state) => state.run?.phase === 'running');
  const variant = isSecond ? 'outlined' : 'contained';
  if (isRunning)
    return (
      <Button variant="contained" size="large" onClick={() => goTo(store, 'testing')}>
        {t('showRunning')}
      </Button>
    );
  return (
    <Button type="submit" form={formId} variant={variant} size="large" sx={{ minWidth: 160 }}>
      {t('check')}
    </Button>
  );
}
