import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSignedBy, keyFingerprint, openSealKey, readSealKey } from '../../../../main/io/seal-key.ts';
import { tempFolder } from './temp-folder.ts';

const isWindows = process.platform === 'win32';

async function openedIn(folder: string) {
  const { key, note } = await openSealKey(folder);
  if (key === null) throw new Error(note ?? 'no key');
  return { key, note };
}

const readJwk = async (from: string) =>
  JSON.parse(await readFile(join(from, 'seal-key.json'), 'utf8')) as Record<string, string>;

describe('the key that seals', () => {
  it('is made once, in a folder that need not exist, and leaves nothing else behind', async () => {
    const folder = join(await tempFolder(), 'state');
    expect(await readSealKey(folder)).toBeNull();
    const { key, note } = await openedIn(folder);
    expect(note).toBeNull();
    expect((await openedIn(folder)).key.publicKey).toBe(key.publicKey);
    expect((await readSealKey(folder))?.publicKey).toBe(key.publicKey);
    expect(await readdir(folder)).toEqual(['seal-key.json']);
  });

  it.skipIf(isWindows)('is for its owner alone', async () => {
    const folder = await tempFolder();
    await openSealKey(folder);
    expect((await stat(join(folder, 'seal-key.json'))).mode & 0o777).toBe(0o600);
  });

  it('is one key for all who start at the same time', async () => {
    const folder = await tempFolder();
    const opened = await Promise.all(Array.from({ length: 8 }, () => openedIn(folder)));
    expect(new Set(opened.map(({ key }) => key.publicKey)).size).toBe(1);
    expect(await readdir(folder)).toEqual(['seal-key.json']);
  });

  it.each([
    ['empty', ''],
    ['half', '{"kty":"OKP","crv":"Ed255'],
    ['another kind of key', '{"kty":"RSA","n":"AQAB","e":"AQAB"}'],
    ['two halves of two keys', null],
  ])('that is damaged (%s) stays as it is, and another name is used from then on', async (_name, content) => {
    const folder = await tempFolder();
    const path = join(folder, 'seal-key.json');
    const [one, other] = [await tempFolder(), await tempFolder()];
    await Promise.all([openSealKey(one), openSealKey(other)]);
    const damaged = content ?? JSON.stringify({ ...(await readJwk(one)), d: (await readJwk(other))['d'] });
    await writeFile(path, damaged);
    expect(await readSealKey(folder)).toBeNull();
    const { key, note } = await openedIn(folder);
    expect(note).toContain(path);
    expect(await readFile(path, 'utf8')).toBe(damaged);
    // Told once, not at each start.
    expect(await openedIn(folder)).toMatchObject({ key: { publicKey: key.publicKey }, note: null });
    expect((await readSealKey(folder))?.publicKey).toBe(key.publicKey);
    expect((await readdir(folder)).toSorted()).toEqual(['seal-key-2.json', 'seal-key.json']);
  });

  it('is given up where every name is taken by something damaged', async () => {
    const folder = await tempFolder();
    const names = ['seal-key.json', ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `seal-key-${n}.json`)];
    for (const name of names) await mkdir(join(folder, name));
    expect(await openSealKey(folder)).toEqual({
      key: null,
      note: expect.stringMatching(/^Reports are not sealed: /) as string,
    });
    expect(await readdir(folder)).toHaveLength(names.length);
  });

  it('is given up where nothing can be written', async () => {
    const file = join(await tempFolder(), 'file');
    await writeFile(file, 'x');
    expect(await openSealKey(join(file, 'state'))).toEqual({
      key: null,
      note: expect.stringContaining('no key can be kept') as string,
    });
  });

  it('that cannot be read is not replaced', async () => {
    const folder = await tempFolder();
    // A folder cannot be read as a file, not even by root.
    await mkdir(join(folder, 'seal-key.json'));
    expect((await openedIn(folder)).note).toContain('damaged');
    expect(await readdir(folder)).toHaveLength(2);
  });
});

// RFC 8032 7.1, test 2.
const vector = {
  publicKey: Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex'),
  message: 'r',
  signature: Buffer.from(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    'hex',
  ),
};

/** The same bytes with a spare bit set in their last letter. */
function respelt(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + (alphabet[alphabet.indexOf(text.slice(-1)) + 1] ?? '');
}

describe('isSignedBy', () => {
  const key = vector.publicKey.toString('base64url');
  const signature = vector.signature.toString('base64url');

  it('knows the vector of RFC 8032', () => {
    expect(isSignedBy(key, vector.message, signature)).toBe(true);
    expect(isSignedBy(key, 's', signature)).toBe(false);
  });

  it('refuses another spelling of the same bytes', () => {
    expect(Buffer.from(respelt(key), 'base64url')).toEqual(vector.publicKey);
    expect(Buffer.from(respelt(signature), 'base64url')).toEqual(vector.signature);
    expect(isSignedBy(respelt(key), vector.message, signature)).toBe(false);
    expect(isSignedBy(key, vector.message, respelt(signature))).toBe(false);
  });

  it.each(['', 'x', '='.repeat(43)])('takes %j for no key', (text) => {
    expect(isSignedBy(text, vector.message, signature)).toBe(false);
  });
});

it('a fingerprint is four groups of four digits', () => {
  expect(keyFingerprint(vector.publicKey.toString('base64url'))).toMatch(/^(?:[0-9a-f]{4} ){3}[0-9a-f]{4}$/);
});
