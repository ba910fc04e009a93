import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../../shared/router/load-catalogue.ts';
import { addressKind, loadOuiTable, type OuiTable, vendorOfAddress } from '../../../../shared/router/oui.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

function tableOf(vendors: Readonly<Record<string, string>>): OuiTable {
  const loaded = loadOuiTable(JSON.stringify({ format: 'sip-alg-oui', version: 1, source: 'test', vendors }));
  if (!loaded.ok) throw new Error(loaded.error);
  return loaded.value;
}

describe('the vendor of a hardware address', () => {
  const table = tableOf({ Large: '3810d5 a0b1c2', Middle: 'a0b1c23', Small: 'a0b1c2345' });

  it.each([
    ['3810d5aabbcc', 'Large'],
    ['a0b1c2000000', 'Large'],
    ['a0b1c2300000', 'Middle'],
    ['a0b1c2345678', 'Small'],
    ['3810d6aabbcc', null],
    ['3a10d5aabbcc', null],
    ['', null],
  ])('%s is %s', (digits, vendor) => {
    expect(vendorOfAddress(table, digits)).toBe(vendor);
  });

  it.each([
    ['3810d5aabbcc', 'registered'],
    ['3a10d5aabbcc', 'local'],
    ['0242ac110002', 'local'],
    ['00005e000105', 'redundant'],
    ['00000c07ac0a', 'redundant'],
  ])('%s is %s', (digits, kind) => {
    expect(addressKind(digits)).toBe(kind);
  });
});

describe('a table that is refused', () => {
  it.each([
    'no json',
    '[]',
    '{"format":"sip-alg-oui","version":2,"source":"x","vendors":{}}',
    '{"format":"sip-alg-oui","version":1,"source":"x","vendors":{"A":"38:10:d5"}}',
    '{"format":"sip-alg-oui","version":1,"source":"x","vendors":{"<b>":"3810d5"}}',
  ])('%s', (text) => {
    expect(loadOuiTable(text).ok).toBe(false);
  });
});

describe('the table that is shipped', () => {
  const loaded = loadOuiTable(readFileSync(at('assets/oui/oui.json'), 'utf8'));
  const table = loaded.ok ? loaded.value : new Map<string, string>();

  it('is what its script makes of the catalogue and the registry', () => {
    const made = spawnSync(process.execPath, [at('assets/oui/make-oui.mjs'), '--check'], {
      encoding: 'utf8',
    });
    expect(made).toMatchObject({ status: 0, stderr: '' });
  });

  it('knows every vendor that the catalogue names, and no other', () => {
    const files = readdirSync(at('assets/routers')).filter((name) => name.endsWith('.json'));
    const catalogue = loadCatalogue(
      files.map((name) => ({ name, text: readFileSync(at(`assets/routers/${name}`), 'utf8') })),
    );
    const named = catalogue.ok ? [...catalogue.value.values()].flatMap((e) => e.fingerprints.ouiVendors) : [];
    expect([...new Set(table.values())].toSorted()).toEqual([...new Set(named)].toSorted());
    expect(table.size).toBeGreaterThan(8000);
  });

  it('names the maker of a known router', () => {
    expect(vendorOfAddress(table, '3810d5aabbcc')).toBe(
      'AVM Audiovisuelles Marketing und Computersysteme GmbH',
    );
  });
});
