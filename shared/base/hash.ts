/** Names of the digest algorithms of RFC 7616 3.3 and RFC 2617. */
export type HashAlgorithm = 'MD5' | 'SHA-256' | 'SHA-512-256';

/** Lower-case hex digest of one byte a character text; supplied by the host because shared owns no crypto. */
export type HashFunction = (algorithm: HashAlgorithm, latin1: string) => string;
