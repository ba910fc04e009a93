// Whether the password is kept beyond this window: a box to ask for it, or the reason why it cannot be; and what is kept
// already, with the way to be rid of it.
import { Box, Button, Checkbox, FormControl, FormControlLabel, FormHelperText } from '@mui/material';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { chooseRemembering, forgetSecret, isDraftRemembered } from '../../state/secrets.ts';

export function RememberField() {
  const secret = useAppState((state) => state.secret);
  const hasNothingNew = useAppState((state) => isDraftRemembered(state) && state.draft.password === '');
  if (secret === null) return null;
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      {!hasNothingNew && <RememberBox />}
      <KeptLine />
    </Box>
  );
}

function RememberBox() {
  const { t } = useTranslation('secrets');
  const { store } = useApp();
  const reason = useAppState(({ secret }) => (secret?.phase === 'unavailable' ? secret.reason : null));
  const isWanted = useAppState((state) => state.wantsRemembering);
  const help = useId();
  return (
    <FormControl>
      <FormControlLabel
        label={t('remember')}
        control={
          <Checkbox
            checked={isWanted && reason === null}
            disabled={reason !== null}
            slotProps={{ input: { 'aria-describedby': help } }}
            onChange={(event) => chooseRemembering(store, event.target.checked)}
          />
        }
      />
      <FormHelperText id={help}>{reason === null ? t('help') : t(`unavailable.${reason}`)}</FormHelperText>
    </FormControl>
  );
}

/** What is remembered, also where the form names somebody else. */
function KeptLine() {
  const { t } = useTranslation('secrets');
  const app = useApp();
  const secret = useAppState((state) => state.secret);
  if (secret?.phase !== 'remembered' && secret?.phase !== 'unreadable') return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3 }}>
      <Box component="span" sx={{ fontSize: '0.9375rem', overflowWrap: 'anywhere' }}>
        {secret.phase === 'remembered' ? t('kept', secret) : t('unreadable')}
      </Box>
      <Button sx={{ marginInlineStart: -1.5 }} onClick={() => void forgetSecret(app)}>
        {t('forget')}
      </Button>
    </Box>
  );
}
