// The password. React writes the value of a field it controls into the page's markup, so this field is left alone: its
// text is only ever a property of the element and a string in the store.
import { Button, InputAdornment, TextField } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { type DraftFault, typePassword } from '../../state/draft.ts';
import { isDraftRemembered } from '../../state/secrets.ts';

const maxPasswordChars = 256;

export function PasswordField({ fault }: { readonly fault: DraftFault | undefined }) {
  const { t } = useTranslation('account');
  const { t: secrets } = useTranslation('secrets');
  const { t: start } = useTranslation('start');
  const { store } = useApp();
  const password = useAppState((state) => state.draft.password);
  const isAsked = useAppState((state) => state.isPasswordAsked);
  const isKept = useAppState(isDraftRemembered);
  const [isShown, setIsShown] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null && input.current.value !== password) input.current.value = password;
  }, [password]);
  const unkept = isAsked ? t('password.lost') : t('password.help');
  const help = isKept ? secrets('leaveEmpty') : unkept;
  return (
    <TextField
      id="password"
      type={isShown ? 'text' : 'password'}
      label={t('password.label')}
      inputRef={input}
      error={fault !== undefined}
      helperText={fault === undefined ? help : start(`fault.${fault}`)}
      onChange={(event) => typePassword(store, event.target.value)}
      autoComplete="off"
      slotProps={{
        htmlInput: { maxLength: maxPasswordChars, spellCheck: false, autoCapitalize: 'none', dir: 'ltr' },
        input: {
          sx: { typography: 'mono', paddingInlineEnd: 0.5 },
          endAdornment: (
            <InputAdornment position="end">
              <Button
                size="small"
                aria-label={t(isShown ? 'password.hideLong' : 'password.showLong')}
                onClick={() => setIsShown(!isShown)}
              >
                {t(isShown ? 'password.hide' : 'password.show')}
              </Button>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
