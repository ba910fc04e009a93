// A change in words.
import { safeText } from '../base/safe-text.ts';
import type { Caption } from './findings.ts';
import type { Say } from './say.ts';

/** Longer values are told by their beginning; the bytes stand above. */
const mostChars = 60;

/** One sentence for each change; `say` knows the namespace `diff`. */
export function captionTexts(captions: readonly Caption[], say: Say): readonly string[] {
  return captions.map(({ key, field, sent, got }) =>
    say(`caption.${key}`, {
      field: field === null ? '' : fieldName(field, say),
      sent: shortValue(sent, say),
      got: shortValue(got, say),
    }),
  );
}

/** A changed part of a message by name. */
export const fieldName = (field: string, say: Say): string =>
  say(`field.${field}`, { defaultValue: safeText(field) });

/** A value of somebody else's message, short enough for a sentence. */
export function shortValue(text: string | null, say: Say): string {
  if (text === null || text === '') return say('empty');
  const safe = safeText(text);
  return safe.length > mostChars ? `${safe.slice(0, mostChars)}…` : safe;
}
