// Words: every text of the window comes from language/<language>/<namespace>.json. All languages are part of the
// page, so a change of language needs no network and no wait. Those of router steps and of the support workspace come
// with their screens; those of documents stay with the hosts, which write them.
import { createInstance, type i18n, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, languages } from '../../shared/reading/say.ts';

export type Texts = Readonly<Record<string, unknown>>;

const files = import.meta.glob<Texts>(['./*/*.json', '!./*/{router,document,workspace}.json'], {
  eager: true,
  import: 'default',
});

/** `./nl/start.json` -> resources.nl.start */
export function readResources(files: Readonly<Record<string, Texts>>): Resource {
  const resources: Record<string, Record<string, Texts>> = {};
  for (const [file, texts] of Object.entries(files)) {
    const [, language, namespace] = /^\.\/([^/]+)\/([^/]+)\.json$/.exec(file) ?? [];
    if (language === undefined || namespace === undefined) continue;
    resources[language] = { ...resources[language], [namespace]: texts };
  }
  return resources;
}

/** Makes the words of a screen known that came later; safe to call again. */
export function addWords(instance: i18n, files: Readonly<Record<string, Texts>>): void {
  for (const [language, namespaces] of Object.entries(readResources(files)))
    for (const [namespace, texts] of Object.entries(namespaces))
      instance.addResourceBundle(language, namespace, texts);
}

/** The first of the wished languages that the window speaks; English where it speaks none. */
export function chooseLanguage(wished: readonly string[]): Language {
  for (const wish of wished) {
    const found = languages.find((language) => wish.toLowerCase().split('-')[0] === language);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** Starts i18next and keeps the page's `lang` and `dir` in step with it. */
export function setUpLanguage(language: Language): i18n {
  const instance = createInstance();
  instance.on('languageChanged', (now) => {
    document.documentElement.lang = now;
    document.documentElement.dir = instance.dir(now);
  });
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: languages,
    resources: readResources(files),
    defaultNS: 'shell',
    initAsync: false,
    // React escapes what it draws.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}
