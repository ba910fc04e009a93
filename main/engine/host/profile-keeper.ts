// The profile in use: the one that the person opened and agreed to, else the one that came with the program. What was
// opened survives a restart; a file that somebody damaged is set aside, and the program's own profile holds.
import type { IdSource } from '../../../shared/base/id-source.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { ProfileInUse } from '../../../shared/ipc/profile.ts';
import { type Profile, parseProfile } from '../../../shared/profile/profile.ts';
import { profileFileText } from '../../../shared/profile/profile-text.ts';
import { readStateFile, type StateFile, writeStateFile } from './state-file.ts';

export type ProfileKeeper = {
  current(): ProfileInUse;
  /** Uses a profile, or the program's own again for null; an error means that nothing changed. */
  use(profile: Profile | null): Promise<Result<ProfileInUse, string>>;
};

export type ProfileKeeperOptions = {
  readonly folder: string;
  /** Text of the profile that came with the program. */
  readonly bundledText: string | null;
  readonly ids: IdSource;
};

/** Opens the profile in a folder; never rejects. */
export async function openProfile({
  folder,
  bundledText,
  ids,
}: ProfileKeeperOptions): Promise<ProfileKeeper> {
  const file: StateFile = { folder, name: 'profile', ending: '.sipprofile', ids };
  const bundled = bundledText === null ? null : profileIn(bundledText);
  let opened = await readStateFile(file, profileIn);
  const current = (): ProfileInUse => {
    if (opened !== null) return { profile: opened, origin: 'opened' };
    return { profile: bundled, origin: bundled === null ? null : 'bundled' };
  };
  return {
    current,
    use: async (profile) => {
      const written = await writeStateFile(file, profile === null ? null : profileFileText(profile));
      if (!written.ok) return written;
      opened = profile;
      return ok(current());
    },
  };
}

/** A profile that cannot be used is as good as none: the user can still type the server's name. */
function profileIn(text: string): Profile | null {
  const profile = parseProfile(text);
  return profile.ok ? profile.value : null;
}
