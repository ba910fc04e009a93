// The catalogue as it is shipped.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Catalogue, loadCatalogue } from '../../../../shared/router/load-catalogue.ts';

const folder = fileURLToPath(new URL('../../../../assets/routers/', import.meta.url));

export function shippedCatalogue(): Catalogue {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const loaded = loadCatalogue(names.map((name) => ({ name, text: readFileSync(folder + name, 'utf8') })));
  if (!loaded.ok) throw new Error(loaded.error);
  return loaded.value;
}
