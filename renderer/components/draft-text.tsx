// One line of text of the start form, in the face of addresses: nothing corrects it and nothing completes it.
import { TextField } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../state/app-context.tsx';
import { type DraftFault, editDraft } from '../state/draft.ts';

type DraftTextProps = {
  readonly field: 'port' | 'altPort' | 'probeUser' | 'username' | 'echoExtension' | 'readbackExtension';
  readonly label: string;
  readonly help: string;
  readonly fault: DraftFault | undefined;
  readonly placeholder?: string;
  readonly isNumber?: boolean;
};

export function DraftText({ field, label, help, fault, placeholder = '', isNumber = false }: DraftTextProps) {
  const { t } = useTranslation('start');
  const { store } = useApp();
  const value = useAppState((state) => state.draft[field]);
  return (
    <TextField
      id={field}
      label={label}
      placeholder={placeholder}
      value={value}
      error={fault !== undefined}
      helperText={fault === undefined ? help : t(`fault.${fault}`)}
      onChange={(event) => editDraft(store, { [field]: event.target.value })}
      autoComplete="off"
      slotProps={{
        htmlInput: {
          maxLength: 64,
          spellCheck: false,
          autoCapitalize: 'none',
          dir: 'ltr',
          inputMode: isNumber ? 'numeric' : 'text',
        },
        input: { sx: { typography: 'mono' } },
      }}
    />
  );
}
