import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { emptyProfileForm } from '../../../../shared/profile/empty-form.ts';
import type { Profile } from '../../../../shared/profile/profile.ts';
import { profileCode, profileFileText } from '../../../../shared/profile/profile-text.ts';
import { tempFolder } from '../io/temp-folder.ts';
import { codeOf, exists, openBench, valueOf } from './bench.ts';

// Files and sockets: on a busy machine they take what they take.
vi.setConfig({ testTimeout: 60_000 });

const opened: Profile = {
  format: 'sip-alg-profile',
  version: 1,
  name: 'Example Telecom',
  server: 'pbx.example',
  altPort: 5160,
  probeUser: 'probe',
  support: { name: 'Desk', email: 'help@example.org', url: 'https://example.org/help' },
};
const bundled: Profile = { format: 'sip-alg-profile', version: 1, name: 'Packed', server: 'sip.example' };
const text = profileFileText(opened);
const form = { ...emptyProfileForm, name: 'Example', server: 'pbx.example' };

describe('a profile that is opened', () => {
  test('as a file or as a code is read, and nothing is used', async () => {
    const { call, folder } = await openBench();
    for (const source of [text, profileCode(opened)])
      expect(valueOf(await call('profile.read', { text: source }))).toEqual({
        isProfile: true,
        profile: opened,
      });
    expect(valueOf(await call('app.info'))).toMatchObject({ profile: null, profileOrigin: null });
    expect(await exists(join(folder, 'profile.sipprofile'))).toBe(false);
  });

  test.each([
    ['x', 'bad-profile'],
    ['sipprofile1:abc', 'cut-code'],
    [profileCode(opened).replace('.', 'x.'), 'wrong-code'],
    ['x'.repeat(100_000), 'too-long'],
    [JSON.stringify({ ...opened, password: 'secret' }), 'bad-profile'],
    [JSON.stringify({ ...opened, server: 'probe:secret@pbx.example' }), 'bad-profile'],
  ])('and is none (%.40s) says why, and cannot be used', async (source, fault) => {
    const { call } = await openBench();
    const read = valueOf(await call('profile.read', { text: source }));
    expect(read).toMatchObject({ isProfile: false, fault });
    expect(JSON.stringify(read)).not.toContain('secret');
    expect(codeOf(await call('profile.use', { text: source }))).toBe('bad-request');
  });
});

describe('a profile in use', () => {
  test('survives a restart, and is private', async () => {
    const { call, folder } = await openBench();
    expect(valueOf(await call('profile.use', { text }))).toEqual({ profile: opened, origin: 'opened' });
    const next = await openBench({ folder });
    expect(valueOf(await next.call('app.info'))).toMatchObject({ profile: opened, profileOrigin: 'opened' });
    expect((await stat(join(folder, 'profile.sipprofile'))).mode & 0o077).toBe(0);
    expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('.tmp'));
  });

  test('stands before the one that came with the program, which holds again after it is removed', async () => {
    const { call, folder } = await openBench({ profileText: profileFileText(bundled) });
    const info = async () => valueOf(await call('app.info'));
    expect(await info()).toMatchObject({ profile: bundled, profileOrigin: 'bundled' });
    valueOf(await call('profile.use', { text }));
    expect(await info()).toMatchObject({ profile: opened, profileOrigin: 'opened' });
    expect(valueOf(await call('profile.remove'))).toEqual({ profile: bundled, origin: 'bundled' });
    expect(valueOf(await (await openBench({ folder })).call('app.info'))).toMatchObject({ profile: null });
  });

  test('can be removed twice', async () => {
    const { call } = await openBench();
    const remove = async () => valueOf(await call('profile.remove'));
    expect(await remove()).toEqual({ profile: null, origin: null });
    expect(await remove()).toEqual({ profile: null, origin: null });
  });

  test.each(['', '{', JSON.stringify({ ...opened, password: 'x' })])(
    'whose file was damaged (%.10s) is set aside',
    async (damaged) => {
      const folder = await tempFolder();
      await writeFile(join(folder, 'profile.sipprofile'), damaged);
      const { call } = await openBench({ folder, profileText: profileFileText(bundled) });
      expect(valueOf(await call('app.info'))).toMatchObject({ profile: bundled });
      const [aside = ''] = (await readdir(folder)).filter((name) => name.startsWith('profile.unreadable-'));
      expect(await readFile(join(folder, aside), 'utf8')).toBe(damaged);
    },
  );

  test('that cannot be kept is refused, and the old one holds', async () => {
    const folder = join(await tempFolder(), 'file');
    await writeFile(folder, '');
    const { call } = await openBench({ folder });
    expect(codeOf(await call('profile.use', { text }))).toBe('not-writable');
    expect(valueOf(await call('app.info'))).toMatchObject({ profile: null });
  });
});

describe('the support of a profile', () => {
  test('is opened by its kind alone, from the profile in use', async () => {
    const addresses: string[] = [];
    const { call } = await openBench({ openInBrowser: async (address) => addresses.push(address) > 0 });
    expect(codeOf(await call('profile.contact', { kind: 'url' }))).toBe('not-found');
    valueOf(await call('profile.read', { text }));
    expect(codeOf(await call('profile.contact', { kind: 'url' }))).toBe('not-found');
    valueOf(await call('profile.use', { text }));
    for (const kind of ['url', 'email']) valueOf(await call('profile.contact', { kind }));
    expect(addresses).toEqual(['https://example.org/help', 'mailto:help@example.org']);
  });

  test.each([{ kind: 'phone' }, { kind: 'url', url: 'https://other.example' }, {}])(
    'is nothing else: %j',
    async (request) => {
      const { call } = await openBench();
      expect(codeOf(await call('profile.contact', request))).toBe('bad-request');
    },
  );
});

describe('a profile that is written', () => {
  test('comes as a file and as a code, which read back as the same', async () => {
    const { call } = await openBench();
    const made = valueOf(await call('profile.write', form)) as { text: string; code: string };
    const read = async (source: string) => valueOf(await call('profile.read', { text: source }));
    expect(await read(made.code)).toEqual(await read(made.text));
    expect(await read(made.code)).toMatchObject({ isProfile: true, profile: { server: 'pbx.example' } });
  });

  test('wrongly names each field, and a password is no field', async () => {
    const { call } = await openBench();
    expect(valueOf(await call('profile.write', { ...form, server: 'a@b', port: 'x' }))).toEqual({
      isProfile: false,
      faults: { server: 'user-in-server', port: 'not-a-port' },
    });
    expect(codeOf(await call('profile.write', { ...form, password: 'x' }))).toBe('bad-request');
  });
});
