// Applies the settings to the window: words and colours follow the store, without a reload.
import { useColorScheme } from '@mui/material';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../language/setup.ts';
import { useAppState } from '../state/app-context.tsx';
import { wishedLanguages } from '../state/profile.ts';

export function SettingsEffect() {
  const language = useAppState((state) => state.settings.language);
  const info = useAppState((state) => state.info);
  const mode = useAppState((state) => state.settings.theme);
  const { i18n } = useTranslation();
  const { setMode } = useColorScheme();
  useEffect(() => {
    const chosen = chooseLanguage(wishedLanguages(language, info, navigator.languages));
    if (i18n.language !== chosen) void i18n.changeLanguage(chosen);
  }, [language, info, i18n]);
  useEffect(() => setMode(mode), [mode, setMode]);
  return null;
}
