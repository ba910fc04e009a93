// The connection profile an operator hands to customers: which server to check and how. It holds no password.
import { z } from 'zod';
import { isServerName, maxHostNameChars } from '../base/host-name.ts';
import { err, ok, type Result } from '../base/result.ts';

/** Largest profile file that is opened, bytes. */
export const maxProfileBytes = 64 * 1024;

const port = z.int().min(1).max(65535);

/** A host name (RFC 1123 labels, last one not all digits) or a literal address; what a Request-URI can carry. */
export const serverNameSchema = z
  .string()
  .min(1)
  .max(maxHostNameChars)
  .refine(isServerName, 'a host name or an IP address');

/** A user name that needs no escaping in a SIP URI. RFC 3261 25.1 (unreserved). */
export const probeUserSchema = z
  .string()
  .regex(/^[A-Za-z0-9_.!~*'()-]{1,64}$/, 'letters, digits and _ . - only');

export const profileSchema = z.strictObject({
  format: z.literal('sip-alg-profile'),
  version: z.literal(1),
  name: z.string().min(1).max(100),
  server: serverNameSchema,
  port: port.optional(),
  altPort: port.optional(),
  transports: z
    .array(z.enum(['udp', 'tcp', 'tls']))
    .max(3)
    .optional(),
  probeUser: probeUserSchema.optional(),
  echoExtension: probeUserSchema.optional(),
  readbackExtension: probeUserSchema.optional(),
  support: z
    .strictObject({
      name: z.string().min(1).max(100),
      email: z.email().max(254).optional(),
      url: z
        .url({ protocol: /^https$/ })
        .max(300)
        .optional(),
    })
    .optional(),
  language: z.enum(['en', 'nl', 'fr', 'de']).optional(),
});
export type Profile = Readonly<z.infer<typeof profileSchema>>;

/** Reads a profile that was capped to maxProfileBytes and decoded as UTF-8; the error is one sentence that names the field. */
export function parseProfile(text: string): Result<Profile, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err('It is not JSON.');
  }
  const parsed = profileSchema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err(`Field "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'invalid'}.`);
}
