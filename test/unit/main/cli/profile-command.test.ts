import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printProfileCode, showProfile } from '../../../../main/cli/profile-command.ts';
import type { Profile } from '../../../../shared/profile/profile.ts';
import { profileCode, profileFileText } from '../../../../shared/profile/profile-text.ts';
import { tempFolder } from '../io/temp-folder.ts';

const profile: Profile = {
  format: 'sip-alg-profile',
  version: 1,
  name: 'Example Telecom',
  server: 'pbx.example',
  altPort: 5160,
  support: { name: 'Desk', email: 'help@example.org' },
};

async function fileOf(text: string): Promise<string> {
  const path = join(await tempFolder(), 'mine.sipprofile');
  await writeFile(path, text);
  return path;
}

async function printed(command: typeof showProfile, source: string): Promise<string> {
  let text = '';
  const out = (piece: string): void => void (text += piece);
  expect(await command(source, { out, note: () => undefined, signal: new AbortController().signal })).toBe(0);
  return text;
}

describe('profile show', () => {
  it('prints what a file or a code would set, and nothing that is not set', async () => {
    const lines = [
      'Profile:            Example Telecom',
      'Server:             pbx.example',
      'Other port:         5160',
      'Support:            Desk',
      'Mail:               help@example.org',
      '',
    ];
    expect(await printed(showProfile, await fileOf(profileFileText(profile)))).toBe(lines.join('\n'));
    expect(await printed(showProfile, profileCode(profile))).toBe(lines.join('\n'));
  });

  it.each([
    ['{}', 'not usable'],
    [JSON.stringify({ ...profile, password: 'x' }), 'password'],
    ['x'.repeat(70_000), 'too-large'],
  ])('refuses %.20s', async (text, why) => {
    await expect(printed(showProfile, await fileOf(text))).rejects.toThrow(why);
  });

  it('says that a code was cut', async () => {
    await expect(printed(showProfile, profileCode(profile).slice(0, -3))).rejects.toThrow('end of this code');
  });
});

describe('profile code', () => {
  it('prints one line that is the profile', async () => {
    expect(await printed(printProfileCode, await fileOf(profileFileText(profile)))).toBe(
      `${profileCode(profile)}\n`,
    );
  });
});
