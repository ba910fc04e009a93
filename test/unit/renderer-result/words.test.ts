// Every code that a report can hold has its words in every language, and no language lacks or keeps a key alone.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { EchoField } from '../../../shared/exchange/echo.ts';
import { symptomSchema } from '../../../shared/ipc/contract.ts';
import { monitorEndSchema, monitorSourceSchema } from '../../../shared/ipc/monitor.ts';
import { qualitySchema } from '../../../shared/measure/quality.ts';
import { notSentReasonSchema } from '../../../shared/observation/observation.ts';
import { probeNameSchema, transportSchema } from '../../../shared/observation/path.ts';
import { bearingOf } from '../../../shared/reading/headline.ts';
import { adviceSchema } from '../../../shared/router/advice-codes.ts';
import { wayAroundSchema } from '../../../shared/router/catalogue.ts';
import { fingerprintSchema, harmSchema, whereSchema } from '../../../shared/verdict/character.ts';
import { coverageEntrySchema, untestedPartSchema } from '../../../shared/verdict/coverage.ts';
import {
  evidenceSchema,
  innocentExplanationSchema,
  ruleNameSchema,
} from '../../../shared/verdict/evidence.ts';
import { levelSchema, reasonSchema } from '../../../shared/verdict/level.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const languages = ['en', 'nl', 'fr', 'de'] as const;
const namespaces = [
  'result',
  'fix',
  'router',
  'share',
  'letter',
  'document',
  'report',
  'verdict',
  'path',
  'diff',
  'quality',
  'account',
  'monitor',
  'aftercare',
  'workspace',
] as const;

type Texts = { readonly [key: string]: string | Texts };

const readTexts = (language: string, namespace: string): Texts =>
  JSON.parse(readFileSync(`${root}renderer/language/${language}/${namespace}.json`, 'utf8')) as Texts;

/** `a.b.c` -> text */
function flatten(texts: Texts, lead = ''): ReadonlyMap<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(lead + key, value);
    else for (const [inner, text] of flatten(value, `${lead}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const plural = /_(zero|one|two|few|many|other)$/;
const baseOf = (key: string): string => key.replace(plural, '');
const basesOf = (texts: Texts): ReadonlySet<string> => new Set([...flatten(texts).keys()].map(baseOf));
const sorted = (keys: Iterable<string>): readonly string[] => [...keys].toSorted();

const silentInHeadline: readonly string[] = [
  'proof-reproduced',
  'proof-once',
  'proof-with-open-question',
  'traces-only',
  'clean-with-coverage',
  'path-dead-control-alive',
];
const echoFields: Readonly<Record<EchoField, true>> = {
  'via-host': true,
  'via-port': true,
  'via-branch': true,
  'from-display': true,
  'from-user': true,
  'from-host': true,
  'from-port': true,
  'from-tag': true,
  'to-host': true,
  'call-id': true,
  cseq: true,
};

const fixedLevels = levelSchema.options.filter(
  (level) => level !== 'inconclusive' && level !== 'not-applicable',
);
const headlines = [
  ...fixedLevels,
  ...reasonSchema.options.filter((reason) => !silentInHeadline.includes(reason)),
];

const verdictCodes: Readonly<Record<string, readonly string[]>> = {
  headline: headlines,
  reason: reasonSchema.options,
  levelName: levelSchema.options,
  where: whereSchema.options,
  fingerprint: fingerprintSchema.options,
  harm: harmSchema.options,
  advice: adviceSchema.shape.code.options,
  around: wayAroundSchema.options,
  rule: ruleNameSchema.options,
  explanation: innocentExplanationSchema.options,
  notSent: notSentReasonSchema.options,
  part: untestedPartSchema.options,
  probe: probeNameSchema.options,
  outcome: coverageEntrySchema.shape.result.options,
  way: transportSchema.options,
  confidence: ['certain', 'likely', 'not-sure'],
};

/** Keys of one group, without their plural forms. */
const groupOf = (texts: Texts, group: string): readonly string[] =>
  sorted(new Set(Object.keys(texts[group] ?? {}).map(baseOf)));

describe.each(languages)('words in %s', (language) => {
  it.each(Object.entries(verdictCodes))('has exactly the codes of %s', (group, codes) => {
    expect(groupOf(readTexts(language, 'verdict'), group)).toEqual(sorted(codes));
  });

  it('has no group of codes beside these', () => {
    expect(sorted(Object.keys(readTexts(language, 'verdict')))).toEqual(sorted(Object.keys(verdictCodes)));
  });

  it('tells a place for every level and every where', () => {
    const path = readTexts(language, 'path');
    const text = flatten(path);
    for (const where of whereSchema.options)
      for (const level of ['edited', 'probablyEdited']) expect(text.has(`text.${level}.${where}`)).toBe(true);
    for (const level of levelSchema.options.filter((name) => name !== 'confirmed' && name !== 'likely'))
      expect(text.has(`text.${level}`)).toBe(true);
    for (const where of whereSchema.options)
      expect(flatten(readTexts(language, 'fix')).has(`where.${where}`)).toBe(true);
  });

  it('names every field that can change, and every direction of evidence', () => {
    expect(groupOf(readTexts(language, 'diff'), 'field')).toEqual(
      sorted([...Object.keys(echoFields), 'server', 'realm', 'header-names']),
    );
    for (const direction of evidenceSchema.shape.direction.options)
      expect(flatten(readTexts(language, 'result')).has(`evidence.${direction}`)).toBe(true);
  });

  it('has a sentence for every class, every row and every reason against a class', () => {
    const quality = readTexts(language, 'quality');
    const [graded, ungraded] = qualitySchema.options;
    const { class: classes, decidedBy } = graded.shape;
    for (const group of ['class', 'verdict'])
      expect(groupOf(quality, group)).toEqual(sorted(classes.options));
    expect(groupOf(quality, 'short')).toEqual(sorted([...classes.options, 'not-measured']));
    expect(groupOf(quality, 'row')).toEqual(sorted(decidedBy.element.options));
    expect(groupOf(quality, 'reason')).toEqual(sorted([...ungraded.shape.reason.options, 'no-account']));
  });

  it('has words for every source and every end of a measurement', () => {
    const monitor = readTexts(language, 'monitor');
    expect(groupOf(monitor, 'ended')).toEqual(sorted(monitorEndSchema.options));
    for (const source of monitorSourceSchema.options) expect(groupOf(monitor, 'source')).toContain(source);
  });

  it.each(namespaces)('has the same keys as English in %s', (namespace) => {
    expect(sorted(basesOf(readTexts(language, namespace)))).toEqual(
      sorted(basesOf(readTexts('en', namespace))),
    );
  });

  it.each(namespaces)('has every plural form of the language in %s', (namespace) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const keys = [...flatten(readTexts(language, namespace)).keys()];
    const counted = new Set(keys.filter((key) => plural.test(key)).map(baseOf));
    for (const base of counted)
      for (const category of pluralCategories) expect(keys).toContain(`${base}_${category}`);
  });

  it.each(namespaces)('fills in the same values as English in %s', (namespace) => {
    const english = flatten(readTexts('en', namespace));
    for (const [key, text] of flatten(readTexts(language, namespace))) {
      const same = english.get(key) ?? english.get(`${baseOf(key)}_other`) ?? '';
      expect(valuesIn(text), `${namespace}:${key}`).toEqual(valuesIn(same));
    }
  });

  it('is no empty, invisible or over-long text', () => {
    for (const namespace of namespaces)
      for (const [key, text] of flatten(readTexts(language, namespace))) {
        expect(text.trim(), `${namespace}:${key}`).toBe(text);
        expect(text, `${namespace}:${key}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        for (const sentence of sentencesOf(text))
          expect(sentence.split(/\s+/).length, `${namespace}:${key}: ${sentence}`).toBeLessThanOrEqual(
            mostWords(key),
          );
      }
  });
});

const valuesIn = (text: string): readonly string[] => sorted(new Set(text.match(/\{\{\w+\}\}/g) ?? []));

const sentencesOf = (text: string): readonly string[] =>
  text.split(/(?<=[.!?])\s+/).map((sentence) => sentence.replaceAll(/\s[:;!?–]/g, ''));

/** A letter for a provider and the sentence of a picture may be longer than what people read on the page. */
const mostWords = (key: string): number => (key.includes('Letter') || key.startsWith('text.') ? 30 : 15);

const folders = [
  'renderer/components',
  'renderer/screens/start',
  'renderer/screens/history',
  'renderer/screens/workspace',
  'renderer/screens/result',
  'renderer/screens/fix',
  'renderer/screens/share',
  'renderer/screens/report',
  'renderer/screens/monitor',
  'shared/reading',
  'shared/document',
];

function sourceText(): string {
  return folders
    .flatMap((folder) =>
      readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8')),
    )
    .join('\n');
}

describe('what a result means for what was noticed', () => {
  it.each([
    ['confirmed', 'edited'],
    ['likely', 'edited'],
    ['possible', 'unclear'],
    ['unlikely', 'clean'],
    ['blocked', 'unclear'],
    ['inconclusive', 'unclear'],
    ['not-applicable', 'unclear'],
  ] as const)('%s: %s', (level, bearing) => expect(bearingOf({ level })).toBe(bearing));

  it('is said for every symptom', () => {
    const { noticed } = readTexts('en', 'result') as { noticed: Record<'edited' | 'clean', object> };
    const asked = symptomSchema.options.filter((symptom) => symptom !== 'just-checking');
    expect(Object.keys(noticed.edited)).toEqual(asked);
    expect(Object.keys(noticed.clean)).toEqual(asked);
  });
});

describe('keys', () => {
  const source = sourceText();
  const literals = new Set([...source.matchAll(/'(?:\w+:)?([\w.-]+)'/g)].map((match) => match[1] ?? ''));
  /** Templates as patterns: each `${...}` stands for anything without a dot. */
  const patterns = [...source.matchAll(/`(?:\w+:)?([\w-]+\.[^`\n]*?)`/g)].map(
    (match) =>
      new RegExp(
        `^${(match[1] ?? '')
          .split(/\$\{[^}]*\}/)
          .map((part) => part.replaceAll('.', '\\.').replaceAll(/[()|*+?[\]]/g, '\\$&'))
          .join('[\\w-]+')}$`,
      ),
  );

  it.each(namespaces)('are all used in %s', (namespace) => {
    const unused = [...basesOf(readTexts('en', namespace))].filter(
      (key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });
});
