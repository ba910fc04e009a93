// Dates, counts and times in the reader's own way, from the language in use.

/** The system's own variant of a language where it names one: `en-GB` rather than `en`. */
function localeOf(language: string): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
}

/** `6 May 2027, 14:05`: short, 24 hours where the language writes so, in the computer's time zone. */
export const formatDateTime = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  );

/** A whole number with the language's own grouping. */
export const formatCount = (count: number, language: string): string =>
  new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 0 }).format(count);

/** A language's name in that language: `Nederlands`. */
export function nameOfLanguage(language: string): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
