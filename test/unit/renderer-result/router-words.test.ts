// Every code that the router catalogue can hold has its words in every language.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { trapPlaces } from '../../../renderer/components/router-steps/trap-places.ts';
import { afterChanges } from '../../../renderer/state/router.ts';
import { vendorFileSchema } from '../../../shared/router/catalogue.ts';
import { signalSchema } from '../../../shared/router/identify.ts';
import { confidenceSchema, sourceSchema } from '../../../shared/router/sources.ts';
import { stepListSchema } from '../../../shared/router/steps.ts';
import { trapSchema } from '../../../shared/router/traps.ts';

type Texts = { readonly [key: string]: string | Texts };

const read = (language: string, namespace: string): Texts =>
  JSON.parse(
    readFileSync(
      fileURLToPath(new URL(`../../../renderer/language/${language}/${namespace}.json`, import.meta.url)),
      'utf8',
    ),
  ) as Texts;

const entry = vendorFileSchema.shape.entries.element.shape;
const list = stepListSchema.shape;
const steps = list.steps.element.options;

/** Literals of a field that several members of a union tell apart. */
const literalsOf = (field: { readonly values: ReadonlySet<unknown> }): readonly string[] =>
  [...field.values].map(String);

const consoles = steps.flatMap(({ shape }) => ('over' in shape ? shape.over.options : []));

const traps = trapSchema.options.flatMap(({ shape }) =>
  'options' in shape.code ? shape.code.options : literalsOf(shape.code),
);

const codes: Readonly<Record<string, readonly string[]>> = {
  do: steps.flatMap(({ shape }) => ('options' in shape.do ? shape.do.options : literalsOf(shape.do))),
  over: consoles,
  trap: traps,
  where: list.where.options,
  gap: list.gaps.unwrap().element.options,
  confidence: confidenceSchema.options,
  read: sourceSchema.shape.read.options,
  default: entry.alg.shape.default.options,
  canTurnOff: entry.alg.shape.canTurnOff.options,
  noneTitle: entry.alg.shape.canTurnOff.options,
  none: entry.alg.shape.canTurnOff.options,
  owner: entry.owner.options,
  signal: signalSchema.options,
};

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].toSorted();
const groupOf = (texts: Texts, group: string): readonly string[] =>
  sorted(Object.keys(texts[group] ?? {}).map((key) => key.replace(/_(?:one|many|other)$/, '')));

describe.each(['en', 'nl', 'fr', 'de'])('router words in %s', (language) => {
  const texts = read(language, 'router');

  it.each(Object.entries(codes))('are there for exactly the codes of %s', (group, expected) => {
    expect(expected.length).toBeGreaterThan(1);
    expect(groupOf(texts, group)).toEqual(sorted(expected));
  });

  it('are there for every kind of source, way around, and place to go', () => {
    expect(groupOf(texts, 'source')).toEqual(expect.arrayContaining(sourceSchema.shape.kind.options));
    const ways = entry.waysAround.unwrap().element.options.filter((way) => way !== 'ask-provider');
    expect(groupOf(texts, 'way')).toEqual(sorted(ways));
    expect(groupOf(texts, 'whereText')).toEqual(sorted(list.where.options.filter((w) => w !== 'web-page')));
    const others = entry.owner.options.filter((owner) => owner !== 'customer');
    expect(groupOf(texts, 'instead')).toEqual(expect.arrayContaining(others));
  });

  it('are there for everything to do before a new check', () => {
    expect(groupOf(read(language, 'fix'), 'after')).toEqual(sorted([...afterChanges, 'title']));
  });
});

it('every warning has a place', () => {
  expect(sorted(Object.keys(trapPlaces))).toEqual(sorted(traps));
});
