// A provider's profile in the window: read and checked by the host, used only after the person agreed, and removable.
import { z } from 'zod';
import { profileSchema } from '../profile/profile.ts';
import { profileFormFaults, profileFormFields } from '../profile/profile-form.ts';

/** Where the profile in use came from: opened by the person, or packed with the program by an operator. */
export const profileOriginSchema = z.enum(['opened', 'bundled']);

export const profileInUseSchema = z.strictObject({
  profile: profileSchema.nullable(),
  /** Null without a profile. */
  origin: profileOriginSchema.nullable(),
});
export type ProfileInUse = Readonly<z.infer<typeof profileInUseSchema>>;

// Longer than any field may be, so that a long text is refused beside its field and not as a bad call.
const typed = z.string().max(2000);

const profileFormSchema = z.strictObject({
  name: typed,
  server: typed,
  port: typed,
  altPort: typed,
  tcp: z.boolean(),
  tls: z.boolean(),
  probeUser: typed,
  echoExtension: typed,
  readbackExtension: typed,
  supportName: typed,
  supportEmail: typed,
  supportUrl: typed,
  language: z.enum(['en', 'nl', 'fr', 'de']).nullable(),
});

export const profileFaultSchema = z.enum([
  'too-long',
  'cut-code',
  'wrong-code',
  'other-version',
  'bad-profile',
]);
export type ProfileReadFault = z.infer<typeof profileFaultSchema>;

/** The text of a file or a code, as it was opened or pasted; the service caps it. */
const profileText = z.strictObject({ text: z.string() });
const nothing = z.strictObject({});

export const profileMethods = {
  /** Reads a file or a code as hostile input; nothing is used yet. */
  'profile.read': {
    request: profileText,
    response: z.discriminatedUnion('isProfile', [
      z.strictObject({ isProfile: z.literal(true), profile: profileSchema }),
      z.strictObject({
        isProfile: z.literal(false),
        fault: profileFaultSchema,
        message: z.string().max(500),
      }),
    ]),
  },
  /** What was typed into the editor as a file and as a code, or each field that is wrong. */
  'profile.write': {
    request: profileFormSchema,
    response: z.discriminatedUnion('isProfile', [
      z.strictObject({
        isProfile: z.literal(true),
        text: z.string().max(16_384),
        code: z.string().max(16_384),
      }),
      z.strictObject({
        isProfile: z.literal(false),
        faults: z.partialRecord(z.enum(profileFormFields), z.enum(profileFormFaults)),
      }),
    ]),
  },
  /** Uses a profile from now on, also after a restart; only asked for after the person saw what it changes. */
  'profile.use': { request: profileText, response: profileInUseSchema },
  /** Puts an opened profile away; one that came with the program holds again. */
  'profile.remove': { request: nothing, response: profileInUseSchema },
  /** Opens the support's page or a new mail to it. The address is taken from the profile in use, never from the page. */
  'profile.contact': { request: z.strictObject({ kind: z.enum(['email', 'url']) }), response: nothing },
} as const;
