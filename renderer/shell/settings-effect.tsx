// Applies the settings to the window: words and colours follow the store, without a reload.
import { useColorScheme } from '@mui/material';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../language/setup.ts';
import { useAppState } from '../state/app-context.tsx';

export function SettingsEffect() {
  const language = useAppState((state) => state.settings.language);
  const profileLanguage = useAppState((state) => state.info?.profile?.language);
  const mode = useAppState((state) => state.settings.theme);
  const { i18n } = useTranslation();
  const { setMode } = useColorScheme();
  useEffect(() => {
    // The person first, then the system, then the provider.
    const wished = [...(language === null ? navigator.languages : [language]), profileLanguage ?? 'en'];
    const chosen = chooseLanguage(wished);
    if (i18n.language !== chosen) void i18n.changeLanguage(chosen);
  }, [language, profileLanguage, i18n]);
  useEffect(() => setMode(mode), [mode, setMode]);
  return null;
}
