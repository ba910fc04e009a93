// The words of the router steps. They come with the catalogue, apart from the words that the first page needs.
import type { i18n } from 'i18next';
import { readResources, type Texts } from './setup.ts';

const files = import.meta.glob<Texts>('./*/router.json', { eager: true, import: 'default' });

/** Makes them known in every language; safe to call again. */
export function addRouterWords(instance: i18n): void {
  for (const [language, namespaces] of Object.entries(readResources(files)))
    instance.addResourceBundle(language, 'router', namespaces['router']);
}
