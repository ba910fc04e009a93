// In the settings: the profile in use with its support, a field for a code, and the way to the editor.
import { Box, Button, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import type { Profile } from '../../../shared/profile/profile.ts';
import { codeOf } from '../../client/answer.ts';
import { OpenFileButton } from '../../shell/file-drop.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { goTo } from '../../state/navigation.ts';
import { contactSupport, proposeProfile, type RefusedProfile, removeProfile } from '../../state/profile.ts';

export function ProfileSection() {
  const { t } = useTranslation('profile');
  const { store } = useApp();
  const profile = useAppState((state) => state.info?.profile ?? null);
  return (
    <Stack sx={{ gap: 3 }}>
      {profile === null ? (
        <Typography sx={{ color: 'quiet', textWrap: 'pretty' }}>{t('section.none')}</Typography>
      ) : (
        <InUse profile={profile} />
      )}
      <CodeField />
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, marginInlineStart: -1.5 }}>
        <OpenFileButton label={t('section.open')} />
        <Button onClick={() => goTo(store, 'profile')}>{t('section.make')}</Button>
      </Stack>
    </Stack>
  );
}

function InUse({ profile }: { readonly profile: Profile }) {
  const { t } = useTranslation('profile');
  const app = useApp();
  const isOpened = useAppState((state) => state.info?.profileOrigin === 'opened');
  return (
    <Box sx={{ padding: 2.5, borderRadius: '10px', bgcolor: 'sunken' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 1 }}>
        <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <Typography sx={{ fontWeight: 550 }}>{safeText(profile.name)}</Typography>
          <Typography variant="mono" component="p" sx={{ color: 'quiet', fontSize: '0.9375rem' }}>
            {safeText(profile.server)}
          </Typography>
        </Box>
        {isOpened ? (
          <Button onClick={() => void removeProfile(app)}>{t('section.remove')}</Button>
        ) : (
          <Typography variant="body2" sx={{ color: 'quiet' }}>
            {t('section.bundled')}
          </Typography>
        )}
      </Box>
      {profile.support !== undefined && <Support support={profile.support} />}
    </Box>
  );
}

/** Addresses are shown as text; the buttons say no address to the host, only which of the two. */
function Support({ support }: { readonly support: NonNullable<Profile['support']> }) {
  const { t } = useTranslation('profile');
  const app = useApp();
  const ways = [
    { kind: 'email', text: support.email, label: t('section.mail') },
    { kind: 'url', text: support.url, label: t('section.page') },
  ] as const;
  return (
    <Box
      sx={{ marginBlockStart: 2, paddingBlockStart: 2, borderBlockStart: '1px solid', borderColor: 'line' }}
    >
      <Typography variant="body2">{t('section.support', { name: safeText(support.name) })}</Typography>
      {ways.map(
        ({ kind, text, label }) =>
          text !== undefined && (
            <Box
              key={kind}
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                alignItems: 'center',
                justifyContent: 'space-between',
                gap: 1,
              }}
            >
              <Typography variant="mono" sx={{ overflowWrap: 'anywhere', minWidth: 0, fontSize: '0.875rem' }}>
                {safeText(text)}
              </Typography>
              <Button size="small" onClick={() => void contactSupport(app, kind)}>
                {label}
              </Button>
            </Box>
          ),
      )}
    </Box>
  );
}

function CodeField() {
  const { t } = useTranslation('profile');
  const app = useApp();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<RefusedProfile['fault'] | null>(null);
  const open = async () => {
    try {
      const answer = await proposeProfile(app, text);
      setRefused(answer?.fault ?? null);
    } catch (error) {
      app.store.setState({ notice: codeOf(error) });
    }
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
      sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1fr) auto' } }}
    >
      <TextField
        id="profile-code"
        label={t('section.code')}
        placeholder="sipprofile1:"
        value={text}
        error={refused !== null}
        helperText={refused === null ? t('section.codeHelp') : t(`read.${refused}`)}
        onChange={({ target }) => {
          setText(target.value);
          setRefused(null);
        }}
        autoComplete="off"
        slotProps={{
          htmlInput: { spellCheck: false, autoCapitalize: 'none', dir: 'ltr', maxLength: 20_000 },
          input: { sx: { typography: 'mono', '& input': { height: '1.4375rem' } } },
        }}
      />
      <Box sx={{ paddingBlockStart: { sm: 3.75 } }}>
        <Button type="submit" variant="outlined" disabled={text.trim() === ''}>
          {t('section.show')}
        </Button>
      </Box>
    </Box>
  );
}
