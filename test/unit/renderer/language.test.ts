// The words: every language says the same things, and every key that a screen asks for exists.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dropTimes } from '../../../renderer/state/symptom.ts';
import { addressMaskKinds } from '../../../shared/base/mask.ts';
import { compareOutcomeSchema, incomparableSchema } from '../../../shared/ipc/compare.ts';
import { callErrorCodeSchema, refusalCodeSchema, symptomSchema } from '../../../shared/ipc/contract.ts';
import { noStoreReasonSchema } from '../../../shared/ipc/secrets.ts';
import { wordMaskKinds } from '../../../shared/redact/mask-book.ts';
import { redactionLevels } from '../../../shared/redact/redact-report.ts';
import { sealStates } from '../../../shared/report/seal.ts';
import { levelSchema } from '../../../shared/verdict/level.ts';

const renderer = fileURLToPath(new URL('../../../renderer', import.meta.url));
const languages = ['en', 'nl', 'fr', 'de'] as const;
const namespaces = [
  'shell',
  'start',
  'symptoms',
  'testing',
  'history',
  'settings',
  'about',
  'profile',
  'compare',
  'errors',
];

type Texts = { readonly [key: string]: string | Texts };

function flatten(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : flatten(value, `${prefix}${key}.`),
  );
}

const read = (language: string, namespace: string): ReadonlyMap<string, string> =>
  new Map(
    flatten(
      JSON.parse(readFileSync(join(renderer, 'language', language, `${namespace}.json`), 'utf8')) as Texts,
    ),
  );

const placeholders = (text: string): string => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted().join(' ');

describe.each([...namespaces, 'seal', 'packets', 'secrets', 'redact'])('%s', (namespace) => {
  const english = read('en', namespace);

  it.each(languages)('says the same things in %s', (language) => {
    const texts = read(language, namespace);
    expect([...texts.keys()]).toEqual([...english.keys()]);
    const others = [...texts].filter(
      ([key, text]) => text.trim() === '' || placeholders(text) !== placeholders(english.get(key) ?? ''),
    );
    expect(others).toEqual([]);
  });

  it.each(languages)('keeps its sentences short in %s', (language) => {
    const sentences = [...read(language, namespace).values()].flatMap((text) => text.split(/[.?!:]\s/));
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 15)).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && file.name.endsWith('.tsx'))
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
}

it('has words for every plain key that the screens ask for', () => {
  const screens = [...namespaces.slice(1, -1), 'monitor'].map((name) => `screens/${name}`);
  const own = ['shell', 'components/account', 'components/quality', ...screens];
  const known = new Set(
    [...namespaces, 'account', 'secrets', 'quality', 'monitor', 'aftercare'].flatMap((namespace) => [
      ...read('en', namespace).keys(),
    ]),
  );
  const isKnown = (key: string) => [key, `${key}_other`].some((name) => known.has(name));
  const asked = own
    .flatMap((folder) => sources(join(renderer, folder)))
    .flatMap((source) => [...source.matchAll(/\bt\('([\w.-]+)'/g)].map(([, key]) => key ?? ''));
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((key) => !isKnown(key))).toEqual([]);
});

it.each([
  ['errors', refusalCodeSchema.options, (code: string) => `run.${code}.title`],
  ['errors', callErrorCodeSchema.options, (code: string) => `call.${code}`],
  ['secrets', noStoreReasonSchema.options, (reason: string) => `unavailable.${reason}`],
  ['symptoms', symptomSchema.options, (symptom: string) => `tile.${symptom}.title`],
  ['symptoms', dropTimes, (time: string) => `clock.meaning.${time}.text`],
  ['seal', sealStates, (state: string) => `state.${state}`],
  ['seal', sealStates, (state: string) => `advice.${state}`],
  ['history', levelSchema.options, (level: string) => `level.${level}`],
  ['compare', compareOutcomeSchema.options, (outcome: string) => `outcome.${outcome}`],
  ['compare', compareOutcomeSchema.options, (outcome: string) => `todo.${outcome}`],
  ['compare', incomparableSchema.options, (reason: string) => `reason.${reason}`],
  ['redact', redactionLevels, (level: string) => `level.${level}.out`],
  ['redact', Object.keys({ ...wordMaskKinds, ...addressMaskKinds }), (kind: string) => `kind.${kind}`],
])('has words in %s for every code', (namespace, codes, keyOf) => {
  const texts = read('en', namespace);
  expect(codes.map(keyOf).filter((key) => !texts.has(key))).toEqual([]);
});
