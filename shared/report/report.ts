// The report file: everything a run saw, and what follows from it. Strict, versioned, capped before parsing;
// the same object is what `--json` prints.
import { z } from 'zod';
import { classifyAddress } from '../base/address.ts';
import { err, ok, type Result } from '../base/result.ts';
import { fieldSentence } from '../base/sentence.ts';
import { qualitySchema } from '../measure/quality.ts';
import { noiseOf, qualityOf } from '../measure/recorded-stream.ts';
import { selfNoiseSchema } from '../measure/self-noise-schema.ts';
import {
  interfaceKindSchema,
  maxObservations,
  type Observation,
  observationSchema,
} from '../observation/observation.ts';
import { portSchema } from '../observation/path.ts';
import { adviceSchema } from '../router/advice-codes.ts';
import { routerAdvice } from '../router/advise.ts';
import {
  identifierOfReport,
  type RouterIdentifier,
  routerSection,
  routerSectionSchema,
} from '../router/section.ts';
import { algVerdict, algVerdictSchema } from '../verdict/alg-verdict.ts';
import { readFacts } from '../verdict/facts.ts';
import { budgetOf, budgetSchema } from './budget.ts';

export const reportFormat = 'sip-alg-report';
export const reportVersion = 1;
/** Largest report file that is opened, bytes. */
export const maxReportBytes = 8 * 1024 * 1024;

const shortText = z.string().min(1).max(100);
const addressText = z.string().min(2).max(45);

const appSchema = z.strictObject({
  name: z.literal('sip-alg-checker'),
  version: shortText,
  host: z.enum(['cli', 'loopback', 'electron']),
  os: shortText,
  arch: shortText,
});

const targetSchema = z.strictObject({
  server: z.string().min(1).max(255),
  /** The port asked for, or found; null when the name could not be resolved. */
  port: portSchema.nullable(),
  altPort: portSchema.nullable(),
  mode: z.enum(['anonymous', 'probe-user']),
  addresses: z.array(addressText).max(32),
});

const environmentSchema = z.strictObject({
  localAddress: addressText,
  addressClass: z
    .enum([
      'public',
      'private',
      'carrier-nat',
      'loopback',
      'link-local',
      'multicast',
      'broadcast',
      'unspecified',
    ])
    .nullable(),
  interfaceKind: interfaceKindSchema,
  vpn: z.boolean(),
  sipPortInUse: z.boolean().nullable(),
  isSimulated: z.boolean(),
});

export const reportSchema = z.strictObject({
  format: z.literal(reportFormat),
  version: z.literal(reportVersion),
  id: z.string().regex(/^[A-Za-z0-9]{8,40}$/),
  createdAt: z.iso.datetime(),
  app: appSchema,
  target: targetSchema,
  environment: environmentSchema.nullable(),
  /** Null when no stream was sent, or it could not be measured. */
  selfNoise: selfNoiseSchema.nullable(),
  observations: z
    .array(observationSchema)
    .max(maxObservations)
    // Evidence points to observations by id: with two of one id nobody could say which one it means.
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'each id once'),
  alg: algVerdictSchema,
  /** Null when no stream was asked for; a stream that could not be graded says why. */
  quality: qualitySchema.nullable(),
  /** Null when the run did not look for a router. */
  router: routerSectionSchema.nullable(),
  advice: z.array(adviceSchema).max(10),
  budget: budgetSchema,
  /** The run was cancelled: what is missing was not tested. */
  partial: z.boolean(),
});
export type Report = Readonly<z.infer<typeof reportSchema>>;

export type ReportParts = {
  readonly id: string;
  readonly createdAt: string;
  readonly app: Report['app'];
  readonly target: Pick<Report['target'], 'server' | 'port' | 'altPort' | 'mode'>;
  readonly observations: readonly Observation[];
  readonly isPartial: boolean;
  /** Guesses which router it was; without it a look at a router has facts and no guesses. */
  readonly identifier?: RouterIdentifier;
};

const withoutCatalogue: RouterIdentifier = { edition: '0'.repeat(16), guesses: () => [] };

/** Puts a report together; verdict, advice and budget follow from the observations alone. */
export function buildReport(parts: ReportParts): Report {
  const alg = algVerdict(parts.observations);
  const facts = readFacts(parts.observations);
  const quality = qualityOf(parts.observations);
  const router = routerSection(parts.observations, parts.identifier ?? withoutCatalogue);
  const resolved = parts.observations.findLast((o) => o.kind === 'server-resolved');
  return {
    format: reportFormat,
    version: reportVersion,
    id: parts.id,
    createdAt: parts.createdAt,
    app: parts.app,
    target: {
      ...parts.target,
      port: resolved?.port ?? parts.target.port,
      addresses: resolved?.addresses ?? [],
    },
    environment: environmentOf(facts.environment),
    selfNoise: noiseOf(parts.observations),
    observations: [...parts.observations],
    alg,
    quality,
    router,
    // Nobody is asked what hurts before a check.
    advice: routerAdvice({
      facts,
      verdict: alg,
      router,
      isLinePoor: quality?.class === 'poor',
      symptom: null,
    }),
    budget: budgetOf(parts.observations),
    partial: parts.isPartial,
  };
}

function environmentOf(seen: ReturnType<typeof readFacts>['environment']): Report['environment'] {
  if (seen === null) return null;
  const { localAddress, interfaceKind, sipPortInUse, isSimulated } = seen;
  const vpn = interfaceKind === 'vpn';
  return {
    localAddress,
    addressClass: classifyAddress(localAddress),
    interfaceKind,
    vpn,
    sipPortInUse,
    isSimulated,
  };
}

/** Why a text is no report of ours: one sentence that names the field. */
export type ReportFault = {
  readonly code: 'not-json' | 'other-format' | 'other-version' | 'bad-field';
  readonly message: string;
};

/** Reads a report that was capped to maxReportBytes and decoded as UTF-8 by the caller. */
export function parseReport(text: string): Result<Report, ReportFault> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const head = z
    .looseObject({ format: z.unknown().optional(), version: z.unknown().optional() })
    .safeParse(json.value);
  if (!head.success || head.data.format !== reportFormat)
    return err({
      code: 'other-format',
      message: `This is not a report: its "format" is not "${reportFormat}".`,
    });
  if (head.data.version !== reportVersion)
    return err({
      code: 'other-version',
      message: `Its "version" is not ${reportVersion}; a newer SIP ALG Checker can open it.`,
    });
  const parsed = reportSchema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  return err({ code: 'bad-field', message: fieldSentence(parsed.error.issues[0]) });
}

function parseJson(text: string): Result<unknown, ReportFault> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return err({ code: 'not-json', message: 'It is not JSON.' });
  }
}

/**
 * Puts the report together again from its observations; true when that gives the same verdict, advice, budget and
 * environment. What no observation holds (id, date, program) is taken as it stands, and so are the guesses about the
 * router without the catalogue that they were made with.
 */
export function verdictReplays(report: Report, identifier?: RouterIdentifier): boolean {
  const { id, createdAt, app, target, observations, partial, router } = report;
  const resolved = observations.findLast((o) => o.kind === 'server-resolved');
  if (resolved !== undefined && resolved.name !== target.server) return false;
  const isSameEdition = identifier !== undefined && identifier.edition === router?.edition;
  const again = buildReport({
    id,
    createdAt,
    app,
    target,
    observations,
    isPartial: partial,
    ...(router === null ? {} : { identifier: isSameEdition ? identifier : identifierOfReport(router) }),
  });
  return canonical(again) === canonical(report);
}

/** JSON with sorted keys: a parsed report may hold them in another order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
