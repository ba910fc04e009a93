// Finds routers by what a person reads on the box: maker, product, model, provider; in any order, half typed.
import type { ShownRouter } from './shown-router.ts';

export type RouterGroup = 'near' | 'shop' | 'far';

export type RouterHit = { readonly router: ShownRouter; readonly group: RouterGroup };

const spokenIn: Readonly<Record<string, readonly string[]>> = {
  en: ['GB', 'US', 'CA', 'AU'],
  nl: ['NL', 'BE'],
  fr: ['FR', 'BE', 'CA'],
  de: ['DE'],
};

/** Countries whose providers come first, ISO 3166-1: those of the language, the person's own before the others. */
export function countriesOf(language: string, tags: readonly string[]): readonly string[] {
  const spoken = spokenIn[language] ?? [];
  const own = tags.flatMap((tag) => tag.split('-').slice(1)).find((region) => spoken.includes(region));
  return own === undefined ? spoken : [own, ...spoken.filter((country) => country !== own)];
}

/** Letters and digits alone, so that "fritz box" finds FRITZ!Box and "f@st" finds F@st. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const wordsOf = (text: string): readonly string[] =>
  text
    .split(/[\s/,()]+/)
    .map(plain)
    .filter((word) => word !== '');

const textsOf = ({ vendor, name, makers, models, provider }: ShownRouter): readonly string[] => [
  vendor,
  name,
  ...makers,
  ...models,
  ...(provider === null ? [] : [provider.name]),
];

/** "RT-AC68U" is one of `RT-AC*`; a single letter counts only before a digit, as in "R7000" for `R*`. */
function fitsModel(word: string, models: readonly string[]): boolean {
  return models.some((model) => {
    const [lead = '', ...rest] = model.split('*');
    const stem = plain(lead);
    if (rest.length === 0 || stem === '' || !word.startsWith(stem)) return false;
    return stem.length > 1 || /^\d/.test(word.slice(1));
  });
}

/** How well a router fits all words, best first from 0; null where it does not. */
function rankOf(router: ShownRouter, query: readonly string[]): number | null {
  const texts = textsOf(router);
  const starts = texts.flatMap(wordsOf);
  const whole = texts.map(plain);
  const together = query.join('');
  if (plain(router.vendor).startsWith(together)) return 0;
  if (whole.some((text) => text.startsWith(together))) return 1;
  if (query.every((word) => starts.some((start) => start.startsWith(word)))) return 2;
  const open = query.filter((word) => !whole.some((text) => text.includes(word)));
  const isRest = open.length > 0 && open.every((word) => fitsModel(word, router.models));
  if (isRest || fitsModel(together, router.models)) return 3;
  // Last, because "R7000" is also in the middle of "Router 7000".
  return open.length === 0 ? 4 : null;
}

const groupOf = ({ provider }: ShownRouter, countries: readonly string[]): RouterGroup => {
  if (provider === null || provider.countries.length === 0) return 'shop';
  return provider.countries.some((country) => countries.includes(country)) ? 'near' : 'far';
};

const groups: readonly RouterGroup[] = ['near', 'shop', 'far'];

/** The routers that fit, group by group, the best first; all of them for an empty text. */
export function searchRouters(
  routers: readonly ShownRouter[],
  text: string,
  countries: readonly string[],
): readonly RouterHit[] {
  const query = wordsOf(text);
  const hits = routers.flatMap((router) => {
    const rank = router.kind === 'any' ? null : rankOf(router, query);
    return rank === null ? [] : [{ router, group: groupOf(router, countries), rank }];
  });
  const place = ({ group, rank, router }: (typeof hits)[number]): number => {
    const country = router.provider?.countries.map((name) => countries.indexOf(name)) ?? [];
    const near = group === 'near' ? Math.min(...country.filter((index) => index >= 0)) : 0;
    return groups.indexOf(group) * 1000 + rank * 10 + near;
  };
  return hits.toSorted((a, b) => place(a) - place(b));
}
