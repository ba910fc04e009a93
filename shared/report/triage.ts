// A report as one row of a list of hundreds: what a support agent sorts by, and which reports belong together.
import { z } from 'zod';
import { addressFamily, classifyAddress } from '../base/address.ts';
import { groupBy } from '../base/group-by.ts';
import { mappingSeen } from '../exchange/own-pair.ts';
import { levelSchema } from '../verdict/level.ts';
import type { Replay } from './build-report.ts';
import { networkOf } from './compare.ts';
import type { Report } from './report.ts';
import { sealStates } from './seal.ts';

export const triageQualitySchema = z.enum(['excellent', 'good', 'fair', 'poor', 'not-measured']);
export type TriageQuality = z.infer<typeof triageQualitySchema>;

export const triageRowSchema = z.strictObject({
  /** Names the file among those that are open. */
  key: z.string().regex(/^f\d{1,9}$/),
  fileName: z.string().max(255),
  id: z.string().max(40),
  createdAt: z.iso.datetime(),
  server: z.string().max(255),
  level: levelSchema,
  /** What today's rules say about the same observations. */
  levelToday: levelSchema,
  /** The report says what follows from its observations. */
  replays: z.boolean(),
  quality: triageQualitySchema,
  /** The best guess; null where the run did not look, or knew nothing. */
  router: z.string().max(300).nullable(),
  /** Network of the public address, its end left out; null where no answer showed one. */
  network: z.string().max(45).nullable(),
  appVersion: z.string().max(100),
  seal: z.enum(sealStates),
  isPartial: z.boolean(),
  isSimulated: z.boolean(),
  /** Reports with the same one were probably made at the same place; null where too little is known. */
  site: z.string().max(400).nullable(),
  /** `copy`: another file holds the same report; `other-content`: another file has its id and says something else. */
  duplicate: z.enum(['copy', 'other-content']).nullable(),
});
export type TriageRow = Readonly<z.infer<typeof triageRowSchema>>;

/** What one report tells without the others. */
export type LoneRow = Omit<TriageRow, 'site' | 'duplicate'> & {
  /** Digest of the file. */
  readonly content: string;
  readonly place: Place;
};

type Place = {
  /** Server and own network; null where the public address is unknown. */
  readonly base: string | null;
  readonly macPrefix: string | null;
};

export type RowParts = Pick<LoneRow, 'key' | 'fileName' | 'content' | 'seal'> & {
  readonly report: Report;
  readonly replay: Replay;
};

/** The row of one report. */
export function loneRow({ report, replay, ...file }: RowParts): LoneRow {
  const { id, createdAt, target, alg, quality, router, app, partial, environment } = report;
  const seen = publicAddress(replay);
  return {
    ...file,
    id,
    createdAt,
    server: target.server,
    level: alg.level,
    levelToday: replay.level,
    replays: replay.isSame,
    quality: quality?.class ?? 'not-measured',
    router: router?.guesses[0]?.name ?? null,
    network: seen === null ? null : maskedNetwork(seen),
    appVersion: app.version,
    isPartial: partial,
    isSimulated: environment?.isSimulated ?? false,
    place: placeOf(report, seen),
  };
}

/** Finds the reports that belong together, and those that are there twice. */
export function joinRows(lone: readonly LoneRow[]): readonly TriageRow[] {
  const siteOf = nameSites(lone);
  const contentsOf = groupBy(lone, (row) => row.id);
  return lone.map((row) => {
    const { content, place: _place, ...shown } = row;
    const same = contentsOf.get(row.id) ?? [];
    const isAlone = same.length < 2;
    const isCopy = same.every((other) => other.content === content);
    return { ...shown, site: siteOf(row), duplicate: isAlone ? null : isCopy ? 'copy' : 'other-content' };
  });
}

/** The first address of the internet that an answer showed for this line; a server may show one of its own network. */
const publicAddress = ({ exchanges }: Replay): string | null =>
  exchanges
    .map((exchange) => mappingSeen(exchange)?.address ?? null)
    .find((address) => address !== null && classifyAddress(address) === 'public') ?? null;

/** `203.0.x.x`, `2001:db8:…`: enough to tell providers apart, too little to find a customer. */
function maskedNetwork(address: string): string | null {
  const head = networkOf(address, 2);
  if (head === null) return null;
  return addressFamily(address) === 4 ? `${head}.x.x` : `${head.split(':').slice(0, 2).join(':')}:…`;
}

function placeOf({ target, environment, router }: Report, seen: string | null): Place {
  const own = networkOf(environment?.localAddress);
  const kind = environment?.isSimulated === true ? 'demo' : 'real';
  const macPrefix = router?.facts.gateway.macPrefix ?? null;
  if (seen === null) return { base: null, macPrefix };
  const parts = [kind, target.server.toLowerCase(), target.port, networkOf(seen, 2), own];
  return { base: parts.join(' '), macPrefix };
}

/**
 * One name for each place. Only some runs look at the router: one without its hardware address belongs to the only
 * router known at the place, and to none where there are several.
 */
function nameSites(lone: readonly LoneRow[]): (row: LoneRow) => string | null {
  const placed = groupBy(lone, ({ place }) => place.base ?? '');
  const routersAt = new Map(
    [...placed].map(([base, rows]) => [base, new Set(rows.flatMap(({ place }) => place.macPrefix ?? []))]),
  );
  return ({ place: { base, macPrefix } }) => {
    if (base === null) return null;
    return (routersAt.get(base)?.size ?? 0) < 2 ? base : `${base} ${macPrefix ?? 'unknown'}`;
  };
}
