// Why the host gave no file: one sentence that names the field.
import { Alert } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';

export function RefusedFile({ message }: { readonly message: string }) {
  const { t } = useTranslation('redact');
  return (
    <Alert severity="warning">
      {t('refused')} <span lang="en">{safeText(message)}</span>
    </Alert>
  );
}
