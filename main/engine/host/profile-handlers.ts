// What the profile methods of the contract do.
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CallError, CheckedRequestOf, ResponseOf } from '../../../shared/ipc/contract.ts';
import type { profileMethods } from '../../../shared/ipc/profile.ts';
import { type Profile, supportAddress } from '../../../shared/profile/profile.ts';
import { readProfileForm } from '../../../shared/profile/profile-form.ts';
import { profileCode, profileFileText, readProfileText } from '../../../shared/profile/profile-text.ts';
import type { ProfileKeeper } from './profile-keeper.ts';

type ProfileHandlers = {
  readonly [M in keyof typeof profileMethods]: (
    request: CheckedRequestOf<M>,
  ) => Promise<Result<ResponseOf<M>, CallError>>;
};

const maxMessageChars = 500;

/** One function for each method. */
export function profileHandlers(
  profile: ProfileKeeper,
  openInBrowser: (address: string) => Promise<boolean>,
): ProfileHandlers {
  return {
    'profile.read': async ({ text }) => {
      const read = readProfileText(text);
      if (read.ok) return ok({ isProfile: true, profile: read.value });
      const { code, message } = read.error;
      return ok({ isProfile: false, fault: code, message: message.slice(0, maxMessageChars) });
    },
    'profile.write': async (form) => {
      const read = readProfileForm(form);
      if (!read.ok) return ok({ isProfile: false, faults: read.error });
      return ok({ isProfile: true, text: profileFileText(read.value), code: profileCode(read.value) });
    },
    'profile.use': async ({ text }) => {
      const read = readProfileText(text);
      return read.ok ? use(profile, read.value) : refuse('bad-request', read.error.message);
    },
    'profile.remove': async () => use(profile, null),
    'profile.contact': async ({ kind }) => {
      const address = supportAddress(profile.current().profile, kind);
      if (address === null) return refuse('not-found', 'The profile names no such way.');
      void openInBrowser(address);
      return ok({});
    },
  };
}

const refuse = (code: CallError['code'], message: string): Result<never, CallError> =>
  err({ code, message: message.slice(0, maxMessageChars) });

async function use(
  keeper: ProfileKeeper,
  wanted: Profile | null,
): Promise<Result<ResponseOf<'profile.use'>, CallError>> {
  const written = await keeper.use(wanted);
  return written.ok ? written : refuse('not-writable', written.error);
}
