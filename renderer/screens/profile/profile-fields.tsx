// Fields of the editor: each with its help, or with what is wrong in its place.
import { Box, TextField, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileFormField } from '../../../shared/profile/profile-form.ts';
import { TransportChoice } from '../../components/transport-choice.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { editProfile } from '../../state/profile.ts';

export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id}>
      <Typography id={id} variant="h3" component="h2" sx={{ marginBlockEnd: 2 }}>
        {title}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
          alignItems: 'start',
        }}
      >
        {children}
      </Box>
    </Box>
  );
}

type ProfileTextProps = {
  readonly field: ProfileFormField;
  readonly placeholder?: string;
  readonly isNumber?: boolean;
  /** Words for people instead of a value for machines. */
  readonly isProse?: boolean;
  readonly isRequired?: boolean;
};

export function ProfileText(props: ProfileTextProps) {
  const { field, placeholder = '', isNumber = false, isProse = false, isRequired = false } = props;
  const { t } = useTranslation('profile');
  const app = useApp();
  const value = useAppState((state) => state.profileForm[field]);
  const fault = useAppState((state) => state.profileFaults[field]);
  return (
    <TextField
      id={`profile-${field}`}
      label={t(`field.${field}`)}
      placeholder={placeholder}
      value={value}
      error={fault !== undefined}
      helperText={fault === undefined ? t(`help.${field}`) : t(`fault.${fault}`)}
      onChange={({ target }) => editProfile(app, { [field]: target.value })}
      autoComplete="off"
      slotProps={{
        htmlInput: {
          maxLength: 400,
          spellCheck: isProse,
          'aria-required': isRequired,
          inputMode: isNumber ? 'numeric' : 'text',
          ...(isProse ? {} : { autoCapitalize: 'none', dir: 'ltr' }),
        },
        input: { sx: isProse ? {} : { typography: 'mono', '& input': { height: '1.4375rem' } } },
      }}
    />
  );
}

export function ProfileTransports() {
  const { t } = useTranslation('profile');
  const app = useApp();
  const form = useAppState((state) => state.profileForm);
  return (
    <TransportChoice
      label={t('field.transports')}
      chosen={form}
      onChange={(change) => editProfile(app, change)}
    />
  );
}
