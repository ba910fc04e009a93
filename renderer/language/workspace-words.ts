// The words of the support workspace. They come with its screens: a person at home never needs them.
import type { i18n } from 'i18next';
import { addWords, type Texts } from './setup.ts';

const files = import.meta.glob<Texts>('./*/workspace.json', { eager: true, import: 'default' });

/** Makes them known in every language; safe to call again. */
export const addWorkspaceWords = (instance: i18n): void => addWords(instance, files);
