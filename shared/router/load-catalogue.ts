// Many vendor files become one catalogue: each valid by itself, ids unique over all, every source looked up.
import { err, ok, type Result } from '../base/result.ts';
import { maxVendorFileBytes, type VendorEntry, type VendorFile, vendorFileSchema } from './catalogue.ts';
import { type Confidence, confidenceOf, type Source } from './sources.ts';
import type { StepList } from './steps.ts';

/** A file's name without folder, and its text. */
export type NamedText = Readonly<{ name: string; text: string }>;

/** A source with its name in the whole catalogue: vendor, and name in the vendor's file. */
export type NamedSource = Source & { readonly id: string };

/** A part of an entry with its sources in the place of their names. */
type Sourced<Part> = Omit<Part, 'sources'> & { readonly sources: readonly NamedSource[] };

/** A list of steps with its sources and how far they carry. */
export type SourcedList = Sourced<StepList> & { readonly confidence: Confidence };

/** One kind of router with the vendor it stands under. */
export type RouterEntry = Omit<VendorEntry, 'alg' | 'lists' | 'udpTimeout' | 'fingerprints'> & {
  readonly vendor: string;
  readonly vendorId: string;
  readonly alg: Sourced<VendorEntry['alg']>;
  readonly lists: readonly SourcedList[];
  readonly udpTimeout: Sourced<NonNullable<VendorEntry['udpTimeout']>> | null;
  readonly fingerprints: Sourced<VendorEntry['fingerprints']>;
};

/** Entries by id, in the order of the files. */
export type Catalogue = ReadonlyMap<string, RouterEntry>;

/** Reads all vendor files; the error is one sentence that names the file and the field. */
export function loadCatalogue(files: readonly NamedText[]): Result<Catalogue, string> {
  const entries = new Map<string, RouterEntry>();
  const homes = new Map<string, string>();
  for (const file of files) {
    const parsed = parseVendorFile(file);
    if (!parsed.ok) return parsed;
    for (const entry of parsed.value) {
      const home = homes.get(entry.id);
      if (home !== undefined) return fault(file, 'entries', `the id ${entry.id} is taken in ${home}`);
      homes.set(entry.id, file.name);
      entries.set(entry.id, entry);
    }
  }
  return ok(entries);
}

const fault = (file: NamedText, field: string, message: string): Result<never, string> =>
  err(`${file.name}: field "${field}": ${message}.`);

function parseVendorFile(file: NamedText): Result<readonly RouterEntry[], string> {
  if (file.text.length > maxVendorFileBytes) return err(`${file.name}: it is too large.`);
  let json: unknown;
  try {
    json = JSON.parse(file.text);
  } catch {
    return err(`${file.name}: it is not JSON.`);
  }
  const parsed = vendorFileSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fault(file, issue?.path.join('.') ?? '', issue?.message ?? 'invalid');
  }
  return checkAndResolve(file, parsed.data);
}

/** Checks what spans several fields of a file. */
function checkAndResolve(file: NamedText, vendorFile: VendorFile): Result<readonly RouterEntry[], string> {
  const { vendorId, sources } = vendorFile;
  if (file.name !== `${vendorId}.json`) return fault(file, 'vendorId', 'it is not the name of the file');
  const used = new Set<string>();
  for (const [index, entry] of vendorFile.entries.entries()) {
    const path = `entries.${index}`;
    if (!`${entry.id}-`.startsWith(`${vendorId}-`)) return fault(file, `${path}.id`, `not ${vendorId}-...`);
    for (const ref of refsOf(entry)) {
      if (!Object.hasOwn(sources, ref)) return fault(file, path, `there is no source ${ref}`);
      used.add(ref);
    }
  }
  const unused = Object.keys(sources).find((name) => !used.has(name));
  if (unused !== undefined) return fault(file, `sources.${unused}`, 'nothing refers to it');
  return ok(vendorFile.entries.map((entry) => withSources(entry, vendorFile)));
}

const refsOf = (entry: VendorEntry): readonly string[] => [
  ...entry.alg.sources,
  ...(entry.udpTimeout?.sources ?? []),
  ...entry.fingerprints.sources,
  ...entry.lists.flatMap((list) => list.sources),
];

/** Every name in the entry is known to be a source of the file. */
function withSources(entry: VendorEntry, { vendor, vendorId, sources }: VendorFile): RouterEntry {
  const look = <Part extends { sources: readonly string[] }>(part: Part): Sourced<Part> => ({
    ...part,
    sources: part.sources.flatMap((name) => {
      const source = sources[name];
      return source === undefined ? [] : [{ ...source, id: `${vendorId}/${name}` }];
    }),
  });
  return {
    ...entry,
    vendor,
    vendorId,
    alg: look(entry.alg),
    lists: entry.lists.map((list) => {
      const sourced = look(list);
      return { ...sourced, confidence: confidenceOf(sourced.sources) };
    }),
    udpTimeout: entry.udpTimeout && look(entry.udpTimeout),
    fingerprints: look(entry.fingerprints),
  };
}

/** The source of that name; null when the catalogue has none. */
export function sourceOf(catalogue: Catalogue, id: string): NamedSource | null {
  for (const { alg, lists, udpTimeout, fingerprints } of catalogue.values())
    for (const part of [alg, ...lists, udpTimeout, fingerprints]) {
      const found = part?.sources.find((source) => source.id === id);
      if (found !== undefined) return found;
    }
  return null;
}
