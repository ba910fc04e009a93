// What host and engine say to each other. Both sides check every message: the other one may be broken.
import { z } from 'zod';
import { checkRequestSchema, progressSchema, refusalCodeSchema } from '../../../shared/ipc/contract.ts';
import {
  monitorEndSchema,
  monitorReadingSchema,
  monitorRequestSchema,
  passwordSchema,
} from '../../../shared/ipc/monitor.ts';
import { portSchema } from '../../../shared/observation/path.ts';
import { reportSchema } from '../../../shared/report/report.ts';

/** One engine makes one run: it ends when its host has the result. */
export const toEngineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('start'),
    request: checkRequestSchema,
    /** Of the request's account; in no other message, state or file. */
    password: passwordSchema.nullable(),
    /** Folder of the run lock and of the record of earlier requests. */
    folder: z.string().min(1).max(4096),
    app: z.strictObject({ host: z.enum(['loopback', 'electron']), version: z.string().min(1).max(40) }),
    /** After a crash the lock of the dead engine may still be there for some seconds; wait so long for it, ms. */
    lockPatienceMs: z.int().min(0).max(60_000),
    /** UDP ports of the run that this one is compared with. */
    usedPorts: z.array(portSchema).max(1000),
  }),
  z.strictObject({
    kind: z.literal('monitor'),
    request: monitorRequestSchema,
    password: passwordSchema.nullable(),
    folder: z.string().min(1).max(4096),
    app: z.strictObject({ host: z.enum(['loopback', 'electron']), version: z.string().min(1).max(40) }),
  }),
  z.strictObject({ kind: z.literal('cancel') }),
]);
export type ToEngine = Readonly<z.infer<typeof toEngineSchema>>;
export type StartMessage = Extract<ToEngine, { kind: 'start' }>;
export type MonitorMessage = Extract<ToEngine, { kind: 'monitor' }>;

export const fromEngineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), progress: progressSchema }),
  z.strictObject({ kind: z.literal('reading'), reading: monitorReadingSchema }),
  z.strictObject({
    kind: z.literal('monitored'),
    reading: monitorReadingSchema,
    endedBy: monitorEndSchema,
  }),
  z.strictObject({ kind: z.literal('done'), report: reportSchema }),
  z.strictObject({ kind: z.literal('failed'), code: refusalCodeSchema }),
]);
export type FromEngine = Readonly<z.infer<typeof fromEngineSchema>>;
