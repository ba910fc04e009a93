import { describe, expect, it } from 'vitest';
import { countriesOf, searchRouters } from '../../../renderer/components/router-search/search.ts';
import { nameOfRouter } from '../../../renderer/components/router-search/shown-router.ts';
import { readRouters, routerOf } from './catalogue.ts';

const routers = readRouters();
const idsFor = (text: string, countries: readonly string[] = []): readonly string[] =>
  searchRouters(routers, text, countries).map(({ router }) => router.id);

describe('searchRouters', () => {
  it.each([
    ['fritz box', 'avm-fritzbox'],
    ['FRITZ!Box', 'avm-fritzbox'],
    ['f@st 1704', 'sagemcom-fast-1704'],
    ['asus rt', 'asus-asuswrt'],
    ['RT-AX88U', 'asus-asuswrt'],
    ['rt ac68u', 'asus-asuswrt'],
    ['asus RT-AX88U', 'asus-asuswrt'],
    ['vigor2865', 'draytek-vigor'],
    ['R7000', 'netgear-nighthawk'],
    ['bt smart', 'bt-smart-hub'],
    ['kpn', 'kpn-box'],
    ['ASUSTeK', 'asus-asuswrt'],
  ])('finds by "%s" first %s', (text, id) => expect(idsFor(text)[0]).toBe(id));

  it('puts the maker of that name before products that hold it somewhere', () => {
    expect(idsFor('cisco')[0]).toBe('cisco-ios');
  });

  it('takes a single letter of a model only before a digit', () => {
    expect(idsFor('Rzzz')).toEqual([]);
    expect(idsFor('no such box')).toEqual([]);
  });

  it('never lists the entry that stands for any router', () => {
    expect(idsFor('')).toHaveLength(routers.length - 1);
    expect(idsFor('any router')).not.toContain('unknown-router');
  });

  it('begins with the providers of the given countries, in their order', () => {
    const groups = searchRouters(routers, '', ['BE', 'NL']).map(({ group }) => group);
    expect([...new Set(groups)]).toEqual(['near', 'shop', 'far']);
    expect(groups).toEqual(groups.toSorted((a, b) => 'nsf'.indexOf(a[0] ?? '') - 'nsf'.indexOf(b[0] ?? '')));
    const near = searchRouters(routers, '', ['BE', 'NL']).filter(({ group }) => group === 'near');
    const countries = near.map(({ router }) => router.provider?.countries[0]);
    expect([...new Set(countries)]).toEqual(['BE', 'NL']);
  });

  it('still finds a provider of another country', () => {
    expect(idsFor('ziggo', ['FR'])).toEqual(['ziggo-connectbox']);
  });
});

describe('countriesOf', () => {
  it.each([
    ['nl', ['nl-BE', 'en'], 'BE'],
    ['nl', ['nl'], 'NL'],
    ['en', ['en-US'], 'US'],
    ['fr', ['en-US', 'fr-FR'], 'FR'],
    ['de', ['nl-NL'], 'DE'],
  ])('%s with %j begins with %s', (language, tags, first) => {
    expect(countriesOf(language, tags)[0]).toBe(first);
    expect(new Set(countriesOf(language, tags)).size).toBe(countriesOf(language, tags).length);
  });

  it('knows none for a language it does not know', () => expect(countriesOf('ja', ['ja-JP'])).toEqual([]));
});

it.each([
  ['asus-asuswrt', 'ASUS ASUSWRT routers (RT-AC, RT-AX, RT-BE, TUF, ROG)'],
  ['dd-wrt-system', 'DD-WRT'],
  ['belkin-router', 'Belkin routers'],
])('%s is named %s', (id, name) => expect(nameOfRouter(routerOf(id))).toBe(name));
