// The catalogue and the table of hardware addresses, as the program carries them inside itself.
import { createHash } from 'node:crypto';
import { type Catalogue, loadCatalogue } from '../../../shared/router/load-catalogue.ts';
import { loadOuiTable, type OuiTable } from '../../../shared/router/oui.ts';
import { identifierOf, type RouterIdentifier } from '../../../shared/router/section.ts';

export type RouterData = {
  readonly catalogue: Catalogue;
  /** Tells one state of the catalogue from another: 16 hex digits of its content. */
  readonly edition: string;
  readonly ouiTable: OuiTable;
};

const files = import.meta.glob(['../../../assets/routers/*.json', '../../../assets/oui/oui.json'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

let loaded: RouterData | null = null;

/** Read once; throws on a broken file, which the tests of the catalogue never let through. */
export function routerData(): RouterData {
  loaded ??= load();
  return loaded;
}

/** Guesses with the catalogue of this program. */
export function routerIdentifier(): RouterIdentifier {
  const { catalogue, edition } = routerData();
  return identifierOf(catalogue, edition);
}

function load(): RouterData {
  const all = Object.entries(files).map(([path, text]) => ({ name: path.replace(/^.*\//, ''), path, text }));
  const vendors = all.filter(({ path }) => path.includes('/routers/'));
  const catalogue = loadCatalogue(vendors);
  const table = loadOuiTable(all.find(({ path }) => path.includes('/oui/'))?.text ?? '');
  if (!catalogue.ok) throw new Error(catalogue.error);
  if (!table.ok) throw new Error(table.error);
  const hash = createHash('sha256');
  for (const { name, text } of vendors.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    hash.update(`${name}\n${text}\n`);
  return { catalogue: catalogue.value, edition: hash.digest('hex').slice(0, 16), ouiTable: table.value };
}
