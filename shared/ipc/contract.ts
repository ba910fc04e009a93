// The one contract between a window and its host: every method with the schema of its request and its answer,
// the one event, and the codes a refusal can carry. Preload, ipcMain, loopback routes and types follow from it.
import { z } from 'zod';
import { pathSchema, probeNameSchema, transportSchema } from '../observation/path.ts';
import { probeUserSchema, serverNameSchema } from '../profile/profile.ts';
import { reportSchema } from '../report/report.ts';
import { levelSchema } from '../verdict/level.ts';
import { comparisonSchema, reportIdSchema } from './compare.ts';
import { accountSchema, monitorEndSchema, monitorReadingSchema, monitorRequestSchema } from './monitor.ts';
import { openedReportSchema, readFaultSchema } from './opened-report.ts';
import { profileInUseSchema, profileMethods } from './profile.ts';
import { redactMethods } from './redact.ts';
import { reminderMethods } from './reminder.ts';
import { routerEvents, routerMethods } from './router.ts';
import { credentialFields, secretMethods } from './secrets.ts';

import { shareMethods } from './share.ts';
import { workspaceMethods } from './workspace.ts';

export { type Symptom, symptomSchema } from '../router/symptom.ts';

/** Largest message in either direction, characters of JSON. */
export const maxMessageChars = 12 * 1024 * 1024;

export const checkRequestSchema = z.strictObject({
  server: serverNameSchema,
  port: z.int().min(1).max(65535).nullable(),
  altPort: z.int().min(1).max(65535).nullable(),
  transports: z.array(transportSchema).min(1).max(3),
  probeUser: probeUserSchema.nullable(),
  /** Name of a demo scenario; null for a real server. */
  demo: z.string().max(40).nullable(),
  account: accountSchema.nullable().default(null),
  /** How long the sound of the echo call lasts, s; null: no call. */
  streamSeconds: z.int().min(5).max(60).nullable().default(null),
  /** The user allowed this program to ask the router who it is. */
  lookAtRouter: z.boolean().default(false),
  /** Id of the report of an earlier check that this one is compared with; null: of none. */
  compareWith: reportIdSchema.nullable().default(null),
});
export type WindowCheckRequest = Readonly<z.infer<typeof checkRequestSchema>>;

/** Real counts of a running check; nothing here is estimated but `secondsLeft`. */
export const progressSchema = z.strictObject({
  step: z.enum(['reaching-server', 'checking-router', 'measuring-line', 'finishing']),
  probe: probeNameSchema.nullable(),
  path: pathSchema.nullable(),
  /** Requests sent, replies that came back, and how many requests the plan still expects to send at most. */
  sent: z.int().min(0).max(1000),
  received: z.int().min(0).max(1000),
  planned: z.int().min(1).max(1000),
  secondsLeft: z.int().min(0).max(600),
  /** A pause so that the server does not block this computer; seconds still to wait. */
  pause: z
    .strictObject({ reason: z.enum(['flow-budget', 'request-rate']), secondsLeft: z.int().min(0).max(120) })
    .nullable(),
  hint: levelSchema.nullable(),
  /** The sound of the echo call so far; null outside `measuring-line`. */
  stream: z
    .strictObject({
      sent: z.int().min(0).max(100_000),
      received: z.int().min(0).max(100_000),
      /** Mean round trip of the last moment, ms; null before the first echo. */
      rttMs: z.number().min(0).max(86_400_000).nullable(),
    })
    .nullable(),
});
export type Progress = Readonly<z.infer<typeof progressSchema>>;

export const refusalCodeSchema = z.enum([
  'unknown-name',
  'no-address',
  'unreachable',
  'refused-target',
  'banned-word',
  'trap-port',
  'another-check-runs',
  'engine-stopped',
  'internal',
]);
export type RefusalCode = z.infer<typeof refusalCodeSchema>;

/** What the window needs to draw itself at any moment; it survives a reload because the host keeps it. */
export const runStateSchema = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('idle') }),
  z.strictObject({
    phase: z.literal('running'),
    request: checkRequestSchema,
    progress: progressSchema,
    isCancelling: z.boolean(),
  }),
  z.strictObject({
    phase: z.literal('done'),
    request: checkRequestSchema,
    report: reportSchema,
    /** With the run before; null when the report holds none. */
    comparison: comparisonSchema.nullable(),
    isSaved: z.boolean(),
  }),
  z.strictObject({ phase: z.literal('failed'), request: checkRequestSchema, code: refusalCodeSchema }),
]);
export type RunState = Readonly<z.infer<typeof runStateSchema>>;

/** What the window needs to draw a monitor at any moment. */
export const monitorStateSchema = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('idle') }),
  z.strictObject({
    phase: z.literal('running'),
    request: monitorRequestSchema,
    /** Null until the first packet left. */
    reading: monitorReadingSchema.nullable(),
    isStopping: z.boolean(),
  }),
  z.strictObject({
    phase: z.literal('done'),
    request: monitorRequestSchema,
    reading: monitorReadingSchema.nullable(),
    endedBy: monitorEndSchema,
  }),
  z.strictObject({ phase: z.literal('failed'), request: monitorRequestSchema, code: refusalCodeSchema }),
]);
export type MonitorState = Readonly<z.infer<typeof monitorStateSchema>>;

export const settingsSchema = z.strictObject({
  /** Null: as the system says. */
  language: z.enum(['en', 'nl', 'fr', 'de']).nullable(),
  theme: z.enum(['system', 'light', 'dark']),
  keepHistoryDays: z.int().min(1).max(3650),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

const historyEntrySchema = z.strictObject({
  id: z.string().max(40),
  createdAt: z.iso.datetime(),
  server: z.string().max(255),
  level: levelSchema,
  isPartial: z.boolean(),
  isSimulated: z.boolean(),
  /** The router that the run met; null where it did not look. */
  gateway: z
    .strictObject({ address: z.string().max(64), macPrefix: z.string().max(17).nullable() })
    .nullable(),
});
export type HistoryEntry = Readonly<z.infer<typeof historyEntrySchema>>;

const ledgerEntrySchema = z.strictObject({
  serverAddress: z.string().max(64),
  requestsLastTenMinutes: z.int().min(0).max(100_000),
  secondsUntilFree: z.int().min(0).max(600),
});

const nothing = z.strictObject({});
const id = z.strictObject({ id: reportIdSchema });

/** Method name -> schema of what goes in and of what comes out. */
export const methods = {
  /** Versions, and what this host is. */
  'app.info': {
    request: nothing,
    response: z.strictObject({
      version: z.string().max(40),
      host: z.enum(['loopback', 'electron']),
      os: z.string().max(40),
      arch: z.string().max(40),
      /** Started with --demo: the start page offers the demo first. */
      isDemo: z.boolean(),
      /** A report can be dragged out of the window. */
      canDrag: z.boolean(),
      demoScenarios: z
        .array(
          z.strictObject({
            name: z.string().max(40),
            description: z.string().max(200),
            /** The scenario that it is once its router's switch is off; null where there is nothing to switch. */
            switchedOff: z.string().max(40).nullable(),
          }),
        )
        .max(100),
      profile: profileInUseSchema.shape.profile,
      profileOrigin: profileInUseSchema.shape.origin,
    }),
  },
  'run.state': { request: nothing, response: runStateSchema },
  'run.start': { request: checkRequestSchema.extend(credentialFields), response: nothing },
  'run.cancel': { request: nothing, response: nothing },
  /** Back to idle after a result or a failure; a running check is not touched. */
  'run.clear': { request: nothing, response: nothing },
  'monitor.state': { request: nothing, response: monitorStateSchema },
  'monitor.start': { request: monitorRequestSchema.extend(credentialFields), response: nothing },
  'monitor.stop': { request: nothing, response: nothing },
  /** Back to idle after a monitor has ended. */
  'monitor.clear': { request: nothing, response: nothing },
  'history.list': { request: nothing, response: z.array(historyEntrySchema).max(2000) },
  'history.open': { request: id, response: openedReportSchema },
  'history.remove': { request: id, response: nothing },
  /** Reads the text of a report file as hostile input. */
  'report.read': {
    request: z.strictObject({ text: z.string().max(maxMessageChars) }),
    response: z.discriminatedUnion('isReport', [
      openedReportSchema.extend({ isReport: z.literal(true) }),
      z.strictObject({ isReport: z.literal(false), code: readFaultSchema, message: z.string().max(500) }),
    ]),
  },
  /** A file the system asked to open (double-click, command line), once. */
  'file.pending': {
    request: nothing,
    response: z.strictObject({ name: z.string().max(255), text: z.string().max(maxMessageChars) }).nullable(),
  },
  ...profileMethods,
  ...workspaceMethods,
  'settings.read': { request: nothing, response: settingsSchema },
  'settings.write': { request: settingsSchema, response: settingsSchema },
  'ledger.read': { request: nothing, response: z.array(ledgerEntrySchema).max(5000) },
  ...secretMethods,
  ...routerMethods,
  ...reminderMethods,
  ...redactMethods,
  ...shareMethods,
} as const;

export type MethodName = keyof typeof methods;
/** As a caller writes it: what has a default may be left out. */
export type RequestOf<M extends MethodName> = z.input<(typeof methods)[M]['request']>;
/** As an implementation gets it, after the schema. */
export type CheckedRequestOf<M extends MethodName> = z.infer<(typeof methods)[M]['request']>;
export type ResponseOf<M extends MethodName> = z.infer<(typeof methods)[M]['response']>;

export const methodNames = Object.keys(methods) as readonly MethodName[];

/** Event name -> schema. The host sends `run.changed` at most ten times a second, and once at the end. */
export const events = {
  'run.changed': runStateSchema,
  /** At most four times a second, and once at the end. */
  'monitor.changed': monitorStateSchema,
  'file.arrived': nothing,
  ...routerEvents,
} as const;
export type EventName = keyof typeof events;
export type EventOf<E extends EventName> = z.infer<(typeof events)[E]>;

/** Why a call was refused; stable, shown to users through the language files. */
export const callErrorCodeSchema = z.enum([
  'unknown-method',
  'bad-request',
  'bad-answer',
  'not-allowed',
  'too-large',
  'busy',
  'not-found',
  'not-writable',
  'secret-not-kept',
  'secret-unreadable',
  'internal',
  'disconnected',
]);
export type CallErrorCode = z.infer<typeof callErrorCodeSchema>;

export const callErrorSchema = z.strictObject({ code: callErrorCodeSchema, message: z.string().max(500) });
/** A refusal: `message` is English for logs, the window shows its own words for `code`. */
export type CallError = Readonly<z.infer<typeof callErrorSchema>>;

export const defaultSettings: Settings = { language: null, theme: 'system', keepHistoryDays: 365 };
