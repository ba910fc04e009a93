// Puts seals on reports and looks at those of others.
import { canonicalLines } from '../../shared/base/canonical-json.ts';
import { type Report, type Seal, sealSchema } from '../../shared/report/report.ts';
import { type SealFinding, sealedText, sealMessage } from '../../shared/report/seal.ts';
import { sha256OfBytes } from '../io/hash.ts';
import { isSignedBy, keyFingerprint, type SealKey } from '../io/seal-key.ts';

export type Sealer = {
  /** The report with a seal of this computer in place of any other; without a key, with none. */
  readonly sealReport: (report: Report) => Report;
  /**
   * What the seal in the text of a report file says about every byte of it. The text must be decoded whole, its byte
   * order mark too. What is no report is `edited`.
   */
  readonly verifySeal: (text: string) => SealFinding;
};

/** A sealer with this computer's key; with null it can only look. */
export const createSealer = (key: SealKey | null): Sealer => ({
  sealReport: (report) => ({ ...report, seal: key === null ? null : sealWith(key, report) }),
  verifySeal: (text) => verifySeal(text, key?.publicKey ?? null),
});

function sealWith(key: SealKey, report: Report): Seal {
  const sha256 = sha256OfBytes(sealedText(report));
  return {
    algorithm: 'ed25519',
    publicKey: key.publicKey,
    sha256,
    signature: key.sign(sealMessage(sha256)),
  };
}

const edited: SealFinding = { state: 'edited', fingerprint: null };

function verifySeal(text: string, ownKey: string | null): SealFinding {
  const file = readObject(text);
  if (file === null) return edited;
  const { value, isExact } = file;
  const { seal: claimed = null } = value;
  if (claimed === null) return { state: 'unsealed', fingerprint: null };
  const seal = sealSchema.safeParse(claimed);
  if (!seal.success || !isExact) return edited;
  const { publicKey, sha256, signature } = seal.data;
  // The value as it stands in the file, not as the schema of today reads it: a seal outlives versions.
  const isWhole = sha256OfBytes(sealedText(value)) === sha256;
  if (!isWhole || !isSignedBy(publicKey, sealMessage(sha256), signature)) return edited;
  return { state: publicKey === ownKey ? 'intact' : 'other', fingerprint: keyFingerprint(publicKey) };
}

/** Null for what is no JSON object, and for one so deep that it cannot be written again. */
function readObject(
  text: string,
): { readonly value: { readonly seal?: unknown }; readonly isExact: boolean } | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return { value, isExact: canonicalLines(value) === text };
  } catch {
    return null;
  }
}
