// The system's own encryption, asked whether it deserves the name before it is used. Only the asynchronous calls of
// Electron's safeStorage: the others stop the window while a key ring asks its owner, and are gone from Electron 46.
import type { SafeStorage } from 'electron';
import type { Cipher } from '../engine/host/secret-file.ts';

type Api = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** Backends of Linux that encrypt with a password that every copy of Chromium knows, or with nobody knows what. */
const unsafeBackends: readonly string[] = ['basic_text', 'unknown'];

/** The cipher of a system; `platform` as in process.platform. Only to be asked when Electron is ready. */
export const systemCipher = (api: Api, platform: string): Cipher => ({
  async refusal() {
    const isThere = await api.isAsyncEncryptionAvailable().catch(() => false);
    if (!isThere) return 'not-available';
    const isUnsafe = platform === 'linux' && unsafeBackends.includes(api.getSelectedStorageBackend());
    return isUnsafe ? 'not-encrypted' : null;
  },
  encrypt: (text) => api.encryptStringAsync(text),
  decrypt: async (bytes) => (await api.decryptStringAsync(Buffer.from(bytes))).result,
});
