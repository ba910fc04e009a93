// Watching a line for minutes or hours: what is asked for, and what the window needs to draw it at any moment.
import { z } from 'zod';
import { probeUserSchema, serverNameSchema } from '../profile/profile.ts';

/** An account on the server; its password travels beside it and is never part of a state, a report or a file. */
export const accountSchema = z.strictObject({
  username: probeUserSchema,
  /** Extension that sends the sound back; null when the provider named none. */
  echoExtension: probeUserSchema.nullable(),
  /** Extension that tells what the server received; null when the provider named none. */
  readbackExtension: probeUserSchema.nullable(),
});

/** Kept in memory for one run. */
export const passwordSchema = z.string().min(1).max(256);

export const monitorRequestSchema = z.strictObject({
  server: serverNameSchema,
  port: z.int().min(1).max(65535).nullable(),
  probeUser: probeUserSchema.nullable(),
  /** With an account and its echo extension: packets of sound in one call. Without: SIP requests, as seldom as the server allows. */
  account: accountSchema.nullable().default(null),
  /** Between two packets, ms. */
  intervalMs: z.int().min(20).max(60_000),
  durationSeconds: z.int().min(1).max(86_400),
});
export type MonitorRequest = Readonly<z.infer<typeof monitorRequestSchema>>;

const count = z.int().min(0).max(100_000_000);
const timeMs = z.number().min(0).max(86_400_000);

export const monitorWindowSchema = z.strictObject({
  /** Start and length since the monitor began, ms. */
  startMs: timeMs,
  lengthMs: timeMs,
  sent: count,
  received: count,
  lost: count,
  /** Null when nothing came back of what was sent then. */
  delayMs: z.strictObject({ min: timeMs, p50: timeMs, max: timeMs }).nullable(),
  jitterMs: timeMs.nullable(),
  /** This computer was too busy then: its figures are about the computer. */
  wasBusy: z.boolean(),
});
export type MonitorWindow = Readonly<z.infer<typeof monitorWindowSchema>>;

export const monitorTotalsSchema = z.strictObject({
  sent: count,
  received: count,
  lost: count,
  /** lost / packets whose fate is known, 0..1; null before. */
  lossRatio: z.number().min(0).max(1).nullable(),
  duplicates: count,
  reordered: count,
  rttMs: z.strictObject({ min: timeMs, p50: timeMs, max: timeMs, samples: count }).nullable(),
  jitterMs: z.strictObject({ mean: timeMs, max: timeMs, samples: count }).nullable(),
});
export type MonitorTotals = Readonly<z.infer<typeof monitorTotalsSchema>>;

/** What is sent: packets inside a call, or SIP requests. */
export const monitorSourceSchema = z.enum(['echo-call', 'sip-requests']);

export const monitorReadingSchema = z.strictObject({
  source: monitorSourceSchema,
  /** The time really kept between two packets, ms; longer than asked for where the server must not be asked more often. */
  intervalMs: timeMs,
  startedAt: z.iso.datetime(),
  elapsedMs: timeMs,
  totals: monitorTotalsSchema,
  /** Oldest first; neighbours are merged when there are too many. */
  windows: z.array(monitorWindowSchema).max(240),
});
export type MonitorReading = Readonly<z.infer<typeof monitorReadingSchema>>;

/** Why a monitor could not start, or ended before its time. */
export const monitorEndSchema = z.enum([
  'duration',
  'stopped',
  'call-refused',
  'credential-refused',
  'echoes-stopped',
  'call-ended',
  'computer-slept',
  'network-failed',
]);

export type MonitorEnd = z.infer<typeof monitorEndSchema>;
