// The connection profile an operator hands to customers: which server to check and how. It holds no password.
import { z } from 'zod';
import { isServerName, maxHostNameChars } from '../base/host-name.ts';
import { isPlainText } from '../base/plain-text.ts';
import { err, ok, type Result } from '../base/result.ts';
import { fieldSentence } from '../base/sentence.ts';

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

/** A name that people read: one line that cannot change how the text around it is drawn. */
const personName = z.string().min(1).max(100).refine(isPlainText, 'plain text in one line');

// What `new URL` forgives or takes away (spaces, line ends) is refused, and so is a name or password before the host.
const linkSchema = z
  .string()
  .max(300)
  .regex(
    /^https:\/\/[A-Za-z0-9.:[\]-]+(?:[/?#][\u0021-\u007e]*)?$/,
    'an https address without spaces or a user',
  )
  .pipe(z.url({ protocol: /^https$/ }));

const transportsSchema = z
  .array(z.enum(['udp', 'tcp', 'tls']))
  .min(1)
  .max(3)
  .refine((names) => new Set(names).size === names.length, 'each transport once');

/** The port that is asked where a profile names none. RFC 3261 19.1.2. */
const usualPort = 5060;

export const profileSchema = z
  .strictObject({
    format: z.literal('sip-alg-profile'),
    version: z.literal(1),
    name: personName,
    server: serverNameSchema,
    port: port.optional(),
    altPort: port.optional(),
    transports: transportsSchema.optional(),
    probeUser: probeUserSchema.optional(),
    echoExtension: probeUserSchema.optional(),
    readbackExtension: probeUserSchema.optional(),
    support: z
      .strictObject({
        name: personName,
        email: z.email().max(254).optional(),
        url: linkSchema.optional(),
      })
      .optional(),
    language: z.enum(['en', 'nl', 'fr', 'de']).optional(),
  })
  .refine((profile) => profile.altPort !== (profile.port ?? usualPort), {
    path: ['altPort'],
    message: 'another port than the first',
  });
export type Profile = Readonly<z.infer<typeof profileSchema>>;

/** The way to reach the support of a profile, as the system's opener takes it; null when the profile names none. */
export function supportAddress(profile: Profile | null, kind: 'email' | 'url'): string | null {
  const { email, url } = profile?.support ?? {};
  if (kind === 'url') return url ?? null;
  return email === undefined ? null : `mailto:${email}`;
}

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
  return err(fieldSentence(parsed.error.issues[0]));
}
