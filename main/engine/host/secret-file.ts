// One remembered account in one file of the state folder: whose it is in the clear, so that a window can be drawn
// without opening a key ring, and the whole account once more, with its password, encrypted. Both must agree, so that
// nobody can have the password sent elsewhere by editing the file.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { decodeBase64 } from '../../../shared/base/base64.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import {
  type NoStoreReason,
  type Remembered,
  rememberedSchema,
  type SecretState,
} from '../../../shared/ipc/secrets.ts';
import { replaceFile } from '../../io/durable-file.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { decodeUtf8, readSmallFile } from '../../io/report-file.ts';
import type { SecretFault, SecretStore } from './secret-store.ts';

/** Encrypts for this user of this computer; `encrypt` and `decrypt` reject where the system refuses. */
export interface Cipher {
  /** Null when secrets are safe here. */
  refusal(): Promise<NoStoreReason | null>;
  encrypt(text: string): Promise<Uint8Array>;
  decrypt(bytes: Uint8Array): Promise<string>;
}

const fileName = 'account.secret';
const maxFileBytes = 16 * 1024;

const sealedSchema = rememberedSchema.omit({ password: true }).extend({
  format: z.literal('sip-alg-secret'),
  version: z.literal(1),
  /** The account as JSON, encrypted, in base64. */
  sealed: z.string().min(1).max(maxFileBytes),
});
type Sealed = z.infer<typeof sealedSchema>;
type Kept = Sealed | 'nothing' | 'unreadable';

/** A store in a folder, which is created when something is kept. */
export function openSecretFile(folder: string, cipher: Cipher, ids: IdSource): SecretStore {
  const path = join(folder, fileName);
  // What did not open once is told as unreadable, but stays: a key ring may have been locked.
  let didOpen = true;
  return {
    async state(): Promise<SecretState> {
      const reason = await cipher.refusal();
      if (reason !== null) return { phase: 'unavailable', reason };
      const kept = await readKept(path);
      if (kept === 'nothing') return { phase: 'empty' };
      if (kept === 'unreadable' || !didOpen) return { phase: 'unreadable' };
      return { phase: 'remembered', server: kept.server, username: kept.username };
    },
    async remember(account) {
      if ((await cipher.refusal()) !== null) return err('unavailable');
      try {
        const text = await seal(account, cipher);
        await makeFolder(folder);
        await replaceFile(path, join(folder, `.${ids.token(16)}.tmp`), text);
        didOpen = true;
        return ok(undefined);
      } catch {
        return err('not-written');
      }
    },
    async forget() {
      try {
        await rm(path, { force: true });
        didOpen = true;
        return ok(undefined);
      } catch {
        return err('not-written');
      }
    },
    async passwordFor(server, username) {
      if ((await cipher.refusal()) !== null) return err('unavailable');
      const kept = await readKept(path);
      if (typeof kept === 'string') return err('unreadable');
      if (kept.server !== server || kept.username !== username) return err('other-account');
      const password = await unseal(kept, cipher);
      didOpen = password.ok;
      return password;
    },
  };
}

async function seal(account: Remembered, cipher: Cipher): Promise<string> {
  const { server, username } = account;
  const sealed = Buffer.from(await cipher.encrypt(JSON.stringify(account))).toString('base64');
  const file: Sealed = { format: 'sip-alg-secret', version: 1, server, username, sealed };
  return `${JSON.stringify(file, null, 2)}\n`;
}

async function unseal(
  { sealed, server, username }: Sealed,
  cipher: Cipher,
): Promise<Result<string, SecretFault>> {
  const bytes = decodeBase64(sealed);
  if (!bytes.ok) return err('unreadable');
  try {
    const account = rememberedSchema.parse(JSON.parse(await cipher.decrypt(bytes.value)));
    const isSame = account.server === server && account.username === username;
    return isSame ? ok(account.password) : err('unreadable');
  } catch {
    return err('unreadable');
  }
}

async function readKept(path: string): Promise<Kept> {
  const bytes = await readSmallFile(path, maxFileBytes);
  if (!bytes.ok) return bytes.error.code === 'no-such-file' ? 'nothing' : 'unreadable';
  const text = decodeUtf8(bytes.value);
  if (!text.ok) return 'unreadable';
  try {
    return sealedSchema.parse(JSON.parse(text.value));
  } catch {
    return 'unreadable';
  }
}
