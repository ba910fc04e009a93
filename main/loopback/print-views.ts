// Documents that wait for a browser to print them. Each has a name nobody can guess; a browser cannot send the token
// along when it opens an address, so the name is what lets it in.
import type { IdSource } from '../../shared/base/id-source.ts';
import type { Paper } from '../engine/host/share-handlers.ts';

export type PrintViews = {
  readonly paper: Paper;
  /** The document at a path; null when there is none, or no longer. */
  readonly find: (path: string) => string | null;
};

/** So many stay, so that a view can be loaded again; older ones are forgotten. */
const mostViews = 4;
const nameLength = 32;

export function createPrintViews(ids: Pick<IdSource, 'token'>): PrintViews {
  const views = new Map<string, string>();
  return {
    paper: async (html) => {
      const path = `/print/${ids.token(nameLength)}`;
      views.set(path, html);
      const [oldest] = views.keys();
      if (views.size > mostViews && oldest !== undefined) views.delete(oldest);
      return { way: 'view', path };
    },
    find: (path) => views.get(path) ?? null,
  };
}
