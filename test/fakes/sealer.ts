// A sealer with a key of its own, as another computer has one.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSealer, type Sealer } from '../../main/engine/report-seal.ts';
import { keyFingerprint, openSealKey } from '../../main/io/seal-key.ts';

export async function newSealer(): Promise<Sealer & { readonly fingerprint: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'salg-key-'));
  const { key } = await openSealKey(folder);
  await rm(folder, { recursive: true });
  if (key === null) throw new Error('no key');
  return { ...createSealer(key), fingerprint: keyFingerprint(key.publicKey) };
}
