// A profile as somebody types it: text in every field. Faults are told a field, so that each stands beside its own.
import { err, ok, type Result } from '../base/result.ts';
import { type Profile, profileSchema } from './profile.ts';

/** What was typed; an empty text is a field that is not set. UDP is always checked. */
export type ProfileForm = {
  readonly name: string;
  readonly server: string;
  readonly port: string;
  readonly altPort: string;
  readonly tcp: boolean;
  readonly tls: boolean;
  readonly probeUser: string;
  readonly echoExtension: string;
  readonly readbackExtension: string;
  readonly supportName: string;
  readonly supportEmail: string;
  readonly supportUrl: string;
  readonly language: NonNullable<Profile['language']> | null;
};

/** The fields that can be wrong, in the order of the form. */
export const profileFormFields = [
  'name',
  'server',
  'port',
  'altPort',
  'probeUser',
  'echoExtension',
  'readbackExtension',
  'supportName',
  'supportEmail',
  'supportUrl',
] as const;
export type ProfileFormField = (typeof profileFormFields)[number];

export const profileFormFaults = [
  'empty',
  'not-plain',
  'not-a-name',
  'user-in-server',
  'not-a-port',
  'same-port',
  'not-a-user',
  'not-an-email',
  'not-a-link',
] as const;
export type ProfileFormFault = (typeof profileFormFaults)[number];

const faultOfField: Readonly<Record<ProfileFormField, ProfileFormFault>> = {
  name: 'not-plain',
  server: 'not-a-name',
  port: 'not-a-port',
  altPort: 'not-a-port',
  probeUser: 'not-a-user',
  echoExtension: 'not-a-user',
  readbackExtension: 'not-a-user',
  supportName: 'not-plain',
  supportEmail: 'not-an-email',
  supportUrl: 'not-a-link',
};

const fieldOfPath: ReadonlyMap<string, ProfileFormField> = new Map([
  ...profileFormFields.map((field) => [field, field] as const),
  ['support.name', 'supportName'],
  ['support.email', 'supportEmail'],
  ['support.url', 'supportUrl'],
]);

const given = <K extends string>(key: K, value: unknown): Partial<Record<K, unknown>> =>
  value === '' || value === null ? {} : ({ [key]: value } as Partial<Record<K, unknown>>);

const portIn = (text: string): unknown => (/^\d{1,5}$/.test(text) ? Number(text) : text);

function candidateOf(form: ProfileForm): unknown {
  const support = {
    ...given('email', form.supportEmail.trim()),
    ...given('url', form.supportUrl.trim()),
    ...given('name', form.supportName.trim()),
  };
  const extra = [...(form.tcp ? ['tcp'] : []), ...(form.tls ? ['tls'] : [])];
  return {
    format: 'sip-alg-profile',
    version: 1,
    name: form.name.trim(),
    server: form.server.trim(),
    ...given('port', portIn(form.port.trim())),
    ...given('altPort', portIn(form.altPort.trim())),
    ...(extra.length > 0 ? { transports: ['udp', ...extra] } : {}),
    ...given('probeUser', form.probeUser.trim()),
    ...given('echoExtension', form.echoExtension.trim()),
    ...given('readbackExtension', form.readbackExtension.trim()),
    ...(Object.keys(support).length > 0 ? { support } : {}),
    ...given('language', form.language),
  };
}

function faultOf(form: ProfileForm, field: ProfileFormField): ProfileFormFault {
  const typed = form[field].trim();
  if (typed === '') return 'empty';
  if (field === 'server' && typed.includes('@')) return 'user-in-server';
  if (field === 'altPort' && /^\d+$/.test(typed) && Number(typed) === Number(form.port.trim() || 5060))
    return 'same-port';
  return faultOfField[field];
}

/** The profile that a form stands for, or each field that is wrong with the reason. */
export function readProfileForm(
  form: ProfileForm,
): Result<Profile, Readonly<Partial<Record<ProfileFormField, ProfileFormFault>>>> {
  const parsed = profileSchema.safeParse(candidateOf(form));
  if (parsed.success) return ok(parsed.data);
  const fields = parsed.error.issues
    .map(({ path }) => fieldOfPath.get(path.join('.')))
    .filter((field) => field !== undefined);
  return err(Object.fromEntries(fields.map((field) => [field, faultOf(form, field)])));
}
