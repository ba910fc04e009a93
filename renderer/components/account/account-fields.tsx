// An account on the server: what it makes possible, its four fields, and what becomes of the password.
import { Box, Button, type Theme, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { type DraftFaults, removeAccount } from '../../state/draft.ts';
import { DraftText } from '../draft-text.tsx';
import { PasswordField } from './password-field.tsx';
import { RememberField } from './remember-field.tsx';

type AccountFieldsProps = {
  readonly faults: DraftFaults;
  /** What the account is for on this page. */
  readonly lead: string;
  readonly hasReadback: boolean;
  readonly children?: ReactNode;
};

export function AccountFields({ faults, lead, hasReadback, children }: AccountFieldsProps) {
  const { t } = useTranslation('account');
  const title = useId();
  return (
    <Box component="section" aria-labelledby={title} sx={{ display: 'grid', gap: 3 }}>
      <Box sx={{ maxWidth: '62ch' }}>
        <Typography id={title} sx={{ fontWeight: 550 }}>
          {t('title')}
        </Typography>
        <Typography variant="body2" sx={{ color: 'quiet' }}>
          {lead} {t('used')}
        </Typography>
        <AskedNote />
      </Box>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <DraftText
          field="username"
          label={t('username.label')}
          help={t('username.help')}
          fault={faults.username}
        />
        <PasswordField fault={faults.password} />
        <DraftText
          field="echoExtension"
          label={t('echo.label')}
          help={t('echo.help')}
          fault={faults.echoExtension}
          placeholder="600"
        />
        {hasReadback && (
          <DraftText
            field="readbackExtension"
            label={t('readback.label')}
            help={t('readback.help')}
            fault={faults.readbackExtension}
            placeholder="601"
          />
        )}
      </Box>
      <RememberField />
      {children}
      <RemoveButton />
    </Box>
  );
}

/** After a reload the form still knows the account, but not its password. */
function AskedNote() {
  const { t } = useTranslation('account');
  const isAsked = useAppState((state) => state.isPasswordAsked);
  return (
    <Box
      component="output"
      sx={(theme: Theme) => ({
        display: 'block',
        '&:not(:empty)': {
          marginBlockStart: 1.5,
          paddingInlineStart: 2,
          borderInlineStart: `3px solid ${theme.vars.palette.primary.main}`,
        },
      })}
    >
      {isAsked && t('asked')}
    </Box>
  );
}

function RemoveButton() {
  const { t } = useTranslation('account');
  const { store } = useApp();
  const isGiven = useAppState(({ draft }) => draft.username !== '' || draft.password !== '');
  if (!isGiven) return null;
  return (
    <Box sx={{ marginInlineStart: -1.5, marginBlockStart: -1 }}>
      <Button onClick={() => removeAccount(store)}>{t('remove')}</Button>
    </Box>
  );
}
