// The report file: everything a run saw, and what follows from it. Strict, versioned, capped before parsing;
// the same object is what `--json` prints.
import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import { fieldSentence } from '../base/sentence.ts';
import { qualitySchema } from '../measure/quality.ts';
import { selfNoiseSchema } from '../measure/self-noise-schema.ts';
import { interfaceKindSchema, maxObservations, observationSchema } from '../observation/observation.ts';
import { portSchema } from '../observation/path.ts';
import { adviceSchema } from '../router/advice-codes.ts';
import { routerSectionSchema } from '../router/section.ts';
import { algVerdictSchema } from '../verdict/alg-verdict.ts';
import { budgetSchema } from './budget.ts';

export const reportFormat = 'sip-alg-report';
export const reportVersion = 2;
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

/** One run: what it saw, and what follows from it. */
export const reportedRunSchema = z.strictObject({
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
export type ReportedRun = Readonly<z.infer<typeof reportedRunSchema>>;

/** What was taken out of a report before it was passed on. */
export const redactionSchema = z.enum(['full', 'no-local-names', 'no-addresses']);
export type Redaction = z.infer<typeof redactionSchema>;

/** Shows that a file was not changed since it was saved: Ed25519 (RFC 8032) over the SHA-256 of its canonical form. */
export const sealSchema = z.strictObject({
  algorithm: z.literal('ed25519'),
  /** Raw key of 32 bytes, base64url. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** 64 bytes, base64url. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type Seal = Readonly<z.infer<typeof sealSchema>>;

export const reportSchema = z.strictObject({
  format: z.literal(reportFormat),
  version: z.literal(reportVersion),
  ...reportedRunSchema.shape,
  /** The run before a change on the router; what became of its finding follows from both. */
  before: reportedRunSchema.nullable(),
  redaction: redactionSchema,
  /** Null in a report that was not sealed. */
  seal: sealSchema.nullable(),
});
export type Report = Readonly<z.infer<typeof reportSchema>>;

/** The run of a report, without what belongs to the file. */
export function runOf(report: Report): ReportedRun {
  const { id, createdAt, app, target, environment, selfNoise, observations } = report;
  const { alg, quality, router, advice, budget, partial } = report;
  const follows = { alg, quality, router, advice, budget, partial };
  return { id, createdAt, app, target, environment, selfNoise, observations, ...follows };
}

export const reportFaultCodes = [
  'not-json',
  'other-format',
  'newer-version',
  'other-version',
  'bad-field',
] as const;
export type ReportFaultCode = (typeof reportFaultCodes)[number];

/** Why a text is no report of ours: one sentence that names the field. */
export type ReportFault = {
  readonly code: ReportFaultCode;
  readonly message: string;
};

/** Reads a report that was capped to maxReportBytes and decoded as UTF-8 by the caller; a byte order mark may lead. */
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
  const schema = schemaOfVersion(head.data.version);
  if (schema === null) return err(versionFault(head.data.version));
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  return err({ code: 'bad-field', message: fieldSentence(parsed.error.issues[0]) });
}

const versionFault = (version: unknown): ReportFault =>
  typeof version === 'number' && Number.isSafeInteger(version) && version > reportVersion
    ? {
        code: 'newer-version',
        message: `A newer SIP ALG Checker made it: its "version" is ${version}, and this one reads 1 to ${reportVersion}. Update to open it.`,
      }
    : { code: 'other-version', message: `Its "version" is not 1 to ${reportVersion}.` };

/** Version 1 held one run, whole and not sealed. */
const versionOneSchema = reportedRunSchema
  .extend({ format: z.literal(reportFormat), version: z.literal(1) })
  .transform(
    (old): Report => ({ ...old, version: reportVersion, before: null, redaction: 'full', seal: null }),
  );

/** Reads a report of that version into the form of today; null for a version nobody knows here. */
function schemaOfVersion(version: unknown): z.ZodType<Report> | null {
  if (version === reportVersion) return reportSchema;
  return version === 1 ? versionOneSchema : null;
}

function parseJson(text: string): Result<unknown, ReportFault> {
  try {
    return ok(JSON.parse(text.replace(/^\ufeff/, '')) as unknown);
  } catch {
    return err({ code: 'not-json', message: 'It is not JSON.' });
  }
}
