// A change in words.
import { useTranslation } from 'react-i18next';
import { safeText } from '../safe-text.ts';
import type { Caption } from './findings.ts';

/** Longer values are told by their beginning; the bytes stand above. */
const mostChars = 60;

/** One sentence for each change, in the language of the window. */
export function useCaptions(captions: readonly Caption[]): readonly string[] {
  const { t } = useTranslation('diff');
  const value = (text: string | null): string => {
    if (text === null || text === '') return t('empty');
    const safe = safeText(text);
    return safe.length > mostChars ? `${safe.slice(0, mostChars)}…` : safe;
  };
  return captions.map(({ key, field, sent, got }) =>
    t(`caption.${key}`, {
      field: field === null ? '' : t(`field.${field}`, { defaultValue: safeText(field) }),
      sent: value(sent),
      got: value(got),
    }),
  );
}
