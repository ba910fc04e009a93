// The words that readings of a report are made of, in the language of the window or in another one.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, Words } from '../../shared/reading/say.ts';
import { localeOf } from './format.ts';

export function useWords(language: Language): Words {
  const { i18n } = useTranslation();
  return useMemo(
    () => ({
      locale: localeOf(language),
      instantMs: Date.parse,
      of: (namespace) => i18n.getFixedT(language, namespace),
    }),
    [i18n, language],
  );
}
