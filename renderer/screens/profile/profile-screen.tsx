// The editor for support: what a customer's check needs, checked by the host, as a file and as a code to paste.
import { Box, Button, MenuItem, type SvgIconProps, TextField } from '@mui/material';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../../../shared/reading/say.ts';
import { nameOfLanguage } from '../../language/format.ts';
import { Icon } from '../../shell/icons.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { goTo } from '../../state/navigation.ts';
import { editProfile, formOfProfile, makeProfile } from '../../state/profile.ts';
import { Group, ProfileText, ProfileTransports } from './profile-fields.tsx';
import { ProfileMade } from './profile-made.tsx';

const formId = 'profile-form';

export function ProfileScreen() {
  const { t } = useTranslation('profile');
  const app = useApp();
  const inUse = useAppState((state) => state.info?.profile ?? null);
  const made = useAppState((state) => state.madeProfile);
  return (
    <>
      <Screen
        title={t('editor.title')}
        lead={t('editor.lead')}
        quietActions={
          <>
            <Button onClick={() => goTo(app.store, 'settings')}>{t('editor.back')}</Button>
            {inUse !== null && (
              <Button onClick={() => editProfile(app, formOfProfile(inUse))}>{t('editor.takeInUse')}</Button>
            )}
          </>
        }
        action={
          <Button type="submit" form={formId} variant="contained" size="large" sx={{ minWidth: 160 }}>
            {t('editor.make')}
          </Button>
        }
      >
        <EditorForm />
      </Screen>
      <Box component="output" sx={{ display: 'block', maxWidth: 720 }}>
        {made !== null && <ProfileMade made={made} />}
      </Box>
    </>
  );
}

function EditorForm() {
  const { t } = useTranslation('profile');
  const app = useApp();
  const form = useRef<HTMLFormElement>(null);
  const submit = async () => {
    const isMade = await makeProfile(app);
    // The first field that is wrong, in the order of the page.
    if (!isMade)
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Box
      component="form"
      id={formId}
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      sx={{ display: 'grid', gap: 5 }}
    >
      <Group title={t('editor.server')}>
        <ProfileText field="name" isProse isRequired />
        <ProfileText field="server" placeholder="sip.example.com" isRequired />
        <ProfileText field="port" placeholder="5060" isNumber />
        <ProfileText field="altPort" placeholder="5160" isNumber />
        <ProfileText field="probeUser" />
        <ProfileTransports />
      </Group>
      <Group title={t('editor.line')}>
        <ProfileText field="echoExtension" />
        <ProfileText field="readbackExtension" />
      </Group>
      <Group title={t('editor.support')}>
        <ProfileText field="supportName" isProse />
        <ProfileText field="supportEmail" placeholder="help@example.com" />
        <ProfileText field="supportUrl" placeholder="https://example.com/help" />
        <LanguageChoice />
      </Group>
    </Box>
  );
}

const FoldIcon = (props: SvgIconProps) => <Icon {...props} name="fold" />;

function LanguageChoice() {
  const { t } = useTranslation('profile');
  const app = useApp();
  const language = useAppState((state) => state.profileForm.language);
  return (
    <TextField
      id="profile-language"
      select
      label={t('field.language')}
      helperText={t('help.language')}
      value={language ?? 'system'}
      slotProps={{ select: { IconComponent: FoldIcon } }}
      onChange={({ target }) =>
        editProfile(app, { language: languages.find((name) => name === target.value) ?? null })
      }
    >
      <MenuItem value="system">{t('editor.ownLanguage')}</MenuItem>
      {languages.map((name) => (
        <MenuItem key={name} value={name} lang={name}>
          {nameOfLanguage(name)}
        </MenuItem>
      ))}
    </TextField>
  );
}
