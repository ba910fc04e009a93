// Profiles: files, codes, and what is typed into the editor.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { encodeBase64Url } from '../../shared/base/base64.ts';
import { latin1ToBytes } from '../../shared/base/bytes.ts';
import { crc32 } from '../../shared/base/crc32.ts';
import { parseAccount } from '../../shared/profile/account.ts';
import { type Profile, parseProfile, supportAddress } from '../../shared/profile/profile.ts';
import { type ProfileForm, readProfileForm } from '../../shared/profile/profile-form.ts';
import {
  parseProfileCode,
  profileCode,
  profileFileText,
  readProfileText,
} from '../../shared/profile/profile-text.ts';
import { expectPrintable, expectSame, expectSentence, fuzz, type Random } from './fuzz.ts';
import { hostileTexts, spoilJson, spoilText, spoilValue } from './hostile.ts';

const full: Profile = {
  format: 'sip-alg-profile',
  version: 1,
  name: 'B\u00fcro \u{1f4de}',
  server: 'pbx.example',
  port: 5070,
  altPort: 5160,
  transports: ['udp', 'tcp', 'tls'],
  probeUser: 'probe',
  echoExtension: '600',
  readbackExtension: '601',
  support: { name: 'Help desk', email: 'help@example.org', url: 'https://example.org/help' },
  language: 'nl',
};
const text = profileFileText(full);
const code = profileCode(full);

function accepted(profile: Profile): void {
  for (const written of [profileFileText(profile), profileCode(profile)]) {
    const again = readProfileText(written);
    if (!again.ok) throw new Error(`it is refused after it was written: ${again.error.message}`);
    expectSame(profileFileText(again.value), profileFileText(profile));
  }
  expectPrintable([profile.name, profile.server, profile.support?.name ?? ''].join(' '));
  for (const kind of ['email', 'url'] as const) {
    const address = supportAddress(profile, kind);
    if (address !== null && !/^(?:https:\/\/[^\s/?#@]+(?:[/?#]\S*)?|mailto:[^\s?&]+)$/.test(address))
      throw new Error(`it would open ${address}`);
  }
}

function open(source: string): void {
  const read = readProfileText(source);
  if (read.ok) accepted(read.value);
  else expectSentence(read.error.message);
}

function spoiledFile(random: Random): string {
  if (random.oneIn(3)) return spoilJson(text, random);
  const value = JSON.parse(text) as Record<string, unknown>;
  for (let times = random.int(2); times >= 0; times--) spoilValue(value, random);
  return JSON.stringify(value);
}

/** A code with a right checksum around a spoiled profile: what is inside is looked at, not only its wrapping. */
function wrapped(random: Random): string {
  const inner = spoiledFile(random)
    .replace(/[^\u0000-\u00ff]/g, '?')
    .slice(0, 4000);
  const bytes = latin1ToBytes(inner);
  return `sipprofile1:${encodeBase64Url(bytes)}.${crc32(bytes).toString(16).padStart(8, '0')}`;
}

const typed: ProfileForm = {
  name: 'Example',
  server: 'pbx.example',
  port: '5060',
  altPort: '5160',
  tcp: true,
  tls: false,
  probeUser: 'probe',
  echoExtension: '600',
  readbackExtension: '',
  supportName: 'Desk',
  supportEmail: 'help@example.org',
  supportUrl: 'https://example.org/',
  language: null,
};
const typedFields = Object.keys(typed).filter((key) => !['tcp', 'tls', 'language'].includes(key));

describe('profiles', () => {
  const folder = new URL('corpus/', import.meta.url);
  test.each(readdirSync(folder).filter((name) => name.startsWith('profile-')))(
    '%s stays harmless',
    (name) => {
      expect(() => open(readFileSync(new URL(name, folder), 'utf8'))).not.toThrow();
    },
  );

  fuzz('profile files', { cases: 8000, make: spoiledFile, check: open });
  fuzz('profile codes', { cases: 15_000, make: (random) => spoilText(code, random), check: open });
  fuzz('profile codes with a right checksum', {
    cases: 8000,
    make: wrapped,
    check: (source) => {
      const read = parseProfileCode(source);
      if (!read.ok) return expectSentence(read.error.message);
      accepted(read.value);
      if (profileCode(read.value) !== source) throw new Error('another code for the same profile');
    },
  });
  fuzz('profile forms', {
    cases: 8000,
    make: (random) => {
      const field = random.pick(typedFields);
      return {
        ...typed,
        [field]: random.oneIn(2) ? random.pick(hostileTexts) : spoilText('5060.example', random),
      };
    },
    check: (form: ProfileForm) => {
      const read = readProfileForm(form);
      if (read.ok) accepted(read.value);
      else if (Object.keys(read.error).length === 0) throw new Error('refused without a field');
    },
  });
  fuzz('accounts', {
    cases: 5000,
    make: (random) => spoilJson('{"username":"anna","password":"topsecret","realm":"r"}', random),
    check: (source) => {
      const read = parseAccount(source);
      if (read.ok) return;
      expectSentence(read.error);
      if (/topsecret/.test(read.error)) throw new Error('it quotes the password');
    },
  });
  fuzz('profile JSON alone', {
    cases: 5000,
    make: (random) => spoilJson(text, random),
    check: (source) => {
      const read = parseProfile(source);
      if (!read.ok) expectSentence(read.error);
    },
  });
});
