// The catalogue of this very repository, as the window gets it.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ShownRouter } from '../../../renderer/components/router-search/shown-router.ts';
import { loadCatalogue } from '../../../shared/router/load-catalogue.ts';

const folder = fileURLToPath(new URL('../../../assets/routers/', import.meta.url));

export function readRouters(): readonly ShownRouter[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const loaded = loadCatalogue(
    names.map((name) => ({ name, text: readFileSync(`${folder}${name}`, 'utf8') })),
  );
  if (!loaded.ok) throw new Error(loaded.error);
  return [...loaded.value.values()];
}

/** One router of the catalogue. */
export function routerOf(id: string): ShownRouter {
  const router = readRouters().find((entry) => entry.id === id);
  if (router === undefined) throw new Error(`no router ${id}`);
  return router;
}
