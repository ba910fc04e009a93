// What the window knows of a kind of router: an entry of the catalogue without what only the look-up needs.
import type { RouterEntry } from '../../../shared/router/load-catalogue.ts';

export type ShownRouter = Omit<RouterEntry, 'fingerprints' | 'remark'>;

/** What the setting is called there, as far as a source says so. */
export const knownNames = ({ alg }: Pick<ShownRouter, 'alg'>): readonly string[] =>
  alg.sources.length > 0 ? alg.names : [];

/** Maker and product as one name, without saying the maker twice. */
export const nameOfRouter = ({ vendor, name }: Pick<ShownRouter, 'vendor' | 'name'>): string =>
  `${name} `.toLowerCase().startsWith(`${vendor} `.toLowerCase()) ? name : `${vendor} ${name}`;
