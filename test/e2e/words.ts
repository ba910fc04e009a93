// The words of the window, read from its language files, so that a test looks for what a user reads.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const languages = ['en', 'nl', 'fr', 'de'] as const;
export type Language = (typeof languages)[number];

/** `words('start.check')`: namespace, then the path of the key; `values` fill its placeholders. */
export function words(
  key: string,
  values: Record<string, string | number> = {},
  language: Language = 'en',
): string {
  const [namespace = '', ...path] = key.split('.');
  const file = new URL(`../../renderer/language/${language}/${namespace}.json`, import.meta.url);
  let found: unknown = JSON.parse(readFileSync(fileURLToPath(file), 'utf8'));
  for (const part of path) found = (found as Record<string, unknown> | undefined)?.[part];
  if (typeof found !== 'string') throw new Error(`no words for ${key} in ${language}`);
  return found.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? ''));
}
