// One vendor file of the router catalogue: facts with their sources. No advice and no sentence is made here.
import { z } from 'zod';
import {
  commandSchema,
  labelSchema,
  patternSchema,
  remarkSchema,
  slugSchema,
  webAddressSchema,
} from './catalogue-text.ts';
import { fingerprintsSchema } from './fingerprints.ts';
import { sourceSchema } from './sources.ts';
import { menuSchema, reachesSwitch, sourceRefsSchema, stepListSchema } from './steps.ts';
import { trapSchema } from './traps.ts';

/** Largest vendor file that is read, bytes. */
export const maxVendorFileBytes = 64 * 1024;

const kindSchema = z.enum([
  'consumer-router',
  /** Handed out by one provider. */
  'isp-box',
  /** Handed out by many operators: optical terminals, mobile and fixed wireless units. */
  'carrier-cpe',
  'carrier-nat',
  'business-router',
  'firewall',
  'access-point',
  /** A system people install themselves. */
  'router-system',
  /** Stands for every router that could not be told apart. */
  'any',
]);

const providerSchema = z.strictObject({
  name: labelSchema,
  /** ISO 3166-1 alpha-2; none where it is sold in many. */
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(6),
});

const algSchema = z.strictObject({
  /** `absent`: there is none unless somebody added it. */
  default: z.enum(['on', 'off', 'absent', 'unknown']),
  canTurnOff: z.enum(['yes', 'no', 'provider-only', 'not-needed', 'unknown']),
  /** What the setting is called there. */
  names: z.array(labelSchema).max(12).default([]),
  /** What was read about the two facts above, also where it showed nothing. */
  sources: sourceRefsSchema.default([]),
});

/** How long the router keeps an idle UDP mapping. */
const udpTimeoutSchema = z.strictObject({
  /** Where it is set, of the two at most one; both null where it cannot be set or no source says. */
  menu: menuSchema.nullable().default(null),
  command: commandSchema.nullable().default(null),
  defaultSeconds: z.int().min(1).max(86_400).nullable().default(null),
  /** What a source for this very router sets, seconds. */
  suggestedSeconds: z.int().min(1).max(86_400).nullable().default(null),
  sources: sourceRefsSchema.min(1),
});

export const wayAroundSchema = z.enum([
  'ask-provider',
  'bridge-mode',
  'ip-passthrough',
  'own-router',
  'other-port',
  'tls',
  'vpn',
  'public-address',
]);

const entryShape = z.strictObject({
  id: slugSchema,
  name: labelSchema,
  /** Who builds it, where the name on the box is another's. */
  makers: z.array(labelSchema).max(8).default([]),
  /** Names and models to compare with what a device or a person says. */
  models: z.array(patternSchema).max(40).default([]),
  kind: kindSchema,
  provider: providerSchema.nullable().default(null),
  owner: z.enum(['customer', 'provider', 'carrier']),
  /** Of names, addresses and fingerprints; steps and the ALG always have sources of their own. */
  basis: z.enum(['sourced', 'general-knowledge']),
  alg: algSchema,
  lists: z.array(stepListSchema).max(8).default([]),
  stepsUnknown: z.boolean(),
  traps: z.array(trapSchema).max(10).default([]),
  udpTimeout: udpTimeoutSchema.nullable().default(null),
  waysAround: z.array(wayAroundSchema).max(8).default([]),
  addresses: z.array(webAddressSchema).max(6).default([]),
  fingerprints: fingerprintsSchema.prefault({}),
  remark: remarkSchema.nullable().default(null),
});
type EntryShape = z.infer<typeof entryShape>;

type Fault = Readonly<{ broken: boolean; path: string[]; message: string }>;

/** How one entry can contradict itself, each with the field to look at. */
function contradictions(entry: EntryShape): readonly Fault[] {
  const { kind, provider, alg, lists, stepsUnknown, udpTimeout } = entry;
  const isKnown = alg.default !== 'unknown' || alg.canTurnOff !== 'unknown';
  const canReach = alg.canTurnOff === 'yes' || alg.canTurnOff === 'not-needed';
  return [
    {
      broken: stepsUnknown !== (lists.length === 0),
      path: ['stepsUnknown'],
      message: 'says otherwise than the lists',
    },
    {
      broken: (kind === 'isp-box') !== (provider !== null),
      path: ['provider'],
      message: 'an isp-box has one, nothing else has',
    },
    {
      broken: isKnown && alg.sources.length === 0,
      path: ['alg', 'sources'],
      message: 'a known fact needs a source',
    },
    {
      broken: lists.some(reachesSwitch) && !canReach,
      path: ['alg', 'canTurnOff'],
      message: 'the lists reach a switch',
    },
    {
      broken: udpTimeout !== null && udpTimeout.menu !== null && udpTimeout.command !== null,
      path: ['udpTimeout'],
      message: 'a menu or a command',
    },
  ];
}

const entrySchema = entryShape.superRefine((entry, context) => {
  for (const { broken, path, message } of contradictions(entry))
    if (broken) context.addIssue({ code: 'custom', path, message });
});
export type VendorEntry = Readonly<z.infer<typeof entrySchema>>;

export const vendorFileSchema = z.strictObject({
  format: z.literal('sip-alg-routers'),
  version: z.literal(1),
  vendorId: slugSchema,
  vendor: labelSchema,
  sources: z.record(slugSchema, sourceSchema),
  entries: z.array(entrySchema).min(1).max(40),
});
export type VendorFile = Readonly<z.infer<typeof vendorFileSchema>>;
