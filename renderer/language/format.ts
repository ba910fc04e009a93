// Dates, counts and times in the reader's own way, from the language in use.

/** The system's own variant of a language where it names one: `en-GB` rather than `en`. */
export function localeOf(language: string): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
}

/** `6 May 2027, 14:05`: short, 24 hours where the language writes so, in the computer's time zone. */
export const formatDateTime = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  );

/** `6 May 2027`, in the computer's time zone. */
export const formatDate = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long' }).format(new Date(iso));

/** A whole number with the language's own grouping. */
export const formatCount = (count: number, language: string): string =>
  new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 0 }).format(count);

/** A language's name in that language: `Nederlands`. */
export function nameOfLanguage(language: string): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** `10 minutes`, `20 ms`, `1.9 MB`: a number with its unit, by CLDR. */
export const formatUnit = (
  value: number,
  unit: 'millisecond' | 'second' | 'minute' | 'hour' | 'megabyte' | 'kilobyte',
  language: string,
): string =>
  new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit,
    unitDisplay: unit === 'second' || unit === 'minute' || unit === 'hour' ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(value);

/** `14:05`, with seconds where they matter, in the computer's time zone. */
export const formatTimeOfDay = (atMs: number, language: string, hasSeconds: boolean): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    hour: '2-digit',
    minute: '2-digit',
    ...(hasSeconds ? { second: '2-digit' } : {}),
  }).format(atMs);

/** `A, B and C`. */
export const formatList = (items: readonly string[], language: string): string =>
  new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(items);
