// A provider's profile: proposed, shown with what it changes, used when the person agrees, and put away again.

import type { ProfileInUse, ProfileReadFault } from '../../shared/ipc/profile.ts';
import { emptyProfileForm } from '../../shared/profile/empty-form.ts';
import type { Profile } from '../../shared/profile/profile.ts';
import type { ProfileForm, ProfileFormFault, ProfileFormField } from '../../shared/profile/profile-form.ts';
import { codeOf } from '../client/answer.ts';
import { type Draft, draftOfProfile, emptyDraft, splitServer } from './draft.ts';
import type { AppInfo } from './run.ts';
import type { App } from './store.ts';

/** What the editor made of its form. */
export type MadeProfile = { readonly text: string; readonly code: string };

export type ProfileSlice = {
  /** A profile that waits for the person's answer; `text` is what the host read. */
  readonly proposal: { readonly profile: Profile; readonly text: string } | null;
  /** The editor's form. */
  readonly profileForm: ProfileForm;
  readonly profileFaults: Readonly<Partial<Record<ProfileFormField, ProfileFormFault>>>;
  /** Null until it was made, and again after any change of the form. */
  readonly madeProfile: MadeProfile | null;
};

export const initialProfile: ProfileSlice = {
  proposal: null,
  profileForm: emptyProfileForm,
  profileFaults: {},
  madeProfile: null,
};

/** Why a text is no profile; `message` is the host's own English sentence. */
export type RefusedProfile = { readonly fault: ProfileReadFault; readonly message: string };

/** Asks the person about a profile that was opened or pasted; null, or why it is none. Rejects as a call does. */
export async function proposeProfile(app: App, text: string): Promise<RefusedProfile | null> {
  const read = await app.client.call('profile.read', { text });
  if (!read.isProfile) return { fault: read.fault, message: read.message };
  app.store.setState({ proposal: { profile: read.profile, text }, fileFault: null });
  return null;
}

export const declineProfile = (app: App): void => app.store.setState({ proposal: null });

/** Uses the proposed profile: the host keeps it, and the form holds what it says. */
export async function acceptProfile(app: App): Promise<void> {
  const { proposal } = app.store.getState();
  if (proposal === null) return;
  try {
    takeOver(app, await app.client.call('profile.use', { text: proposal.text }));
    const { run, screen } = app.store.getState();
    app.store.setState({ proposal: null, screen: run?.phase === 'running' ? screen : 'start' });
  } catch (error) {
    app.store.setState({ proposal: null, notice: codeOf(error) });
  }
}

/** Puts the opened profile away; what it filled in goes with it. */
export async function removeProfile(app: App): Promise<void> {
  try {
    takeOver(app, await app.client.call('profile.remove', {}));
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}

function takeOver(app: App, { profile, origin }: ProfileInUse): void {
  const { info, draft } = app.store.getState();
  const next = profile === null ? emptyDraft : draftOfProfile(profile);
  // An account belongs to its server: no other one must be told of it.
  const isSame = splitServer(draft.server).host === next.server;
  const { username, password, streamSeconds, lookAtRouter } = draft;
  const kept = isSame ? { username, password, streamSeconds } : {};
  app.store.setState({
    info: info && { ...info, profile, profileOrigin: origin },
    draft: { ...next, ...kept, lookAtRouter },
    isPasswordAsked: false,
  });
}

/** Opens the support's page or a mail to it; the host knows the address. */
export async function contactSupport(app: App, kind: 'email' | 'url'): Promise<void> {
  try {
    await app.client.call('profile.contact', { kind });
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}

/** A line of "this becomes that"; an empty text is nothing set. */
export type ProfileChange = {
  readonly field: (typeof changedFields)[number];
  readonly before: string;
  readonly after: string;
};

const changedFields = [
  'name',
  'server',
  'port',
  'altPort',
  'transports',
  'probeUser',
  'echoExtension',
  'readbackExtension',
  'support',
  'language',
] as const;

const transportsOf = ({ tcp, tls }: Draft): string =>
  ['UDP', ...(tcp ? ['TCP'] : []), ...(tls ? ['TLS'] : [])].join(', ');

const supportOf = (profile: Profile | null): string => {
  const { name, email, url } = profile?.support ?? {};
  return [name, email, url].filter((part) => part !== undefined).join(', ');
};

type Facts = Readonly<Record<ProfileChange['field'], string>>;

function factsOf(draft: Draft, profile: Profile | null, language: string): Facts {
  const { host, port } = splitServer(draft.server);
  return {
    name: profile?.name ?? '',
    server: host,
    port: port === '' ? draft.port.trim() : port,
    altPort: draft.altPort.trim(),
    transports: transportsOf(draft),
    probeUser: draft.probeUser.trim(),
    echoExtension: draft.echoExtension.trim(),
    readbackExtension: draft.readbackExtension.trim(),
    support: supportOf(profile),
    language,
  };
}

/** What holds before a profile is used. */
export type BeforeProfile = {
  readonly draft: Draft;
  readonly current: Profile | null;
  /** The language that is spoken now, and whether the person chose it. */
  readonly language: string;
  readonly isLanguageChosen: boolean;
};

/** What using `profile` changes, in the order of the form. */
export function profileChanges(
  profile: Profile,
  { draft, current, language, isLanguageChosen }: BeforeProfile,
): readonly ProfileChange[] {
  const spoken = isLanguageChosen ? language : (profile.language ?? language);
  const old = factsOf(draft, current, language);
  const next = factsOf(draftOfProfile(profile), profile, spoken);
  return changedFields
    .map((field) => ({ field, before: old[field], after: next[field] }))
    .filter((change) => change.before !== change.after);
}

/** Languages in the order they are wished for: the person's choice, a profile the person agreed to, the system, a profile that came along. */
export function wishedLanguages(
  chosen: string | null,
  info: Pick<AppInfo, 'profile' | 'profileOrigin'> | null,
  ofSystem: readonly string[],
): readonly string[] {
  const ofProvider = info?.profile?.language;
  if (chosen !== null) return [chosen];
  if (ofProvider === undefined) return [...ofSystem, 'en'];
  return info?.profileOrigin === 'opened' ? [ofProvider] : [...ofSystem, ofProvider];
}

/** Changes the editor's form; a fault goes with the first change of its field. */
export const editProfile = (app: App, change: Partial<ProfileForm>): void =>
  app.store.setState(({ profileForm, profileFaults }) => ({
    profileForm: { ...profileForm, ...change },
    profileFaults: Object.fromEntries(Object.entries(profileFaults).filter(([field]) => !(field in change))),
    madeProfile: null,
  }));

/** The editor's form of a profile that exists. */
export const formOfProfile = (profile: Profile): ProfileForm => {
  const { port, altPort, tcp, tls, probeUser, echoExtension, readbackExtension } = draftOfProfile(profile);
  return {
    name: profile.name,
    server: profile.server,
    port,
    altPort,
    tcp,
    tls,
    probeUser,
    echoExtension,
    readbackExtension,
    supportName: profile.support?.name ?? '',
    supportEmail: profile.support?.email ?? '',
    supportUrl: profile.support?.url ?? '',
    language: profile.language ?? null,
  };
};

/** Has the host check the form and write it; true when there is a profile now. */
export async function makeProfile(app: App): Promise<boolean> {
  try {
    const written = await app.client.call('profile.write', app.store.getState().profileForm);
    if (written.isProfile)
      app.store.setState({ profileFaults: {}, madeProfile: { text: written.text, code: written.code } });
    else app.store.setState({ profileFaults: written.faults, madeProfile: null });
    return written.isProfile;
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
    return false;
  }
}
