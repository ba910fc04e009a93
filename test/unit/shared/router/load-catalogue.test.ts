import { describe, expect, it } from 'vitest';
import { maxVendorFileBytes } from '../../../../shared/router/catalogue.ts';
import { loadCatalogue } from '../../../../shared/router/load-catalogue.ts';
import { asFile, bent, example, faultOf } from './catalogue-bench.ts';

const entry = ['entries', 0] as const;
const list = [...entry, 'lists', 0] as const;
const menuStep = [...list, 'steps', 2] as const;

describe('loadCatalogue', () => {
  it('puts each source where its name stood, with how far it carries', () => {
    const loaded = loadCatalogue([asFile(example())]);
    expect(loaded.ok && loaded.value.get('example-one')).toMatchObject({
      vendor: 'Example',
      vendorId: 'example',
      alg: { default: 'on', sources: [{ title: 'Example One manual, page 5' }] },
      udpTimeout: { defaultSeconds: 30, command: null, sources: [{ kind: 'vendor-manual' }] },
      fingerprints: { httpTitles: ['Example *'], sources: [{ kind: 'vendor-manual' }] },
      lists: [
        {
          firmware: '2.0',
          confidence: 'vendor-manual',
          sources: [{ url: 'https://example.org/manual?p=5' }],
        },
        { firmware: null, gaps: [] },
      ],
    });
  });

  it('fills in what a file leaves out', () => {
    const { id, name } = example().entries[0] ?? {};
    const least = {
      ...example(),
      sources: {},
      entries: [
        {
          id,
          name,
          kind: 'firewall',
          owner: 'customer',
          basis: 'general-knowledge',
          alg: { default: 'unknown', canTurnOff: 'unknown' },
          stepsUnknown: true,
        },
      ],
    };
    const loaded = loadCatalogue([asFile(least)]);
    expect(loaded.ok && loaded.value.get('example-one')).toMatchObject({
      lists: [],
      udpTimeout: null,
      provider: null,
      fingerprints: { tr064: false, ouiVendors: [] },
    });
  });

  it('keeps the order of the files and their entries', () => {
    const other = { ...example(), vendorId: 'b', entries: [{ ...example().entries[0], id: 'b-two' }] };
    const loaded = loadCatalogue([asFile(other, 'b.json'), asFile(example())]);
    expect(loaded.ok && [...loaded.value.keys()]).toEqual(['b-two', 'example-one']);
  });

  it('reads nothing as an empty catalogue', () => {
    expect(loadCatalogue([])).toEqual({ ok: true, value: new Map() });
  });
});

describe('loadCatalogue refuses', () => {
  it('an id that two entries share, naming the other file', () => {
    const twice = { ...example(), entries: [...example().entries, ...example().entries] };
    expect(faultOf(asFile(twice))).toBe(
      'example.json: field "entries": the id example-one is taken in example.json.',
    );
  });

  it.each([
    ['a name that is not the file', ['vendorId'], 'other', 'vendorId'],
    ['an id of another vendor', [...entry, 'id'], 'other-one', 'entries.0.id'],
    ['a source that is not there', [...list, 'sources'], ['leaflet'], 'entries.0'],
    [
      'a fingerprint source that is not there',
      [...entry, 'fingerprints', 'sources'],
      ['leaflet'],
      'entries.0',
    ],
    ['a timeout source that is not there', [...entry, 'udpTimeout', 'sources'], ['leaflet'], 'entries.0'],
    ['a source twice', [...list, 'sources'], ['manual', 'manual'], 'entries.0.lists.0.sources'],
    ['steps without a source', [...list, 'sources'], [], 'entries.0.lists.0.sources'],
    ['steps whose source is left out', [...list, 'sources'], undefined, 'entries.0.lists.0.sources'],
    ['a timeout without a source', [...entry, 'udpTimeout', 'sources'], [], 'entries.0.udpTimeout.sources'],
    ['a default without a source', [...entry, 'alg', 'sources'], [], 'entries.0.alg.sources'],
    ['no steps', [...list, 'steps'], [], 'entries.0.lists.0.steps'],
    ['an action it does not know', [...menuStep, 'do'], 'sing', 'entries.0.lists.0.steps.2.do'],
    ['a step without its words', [...menuStep, 'menu'], undefined, 'entries.0.lists.0.steps.2.menu'],
    [
      'a part that the command lacks',
      [...entry, 'lists', 1, 'steps', 1, 'differs'],
      '13',
      'entries.0.lists.1.steps.1.differs',
    ],
    ['a sentence beside a step', [...menuStep, 'text'], 'Click it', 'entries.0.lists.0.steps.2'],
    ['unknown steps beside known ones', [...entry, 'stepsUnknown'], true, 'entries.0.stepsUnknown'],
    ['known steps where there are none', [...entry, 'lists'], [], 'entries.0.stepsUnknown'],
    ['a switch that cannot be turned off', [...entry, 'alg', 'canTurnOff'], 'no', 'entries.0.alg.canTurnOff'],
    ['a provider box without provider', [...entry, 'provider'], null, 'entries.0.provider'],
    ['a provider beside a firewall', [...entry, 'kind'], 'firewall', 'entries.0.provider'],
    [
      'a country in words',
      [...entry, 'provider', 'countries'],
      ['Belgium'],
      'entries.0.provider.countries.0',
    ],
    ['a trap it does not know', [...entry, 'traps', 0, 'code'], 'bad-luck', 'entries.0.traps.0.code'],
    ['a trap without its port', [...entry, 'traps', 2, 'port'], undefined, 'entries.0.traps.2.port'],
    ['a day that is none', ['sources', 'manual', 'accessed'], '2026-02-30', 'sources.manual.accessed'],
    ['a script as address', ['sources', 'manual', 'url'], 'javascript:alert(1)', 'sources.manual.url'],
    [
      'a password in an address',
      [...entry, 'addresses', 0],
      'http://a:b@192.168.1.1',
      'entries.0.addresses.0',
    ],
    ['a timeout set twice', [...entry, 'udpTimeout', 'command'], 'set udp 300', 'entries.0.udpTimeout'],
    ['no time as time', [...entry, 'udpTimeout', 'defaultSeconds'], 0, 'entries.0.udpTimeout.defaultSeconds'],
    [
      'a page on another host',
      [...list, 'steps', 0, 'path'],
      '//evil.example',
      'entries.0.lists.0.steps.0.path',
    ],
    ['an unknown key', [...entry, 'advice'], 'reset it', 'entries.0'],
    ['another version', ['version'], 2, 'version'],
    ['nothing at all', ['entries'], [], 'entries'],
  ] as const)('%s', (_what, path, value, field) => {
    const message = faultOf(asFile(bent(path, value)));
    expect(message.startsWith(`example.json: field "${field}": `)).toBe(true);
    expect(message).toMatch(/\.$/);
  });

  it('a source that nothing refers to', () => {
    const { manual } = example().sources;
    const spare = { ...example(), sources: { manual, spare: manual } };
    expect(faultOf(asFile(spare))).toBe('example.json: field "sources.spare": nothing refers to it.');
  });

  it('what is no vendor file, naming it', () => {
    expect(faultOf({ name: 'x.json', text: '{' })).toBe('x.json: it is not JSON.');
    expect(faultOf({ name: 'x.json', text: 'null' })).toMatch(/^x\.json: field "": .+\.$/);
    expect(faultOf({ name: 'x.json', text: ' '.repeat(maxVendorFileBytes + 1) })).toBe(
      'x.json: it is too large.',
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    '%s as the name of a source that is not there',
    (name) => {
      expect(faultOf(asFile(bent([...list, 'sources'], [name])))).toContain(`there is no source ${name}`);
    },
  );
});

it('a source called __proto__ changes no prototype', () => {
  const text = JSON.stringify(example()).replace('"manual":{', '"__proto__":{"polluted":1},"manual":{');
  const loaded = loadCatalogue([{ name: 'example.json', text }]);
  expect(loaded).toEqual(loadCatalogue([asFile(example())]));
  expect('polluted' in {}).toBe(false);
});
