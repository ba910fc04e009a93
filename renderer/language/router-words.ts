// The words of the router steps. They come with the catalogue, apart from the words that the first page needs.
import type { i18n } from 'i18next';
import { addWords, type Texts } from './setup.ts';

const files = import.meta.glob<Texts>('./*/router.json', { eager: true, import: 'default' });

/** Makes them known in every language; safe to call again. */
export const addRouterWords = (instance: i18n): void => addWords(instance, files);
