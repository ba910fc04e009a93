// The key that seals reports: made on first use, kept in the state folder for its owner alone, never overwritten.
// A damaged key file stays as it is, and the next name is used.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { createFile } from './durable-file.ts';
import { errorCode } from './flow-fault.ts';
import { sha256OfBytes } from './hash.ts';
import { secureIds } from './ids.ts';
import { makeFolder } from './make-folder.ts';
import { decodeUtf8, readSmallFile } from './report-file.ts';

const mostKeyFiles = 9;
const maxKeyFileBytes = 4096;

const key32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** A private Ed25519 key as JSON Web Key. RFC 8037 2. */
const keyFileSchema = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: key32,
  d: key32,
});
type KeyFile = z.infer<typeof keyFileSchema>;

/** An Ed25519 key (RFC 8032). */
export type SealKey = {
  /** 32 bytes, base64url. */
  readonly publicKey: string;
  /** Signature of the text in UTF-8: 64 bytes, base64url. */
  sign(text: string): string;
};

export type OpenedSealKey = {
  /** Null when none could be read or made: then nothing is sealed. */
  readonly key: SealKey | null;
  /** One sentence for the user when something is wrong with the key; else null. */
  readonly note: string | null;
};

/** The key that a folder holds; null where there is none. Writes nothing, never rejects. */
export async function readSealKey(folder: string): Promise<SealKey | null> {
  for (const path of keyPaths(folder)) {
    const stored = await readKey(path);
    if (stored.kind === 'read') return stored.key;
    if (stored.kind === 'missing') return null;
  }
  return null;
}

/** Opens the key in a folder and makes it, and the folder, where there is none; never rejects. */
export async function openSealKey(folder: string): Promise<OpenedSealKey> {
  let damaged: string | null = null;
  for (const path of keyPaths(folder)) {
    const found = await readOrMakeKey(folder, path);
    if (found.kind === 'damaged') damaged ??= path;
    else return { key: found.key, note: noteOn(found, folder, damaged) };
  }
  return { key: null, note: `Reports are not sealed: every key in ${folder} is damaged.` };
}

/** `seal-key.json`, then `seal-key-2.json` and so on. */
const keyPaths = (folder: string): readonly string[] =>
  Array.from({ length: mostKeyFiles }, (_, i) =>
    join(folder, i === 0 ? 'seal-key.json' : `seal-key-${i + 1}.json`),
  );

type Stored =
  | { readonly kind: 'read'; readonly key: SealKey }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged' };
type Found =
  | { readonly kind: 'read' | 'made'; readonly key: SealKey }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'not-made'; readonly key: null };

function noteOn({ kind }: Found, folder: string, damaged: string | null): string | null {
  if (kind === 'not-made') return `Reports are not sealed: no key can be kept in ${folder}.`;
  return kind === 'made' && damaged !== null
    ? `The key that seals reports is damaged: ${damaged}. It was left as it is, and a new one was made.`
    : null;
}

async function readOrMakeKey(folder: string, path: string): Promise<Found> {
  const found = await readKey(path);
  if (found.kind !== 'missing') return found;
  const { privateKey } = generateKeyPairSync('ed25519');
  const { kty, crv, x, d } = privateKey.export({ format: 'jwk' });
  try {
    await makeFolder(folder);
    const text = `${JSON.stringify({ kty, crv, x, d })}\n`;
    await createFile(path, join(folder, `.${secureIds.token(16)}.tmp`), text);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') return { kind: 'not-made', key: null };
  }
  // Read back, because another process may have been first, and a key that cannot be read again is no key.
  const kept = await readKey(path);
  if (kept.kind === 'read') return { kind: 'made', key: kept.key };
  return kept.kind === 'missing' ? { kind: 'not-made', key: null } : kept;
}

async function readKey(path: string): Promise<Stored> {
  const bytes = await readSmallFile(path, maxKeyFileBytes);
  if (!bytes.ok) return { kind: bytes.error.code === 'no-such-file' ? 'missing' : 'damaged' };
  const text = decodeUtf8(bytes.value);
  const key = text.ok ? parseKey(text.value) : null;
  return key === null ? { kind: 'damaged' } : { kind: 'read', key };
}

function parseKey(text: string): SealKey | null {
  try {
    const jwk = keyFileSchema.parse(JSON.parse(text));
    const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
    // Half of the file may be from elsewhere; then its seals would not hold.
    if (createPublicKey(privateKey).export({ format: 'jwk' }).x !== jwk.x) return null;
    return {
      publicKey: jwk.x,
      sign: (message) => sign(null, Buffer.from(message), privateKey).toString('base64url'),
    };
  } catch {
    return null;
  }
}

/** True when the base64url text is the only spelling of its bytes: no unused bit is set. RFC 4648 3.5. */
const isCanonical = (text: string): boolean => Buffer.from(text, 'base64url').toString('base64url') === text;

/** True when the signature of the text in UTF-8 was made with that key and both are spelt the one way there is. */
export function isSignedBy(publicKey: KeyFile['x'], text: string, signature: string): boolean {
  if (!isCanonical(publicKey) || !isCanonical(signature)) return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

/** What people compare: the first 8 bytes of the key's SHA-256 in hex, four groups of four; unique enough for that. */
export const keyFingerprint = (publicKey: string): string =>
  (sha256OfBytes(Buffer.from(publicKey, 'base64url')).slice(0, 16).match(/.{4}/g) ?? []).join(' ');
