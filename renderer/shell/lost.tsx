// The page of a window that no host opened, so that nobody stares at an empty one.
import { useTranslation } from 'react-i18next';
import { FullPage } from './window-fault.tsx';

export function Lost() {
  const { t } = useTranslation('errors');
  return <FullPage title={t('noHost.title')} text={t('noHost.text')} />;
}
