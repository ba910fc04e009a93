// The one field that matters.
import { TextField } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../state/app-context.tsx';
import { type DraftFault, editDraft } from '../state/draft.ts';

type ServerFieldProps = { readonly fault: DraftFault | undefined; readonly profileName: string | null };

export function ServerField({ fault, profileName }: ServerFieldProps) {
  const { t } = useTranslation('start');
  const { store } = useApp();
  const server = useAppState((state) => state.draft.server);
  const help = profileName === null ? t('server.help') : t('server.fromProfile', { name: profileName });
  return (
    <TextField
      id="server"
      name="server"
      fullWidth
      label={t('server.label')}
      placeholder="sip.example.com"
      value={server}
      error={fault !== undefined}
      helperText={fault === undefined ? help : t(`fault.${fault}`)}
      onChange={(event) => editDraft(store, { server: event.target.value })}
      autoComplete="off"
      slotProps={{
        htmlInput: {
          maxLength: 400,
          spellCheck: false,
          autoCapitalize: 'none',
          inputMode: 'url',
          dir: 'ltr',
        },
        input: { sx: { typography: 'mono', fontSize: '1.125rem', '& input': { height: 32 } } },
      }}
    />
  );
}
