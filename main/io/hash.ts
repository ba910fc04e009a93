// The digest functions of RFC 7616, from node's crypto.
import { createHash } from 'node:crypto';
import { latin1ToBytes } from '../../shared/base/bytes.ts';
import type { HashAlgorithm, HashFunction } from '../../shared/base/hash.ts';

const nameInNode: Readonly<Record<HashAlgorithm, string>> = {
  MD5: 'md5',
  'SHA-256': 'sha256',
  'SHA-512-256': 'sha512-256',
};

/** Lower-case hex digest; throws RangeError on a character beyond U+00FF, as latin1ToBytes does. */
export const nodeHash: HashFunction = (algorithm, latin1) =>
  createHash(nameInNode[algorithm]).update(latin1ToBytes(latin1)).digest('hex');

/** SHA-256 (FIPS 180-4) in lower-case hex; a text is hashed as UTF-8. */
export const sha256OfBytes = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');
