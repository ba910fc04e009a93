// Remembering the password of one account, where the person asks for it and the system has a place for secrets. A
// window may give a password and have it used; no method gives one back.
import { z } from 'zod';
import { probeUserSchema, serverNameSchema } from '../profile/profile.ts';
import { passwordSchema } from './monitor.ts';

/** Why nothing can be remembered here: the program has no store, the system's is not there, or it would not encrypt. */
export const noStoreReasonSchema = z.enum(['no-store', 'not-available', 'not-encrypted']);
export type NoStoreReason = z.infer<typeof noStoreReasonSchema>;

const whose = { server: serverNameSchema, username: probeUserSchema };

export const secretStateSchema = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('unavailable'), reason: noStoreReasonSchema }),
  z.strictObject({ phase: z.literal('empty') }),
  z.strictObject({ phase: z.literal('remembered'), ...whose }),
  /** Something is kept, but it cannot be read; it stays until it is replaced or forgotten. */
  z.strictObject({ phase: z.literal('unreadable') }),
]);
export type SecretState = Readonly<z.infer<typeof secretStateSchema>>;

export const rememberedSchema = z.strictObject({ ...whose, password: passwordSchema });
/** An account of one server with its password. */
export type Remembered = Readonly<z.infer<typeof rememberedSchema>>;

const nothing = z.strictObject({});

/** What a request to start carries beside the account. */
export const credentialFields = {
  /** As typed; it is forgotten with the run. */
  password: passwordSchema.nullable().default(null),
  /** Without a typed one: the host takes the password that it remembers for exactly this server and user. */
  useRemembered: z.boolean().default(false),
};

export const secretMethods = {
  'secret.state': { request: nothing, response: secretStateSchema },
  /** Keeps one account; what was kept before is replaced. */
  'secret.remember': { request: rememberedSchema, response: secretStateSchema },
  'secret.forget': { request: nothing, response: secretStateSchema },
} as const;
