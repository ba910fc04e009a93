// `profile show` and `profile code`: a provider's profile, from a file or a code, as the hostile text it may be.
import { maxProfileBytes, type Profile, supportAddress } from '../../shared/profile/profile.ts';
import { looksLikeCode, profileCode, readProfileText } from '../../shared/profile/profile-text.ts';
import { decodeUtf8, readSmallFile } from '../io/report-file.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Reads a profile file, or a code that was pasted instead of its name; throws UsageError with one line. */
export async function openProfile(source: string): Promise<Profile> {
  if (looksLikeCode(source)) return usable('The code', source);
  const bytes = await readSmallFile(source, maxProfileBytes);
  if (!bytes.ok) throw new UsageError(`Profile ${source} cannot be read (${bytes.error.code}).`);
  const text = decodeUtf8(bytes.value);
  if (!text.ok) throw new UsageError(`Profile ${source} is not UTF-8 text.`);
  return usable(`Profile ${source}`, text.value);
}

function usable(name: string, text: string): Profile {
  const profile = readProfileText(text);
  if (!profile.ok) throw new UsageError(`${name} is not usable. ${profile.error.message}`);
  return profile.value;
}

/** Prints what a profile would set, one line a field; nothing is used. */
export async function showProfile(source: string, terminal: Terminal): Promise<number> {
  const profile = await openProfile(source);
  const { name, server, port, altPort, transports, probeUser, echoExtension, readbackExtension, language } =
    profile;
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ['Profile', name],
    ['Server', server],
    ['Port', port],
    ['Other port', altPort],
    ['Transports', transports?.join(', ')],
    ['Test user', probeUser],
    ['Echo extension', echoExtension],
    ['Readback extension', readbackExtension],
    ['Support', profile.support?.name],
    ['Mail', supportAddress(profile, 'email')?.replace(/^mailto:/, '')],
    ['Page', supportAddress(profile, 'url') ?? undefined],
    ['Language', language],
  ];
  const lines = rows.flatMap(([label, value]) =>
    value === undefined ? [] : [`${`${label}:`.padEnd(20)}${value}`],
  );
  terminal.out(`${lines.join('\n')}\n`);
  return 0;
}

/** Prints the code of a profile: one line to paste. */
export async function printProfileCode(source: string, terminal: Terminal): Promise<number> {
  terminal.out(`${profileCode(await openProfile(source))}\n`);
  return 0;
}
