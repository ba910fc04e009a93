import { describe, expect, test } from 'vitest';
import { systemCipher } from '../../../../main/electron/secret-cipher.ts';

type Backend = 'basic_text' | 'gnome_libsecret' | 'kwallet' | 'kwallet5' | 'kwallet6' | 'unknown';

const safeStorage = (isAvailable: boolean | Error, backend: Backend | Error = 'gnome_libsecret') => ({
  isAsyncEncryptionAvailable: async () => {
    if (isAvailable instanceof Error) throw isAvailable;
    return isAvailable;
  },
  getSelectedStorageBackend: () => {
    if (backend instanceof Error) throw backend;
    return backend;
  },
  encryptStringAsync: async (text: string) => Buffer.from(`sealed:${text}`),
  decryptStringAsync: async (bytes: Buffer) => ({
    shouldReEncrypt: false,
    result: bytes.toString().replace('sealed:', ''),
  }),
});

describe('the system’s own encryption', () => {
  test.each(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'] as const)(
    'is good with %s',
    async (backend) => {
      expect(await systemCipher(safeStorage(true, backend), 'linux').refusal()).toBeNull();
    },
  );

  test.each(['basic_text', 'unknown'] as const)('is refused with %s', async (backend) => {
    expect(await systemCipher(safeStorage(true, backend), 'linux').refusal()).toBe('not-encrypted');
  });

  test.each(['darwin', 'win32', 'linux'])('is refused on %s where there is none', async (platform) => {
    expect(await systemCipher(safeStorage(false), platform).refusal()).toBe('not-available');
    expect(await systemCipher(safeStorage(new Error('no')), platform).refusal()).toBe('not-available');
  });

  test.each(['darwin', 'win32'])('has no backend to ask for on %s', async (platform) => {
    const api = safeStorage(true, new Error('Linux only'));
    expect(await systemCipher(api, platform).refusal()).toBeNull();
  });

  test('gives back what it was given', async () => {
    const cipher = systemCipher(safeStorage(true), 'linux');
    const sealed = await cipher.encrypt('pässword');
    expect(Buffer.from(sealed).toString()).toBe('sealed:pässword');
    expect(await cipher.decrypt(Uint8Array.from(sealed))).toBe('pässword');
  });
});
