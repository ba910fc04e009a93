// Which router it may be: every entry of the catalogue is scored by what the device said about itself. A guess only
// chooses the words of an advice; whether messages are edited is never read from it.
import { z } from 'zod';
import type { Observation } from '../observation/observation.ts';
import { labelSchema, slugSchema } from './catalogue-text.ts';
import type { Catalogue, RouterEntry } from './load-catalogue.ts';
import { fitsName, fitsSubject, literalChars, namesModel } from './matching.ts';
import { fieldOf, fieldsOf, pageSources, type RouterSignals, readSignals } from './signals.ts';
import { reachesSwitch } from './steps.ts';

export const signalSchema = z.enum([
  'model',
  'realm-model',
  'realm',
  'title',
  'certificate',
  'web-server',
  'upnp-server',
  'icon',
  'maker',
  'hardware-address',
  'host-name',
]);
type Signal = z.infer<typeof signalSchema>;

/** How much a signal says, 0..100. ours, in the order of how rarely two products share it. */
const weights: Readonly<Record<Signal, number>> = {
  model: 100,
  'realm-model': 90,
  realm: 70,
  title: 70,
  certificate: 70,
  'web-server': 60,
  'upnp-server': 60,
  icon: 60,
  /** Below a family: one maker builds many. */
  maker: 50,
  'hardware-address': 40,
  'host-name': 20,
};

/** From here a guess names a model, and a family; below, no more than who may have built it. ours */
const modelScore = 90;
const familyScore = 60;
/** Each further kind of signal adds this; all of them together never turn a family into a model. ours */
const agreementScore = 5;
const mostAgreement = 15;

/** Most guesses that a report holds. */
const mostGuesses = 5;

const reasonSchema = z.strictObject({
  signal: signalSchema,
  /** The device's own words. */
  text: z.string().min(1).max(128),
});

const seconds = z.int().min(1).max(86_400).nullable();

/** What the catalogue says about the switch; kept with the guess, so that the advice follows from the report alone. */
const knownSchema = z.strictObject({
  owner: z.enum(['customer', 'provider', 'carrier']),
  /** Who hands it out; null where it is sold to anybody. */
  provider: labelSchema.nullable(),
  canTurnOff: z.enum(['yes', 'no', 'provider-only', 'not-needed', 'unknown']),
  /** Number of its first list of steps that reaches the switch, from 0; null where no source shows it. */
  list: z.int().min(0).max(7).nullable(),
  udpTimeout: z
    .strictObject({ defaultSeconds: seconds, suggestedSeconds: seconds, canBeSet: z.boolean() })
    .nullable(),
  waysAround: z.array(slugSchema).max(8),
});

export const routerGuessSchema = z.strictObject({
  id: slugSchema,
  vendor: labelSchema,
  name: labelSchema,
  /** `vendor`: it may be any of that vendor's. */
  level: z.enum(['model', 'family', 'vendor']),
  score: z.int().min(0).max(100),
  reasons: z.array(reasonSchema).min(1).max(signalSchema.options.length),
  known: knownSchema,
});
export type RouterGuess = Readonly<z.infer<typeof routerGuessSchema>>;
type Reason = RouterGuess['reasons'][number];

/** Everything that one entry explains, the strongest signal first. */
function reasonsFor(entry: RouterEntry, signals: RouterSignals): readonly Reason[] {
  const reasons = [...plainReasons(entry, signals)];
  // A model such as "R*" is many a maker's: it counts only where something else names this one.
  const model = reasons.length === 0 ? [] : modelReasons(entry, signals);
  return [...model, ...reasons].toSorted((a, b) => weights[b.signal] - weights[a.signal]);
}

/** The first text that one of the patterns names. */
const named = (patterns: readonly string[], texts: readonly string[]): string | undefined =>
  texts.find((text) => patterns.some((pattern) => fitsName(text, pattern)));

function plainReasons(entry: RouterEntry, signals: RouterSignals): readonly Reason[] {
  const prints = entry.fingerprints;
  const pages = (field: 'realm' | 'title' | 'server' | 'certificateSubject'): readonly string[] =>
    pageSources.flatMap((source) => fieldsOf(signals, source)[field] ?? []);
  const subject = pages('certificateSubject').find((text) =>
    prints.certificateSubjects.some((pattern) => fitsSubject(text, pattern)),
  );
  const vendor = signals.gateway?.hardwareVendor ?? '';
  const icon = fieldsOf(signals, 'icon').iconMd5 ?? '';
  const upnpServer = [fieldsOf(signals, 'ssdp').server ?? []].flat();
  return [
    ...reason('realm', named(prints.httpRealms, pages('realm'))),
    ...reason('title', named(prints.httpTitles, pages('title'))),
    ...reason('certificate', subject),
    ...reason('web-server', named(prints.httpServers, pages('server'))),
    ...reason('upnp-server', named(prints.upnpServers, upnpServer)),
    ...reason('icon', prints.faviconMd5.includes(icon) ? icon : undefined),
    ...reason('maker', makerOf(entry, signals)),
    ...reason('hardware-address', prints.ouiVendors.includes(vendor) ? vendor : undefined),
    ...reason('host-name', hostName(entry, signals)),
  ];
}

const reason = (signal: Signal, text: string | undefined): readonly Reason[] =>
  text === undefined || text === '' ? [] : [{ signal, text }];

/** The device's word for its maker, where it names this entry's vendor or who builds it. */
function makerOf(entry: RouterEntry, signals: RouterSignals): string | undefined {
  const said = fieldOf(signals, 'manufacturer', 'tr064-description', 'igd-description');
  if (said === null) return undefined;
  const names = [entry.vendor, ...entry.makers, ...entry.fingerprints.upnpManufacturers];
  return names.some((name) => fitsName(said, name)) ? said : undefined;
}

/** A name that the device points to, where this entry's people reach it by that name. */
function hostName(entry: RouterEntry, signals: RouterSignals): string | undefined {
  const names = pageSources.flatMap((source) => fieldsOf(signals, source).elsewhere ?? []);
  const own = [
    ...entry.fingerprints.hostNames,
    ...entry.addresses.flatMap((url) => /^https?:\/\/([^/:?#]+)/i.exec(url)?.[1] ?? []),
  ].filter((name) => /[a-z]/i.test(name));
  return names.find((name) => own.some((pattern) => pattern.toLowerCase() === name.toLowerCase()));
}

const modelFields = ['modelName', 'modelNumber', 'friendlyName', 'modelDescription'] as const;
const describing = ['tr064-description', 'box-info', 'igd-description'] as const;

function modelReasons(entry: RouterEntry, signals: RouterSignals): readonly Reason[] {
  const isModel = (text: string | undefined): boolean =>
    text !== undefined && entry.models.some((pattern) => namesModel(text, pattern));
  const described = describing.flatMap((source) =>
    modelFields.map((field) => fieldsOf(signals, source)[field]),
  );
  const realms = pageSources.map((source) => fieldsOf(signals, source).realm);
  return [...reason('model', described.find(isModel)), ...reason('realm-model', realms.find(isModel))];
}

function scoreOf(reasons: readonly Reason[]): number {
  const [best, ...further] = reasons;
  if (best === undefined) return 0;
  return Math.min(100, weights[best.signal] + Math.min(mostAgreement, further.length * agreementScore));
}

function levelOf(score: number, [best]: readonly Reason[]): RouterGuess['level'] {
  if (best !== undefined && weights[best.signal] >= modelScore) return 'model';
  return best !== undefined && weights[best.signal] >= familyScore && score >= familyScore
    ? 'family'
    : 'vendor';
}

/** How much the entry's pattern for the named model says: `EA*` says more than `E*`. */
const precision = (entry: RouterEntry, reasons: readonly Reason[]): number =>
  Math.max(
    0,
    ...reasons
      .filter(({ signal }) => signal === 'model' || signal === 'realm-model')
      .flatMap(({ text }) => entry.models.filter((pattern) => namesModel(text, pattern)).map(literalChars)),
  );

function knownOf({ owner, provider, alg, lists, udpTimeout, waysAround }: RouterEntry): RouterGuess['known'] {
  const list = lists.findIndex(reachesSwitch);
  return {
    owner,
    provider: provider?.name ?? null,
    canTurnOff: alg.canTurnOff,
    list: list < 0 ? null : list,
    udpTimeout: udpTimeout && {
      defaultSeconds: udpTimeout.defaultSeconds,
      suggestedSeconds: udpTimeout.suggestedSeconds,
      canBeSet: udpTimeout.menu !== null || udpTimeout.command !== null,
    },
    waysAround: [...waysAround],
  };
}

/** Guesses, the best first; none where nothing in the catalogue fits. */
export function identifyRouter(observations: readonly Observation[], catalogue: Catalogue): RouterGuess[] {
  const signals = readSignals(observations);
  return [...catalogue.values()]
    .map((entry) => ({ entry, reasons: reasonsFor(entry, signals) }))
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ entry, reasons }) => ({
      entry,
      reasons,
      score: scoreOf(reasons),
      fine: precision(entry, reasons),
    }))
    .toSorted((a, b) => b.score - a.score || b.fine - a.fine || (a.entry.id < b.entry.id ? -1 : 1))
    .slice(0, mostGuesses)
    .map(({ entry, reasons, score }) => ({
      id: entry.id,
      vendor: entry.vendor,
      name: entry.name,
      level: levelOf(score, reasons),
      score,
      reasons: [...reasons],
      known: knownOf(entry),
    }));
}
