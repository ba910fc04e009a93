// The words of the window, for what a host writes itself: documents and letters. One source: the files of the window.
import { createInstance, type i18n, type Resource } from 'i18next';
import type { Language, Words } from '../../shared/reading/say.ts';

const files = import.meta.glob(
  ['../../renderer/language/*/{verdict,result,diff,path,quality,letter,document}.json'],
  { query: '?raw', import: 'default', eager: true },
);

/** `../../renderer/language/nl/diff.json` -> resources.nl.diff */
function readResources(): Resource {
  const resources: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [file, text] of Object.entries(files)) {
    const [, language = '', namespace = ''] = /\/([^/]+)\/([^/]+)\.json$/.exec(file) ?? [];
    resources[language] = {
      ...resources[language],
      [namespace]: JSON.parse(text) as Record<string, unknown>,
    };
  }
  return resources;
}

let loaded: i18n | null = null;

/** The words of one language; the files are read once. */
export function wordsOf(language: Language): Words {
  loaded ??= load();
  const instance = loaded;
  return {
    locale: localeOf(language),
    instantMs: Date.parse,
    of: (namespace) => instance.getFixedT(language, namespace),
  };
}

function load(): i18n {
  const instance = createInstance();
  void instance.init({
    fallbackLng: 'en',
    resources: readResources(),
    initAsync: false,
    // Whoever draws a text escapes it.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}

/** Dates in English are written day first and in full, so that nobody mistakes them. */
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language);
